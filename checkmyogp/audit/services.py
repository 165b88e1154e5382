"""Writing and checking the chain."""

import logging
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import text

from checkmyogp.audit import queries, terms
from checkmyogp.audit.models import AuditEntry, PublishedHead
from checkmyogp.db import db
from checkmyogp.db.base import Base
from checkmyogp.db.transactions import afterwards
from checkmyogp.domain.canon import GENESIS, Plain, chained, sha256
from checkmyogp.domain.identities import Identity

LOG = logging.getLogger("checkmyogp.security")

CHAIN_LOCK = 0x0C0FFEE
"""An arbitrary number that stands for the chain among PostgreSQL's advisory locks."""


@dataclass(frozen=True, slots=True)
class Broken:
    """The first entry at which the chain does not hold."""

    sequence: int


SALT_BYTES = 32


def record(
    action: str,
    *,
    subject: str,
    actor: Identity,
    now: datetime,
    logged: bool = True,
    binds: Iterable[Base] = (),
    frees: Iterable[Base] = (),
) -> AuditEntry:
    """Append one entry, in the caller's transaction.

    It ``binds`` rows as they are now: from here on `flask verify` names each column of them that is changed without
    another entry. It ``frees`` those that are taken away.

    What is sealed is not ``logged``: nobody at a log is to see in an open round when somebody submitted, nor to count
    it from the numbers of other entries.
    """
    # SQLite's writers already queue; on PostgreSQL two appenders would both read the same head.
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text("select pg_advisory_xact_lock(:key)"), {"key": CHAIN_LOCK})
    sequence, previous = queries.head()
    # What the database fills in is part of what is bound.
    db.session.flush()
    salt = secrets.token_hex(SALT_BYTES)
    entry = AuditEntry(
        sequence=sequence + 1,
        at=now,
        actor=actor.key,
        office=actor.office,
        action=action,
        subject=subject,
        previous=previous,
        salt=salt,
        terms=terms.kept(binds, frees, salt=salt),
    )
    entry.digest = chained(previous, content(entry))
    db.session.add(entry)
    db.session.flush()
    # The chain says by whom and about what; a log is read by more people.
    if logged:
        facts = {"office": actor.office.value}
        afterwards(db.session, lambda: LOG.info(action, extra={"facts": facts}))
    return entry


def publish_head(entry: AuditEntry, *, now: datetime) -> PublishedHead:
    """Keep where the chain stands after this entry, the last one, as what leaves the building."""
    head = PublishedHead(
        sequence=entry.sequence, digest=entry.digest, published_at=now, occasion=f"{entry.action} {entry.subject}"
    )
    db.session.add(head)
    db.session.flush()
    return head


def content(entry: AuditEntry) -> Plain:
    """What the digest of an entry covers, beside its predecessor. Entries of old have neither salt nor terms."""
    salted = {"salt": entry.salt} if entry.salt else {}
    bound = {"terms": sha256(entry.terms.encode("utf-8"))} if entry.terms else {}
    return {
        **salted,
        **bound,
        "sequence": entry.sequence,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor,
        "office": entry.office.value,
        "action": entry.action,
        "subject": entry.subject,
    }


def first_break(entries: Iterable[AuditEntry]) -> Broken | int:
    """Where the chain breaks, or how many entries hold."""
    previous, expected = GENESIS, 0
    for entry in entries:
        expected += 1
        if (
            entry.sequence != expected
            or entry.previous != previous
            or entry.digest != chained(previous, content(entry))
        ):
            return Broken(expected)
        previous = entry.digest
    return expected

"""Recording and withdrawing one code. What stood before is ended, never overwritten."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.domain.evidence import refuse_unless_link
from checkmyogp.domain.identities import Identity
from checkmyogp.domain.irm import Coded, CodeWord, Mark, Scheme, coded
from checkmyogp.irm import queries
from checkmyogp.irm.models import IrmCode
from checkmyogp.plans.models import Commitment

NOTHING = "nothing"
"""Stands in the audit chain where there was or is no code."""


class CodeChangedMeanwhile(ValueError):
    """Somebody recorded or withdrew the code after it was looked at."""


class NothingChanged(ValueError):
    """The very same code from the very same place stands already."""


@dataclass(frozen=True, slots=True)
class CodeSource:
    """Where the IRM says so."""

    title: str
    url: str
    page: str
    """A page, or the row and column of a table."""


def record_code(
    *,
    commitment: Commitment,
    scheme: Scheme,
    said: Coded,
    source: CodeSource,
    seen: uuid.UUID | None,
    actor: Identity,
    now: datetime,
) -> IrmCode:
    """Record what the IRM says to one question; ``seen`` is the code that stood when the actor looked, if one did.

    Raises:
        NotACode: when the question has no such answer.
        NotALink: when the source is no web address.
        ChangedMeanwhile: when another code stands by now.
        NothingChanged: when the same stands already.
    """
    coded(scheme, said.value)
    refuse_unless_link(source.url)
    before = _held(commitment, scheme, seen)
    if before and (before.said, _source_of(before)) == (said, source):
        raise NothingChanged
    if before:
        _end(before, actor=actor, now=now)
    row = IrmCode(
        commitment_id=commitment.id,
        scheme=scheme,
        code=said if isinstance(said, CodeWord) else None,
        mark=said if isinstance(said, Mark) else None,
        page=source.page,
        source_title=source.title,
        source_url=source.url,
        recorded_by=actor.key,
        recorded_at=now,
    )
    db.session.add(row)
    db.session.flush()
    subject = _subject(commitment, scheme, before.said.value if before else NOTHING, said.value)
    ended = (before,) if before else ()
    audit.record("irm_code.recorded", subject=subject, actor=actor, now=now, binds=(row, *ended))
    return row


def withdraw_code(
    *, commitment: Commitment, scheme: Scheme, seen: uuid.UUID | None, actor: Identity, now: datetime
) -> None:
    """Take back what was recorded; it stays in the history of the question.

    Raises:
        ChangedMeanwhile: when another code stands by now, or none.
    """
    before = _held(commitment, scheme, seen)
    if before is None:
        raise CodeChangedMeanwhile
    _end(before, actor=actor, now=now)
    subject = _subject(commitment, scheme, before.said.value, NOTHING)
    audit.record("irm_code.withdrawn", subject=subject, actor=actor, now=now, binds=(before,))


def _held(commitment: Commitment, scheme: Scheme, seen: uuid.UUID | None) -> IrmCode | None:
    """What stands, as the actor saw it, held so that of two who replace it at once the second is refused."""
    db.session.execute(
        select(Commitment.id)
        .where(Commitment.id == commitment.id)
        .with_for_update(key_share=True)
        .order_by(Commitment.id)
    )
    before = queries.standing(commitment.id, scheme)
    if (before.id if before else None) != seen:
        raise CodeChangedMeanwhile
    return before


def _end(row: IrmCode, *, actor: Identity, now: datetime) -> None:
    row.ended_at, row.ended_by = now, actor.key
    # Only one may stand at a time, and the database looks after every statement.
    db.session.flush()


def _source_of(row: IrmCode) -> CodeSource:
    return CodeSource(row.source_title, row.source_url, row.page)


def _subject(commitment: Commitment, scheme: Scheme, before: str, after: str) -> str:
    return f"{commitment.plan.slug}/{commitment.number}/{scheme.value}/{before}/{after}"

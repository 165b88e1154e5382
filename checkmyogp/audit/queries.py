"""Reading the chain."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from checkmyogp.audit.models import AuditEntry, PublishedHead
from checkmyogp.db import db
from checkmyogp.domain.canon import GENESIS


def head() -> tuple[int, str]:
    """The number and digest of the last entry; (0, genesis) while there is none."""
    last = db.session.execute(
        select(AuditEntry.sequence, AuditEntry.digest).order_by(AuditEntry.sequence.desc()).limit(1)
    ).first()
    return (last.sequence, last.digest) if last else (0, GENESIS)


def entries() -> Iterator[AuditEntry]:
    """Every entry, oldest first."""
    wanted = select(AuditEntry).order_by(AuditEntry.sequence).execution_options(yield_per=500)
    # Whoever stops at a break must not leave the server's cursor open.
    with db.session.scalars(wanted) as found:
        yield from found


def with_actions(*actions: str) -> Sequence[AuditEntry]:
    """What was done in any of these ways, the oldest first."""
    return db.session.scalars(
        select(AuditEntry).where(AuditEntry.action.in_(actions)).order_by(AuditEntry.sequence)
    ).all()


def with_terms() -> Iterator[AuditEntry]:
    """Every entry that binds rows, the oldest first."""
    wanted = select(AuditEntry).where(AuditEntry.terms != "").order_by(AuditEntry.sequence)
    with db.session.scalars(wanted.execution_options(yield_per=500)) as found:
        yield from found


def published_heads() -> Sequence[PublishedHead]:
    """Every head that left the building, the latest first."""
    return db.session.scalars(select(PublishedHead).order_by(PublishedHead.sequence.desc())).all()


def between(first: int, last: int) -> Sequence[AuditEntry]:
    """The entries with these numbers, both ends included, oldest first."""
    return db.session.scalars(
        select(AuditEntry)
        .where(AuditEntry.sequence >= first, AuditEntry.sequence <= last)
        .order_by(AuditEntry.sequence)
    ).all()


def with_action(action: str, subject: str) -> Sequence[AuditEntry]:
    """What happened to one subject in one way, oldest first."""
    return db.session.scalars(
        select(AuditEntry)
        .where(AuditEntry.action == action, AuditEntry.subject == subject)
        .order_by(AuditEntry.sequence)
    ).all()


def about(beginning: str) -> Sequence[AuditEntry]:
    """Entries whose subject begins so, oldest first."""
    return db.session.scalars(
        select(AuditEntry)
        .where(AuditEntry.subject.startswith(beginning, autoescape=True))
        .order_by(AuditEntry.sequence)
    ).all()

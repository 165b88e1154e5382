"""Reading the chain."""

from collections.abc import Iterator

from sqlalchemy import select

from checkmyogp.audit.models import AuditEntry
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
    yield from db.session.scalars(select(AuditEntry).order_by(AuditEntry.sequence).execution_options(yield_per=500))

"""Reading the outbox."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from checkmyogp.db import db
from checkmyogp.mail.models import OutboxMail

MOST_ATTEMPTS = 12


def waiting(*, now: datetime) -> Sequence[OutboxMail]:
    """What is to be tried now, oldest first; what failed too often is left for a person to look at."""
    return db.session.scalars(
        select(OutboxMail)
        .where(OutboxMail.sent_at.is_(None), OutboxMail.attempts < MOST_ATTEMPTS, OutboxMail.due_at <= now)
        .order_by(OutboxMail.written_at, OutboxMail.id)
    ).all()


def given_up() -> int:
    """How many mails failed so often that they are not tried again."""
    return db.session.scalars(
        select(func.count())
        .select_from(OutboxMail)
        .where(OutboxMail.sent_at.is_(None), OutboxMail.attempts >= MOST_ATTEMPTS)
    ).one()

"""Reading the outbox."""

from collections.abc import Sequence

from sqlalchemy import select

from checkmyogp.db import db
from checkmyogp.mail.models import OutboxMail

MOST_ATTEMPTS = 8


def waiting() -> Sequence[OutboxMail]:
    """What is still to be sent, oldest first; what failed too often is left for a person to look at."""
    return db.session.scalars(
        select(OutboxMail)
        .where(OutboxMail.sent_at.is_(None), OutboxMail.attempts < MOST_ATTEMPTS)
        .order_by(OutboxMail.written_at, OutboxMail.id)
    ).all()

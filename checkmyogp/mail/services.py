"""Writing mail, and keeping what became of it."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update

from checkmyogp.db import db
from checkmyogp.mail.letters import written
from checkmyogp.mail.models import OutboxMail

FIRST_PAUSE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(hours=6)


def write(*, template: str, recipient: str, language: str, now: datetime, facts: dict[str, Any]) -> OutboxMail:
    """Put one mail into the outbox, in the caller's transaction; ``template`` is a file of templates/emails."""
    subject, body = written(template, language, facts)
    mail = OutboxMail(
        recipient=recipient, language=language, subject=subject, body=body, written_at=now, due_at=now, attempts=0
    )
    db.session.add(mail)
    return mail


def rehearse(*, template: str, language: str, facts: dict[str, Any]) -> None:
    """Do the work of writing a mail that nobody gets, so that the time it takes does not tell whether somebody does."""
    written(template, language, facts)


def claim(mail: OutboxMail, *, now: datetime) -> bool:
    """Take a waiting mail for one attempt, unless another delivery has; each pause is twice the one before."""
    pause = min(FIRST_PAUSE * 2**mail.attempts, LONGEST_PAUSE)
    claimed = db.session.execute(
        update(OutboxMail)
        .where(OutboxMail.id == mail.id, OutboxMail.sent_at.is_(None), OutboxMail.due_at <= now)
        .values(attempts=mail.attempts + 1, due_at=now + pause)
        .execution_options(synchronize_session=False)
    )
    return claimed.rowcount == 1  # pyright: ignore[reportAttributeAccessIssue] - a CursorResult, as of every update


def note_sent(mail: OutboxMail, *, now: datetime) -> None:
    """It has left. Its words go too: a link that lets somebody in must not stay in the database."""
    mail.sent_at, mail.body, mail.last_failure = now, "", None


def note_failure(mail: OutboxMail, *, why: str) -> None:
    """It has not left, and is tried again later."""
    mail.last_failure = why

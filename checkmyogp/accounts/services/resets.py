"""Choosing a new password by mail. It replaces the first factor and never the second."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import delete, update

from checkmyogp.accounts import queries
from checkmyogp.accounts.models import PasswordReset, Person
from checkmyogp.accounts.refusals import LinkSpent
from checkmyogp.accounts.services import people, signing_in
from checkmyogp.accounts.tokens import hashed, new_token
from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.domain.addresses import folded
from checkmyogp.mail import services as mail

VALID_FOR = timedelta(hours=1)
MOST_WAITING = 5
"""Links to a new password that one person may have at a time."""


def ask(*, address: str, language: str, now: datetime) -> None:
    """Send a link to this address if it is somebody's. The work is the same if it is not, but for the mail."""
    person = queries.person_at(folded(address))
    token = new_token()
    db.session.execute(delete(PasswordReset).where(PasswordReset.expires_at <= now))
    db.session.add(
        PasswordReset(
            token=hashed(token),
            person_id=person.id if person else None,
            asked_at=now,
            expires_at=now + VALID_FOR,
        )
    )
    letter: dict[str, Any] = {
        "template": "password_reset",
        "language": person.language if person else language,
        "facts": {"token": token},
    }
    # Whoever asks in somebody's name fills that mailbox with a few mails and no more; the links in them go on working.
    waiting = queries.resets_waiting(person.id if person else uuid4(), now=now)
    if person and waiting <= MOST_WAITING:
        mail.write(**letter, recipient=person.address, now=now)
    else:
        mail.rehearse(**letter)


def choose(*, token: str, password: str, now: datetime) -> Person:
    """Set the password of whoever the link was sent to, and end all of that person's sessions.

    Raises:
        LinkSpent: when the link was used or has expired.
    """
    row = queries.reset(hashed(token), now=now)
    person = queries.person(row.person_id) if row and row.person_id else None
    if row is None or person is None or not _spend(row, now=now):
        raise LinkSpent
    db.session.execute(
        delete(PasswordReset).where(PasswordReset.person_id == person.id, PasswordReset.token != row.token)
    )
    people.set_password(person=person, new=password, now=now)
    signing_in.end_all(person=person, now=now)
    audit.record("person.password_reset", subject=str(person.id), actor=person.identity(confirmed=False), now=now)
    return person


def _spend(row: PasswordReset, *, now: datetime) -> bool:
    spent = db.session.execute(
        update(PasswordReset)
        .where(PasswordReset.token == row.token, PasswordReset.used_at.is_(None))
        .values(used_at=now)
        .execution_options(synchronize_session=False)
    )
    return spent.rowcount == 1  # pyright: ignore[reportAttributeAccessIssue] - a CursorResult, as of every update

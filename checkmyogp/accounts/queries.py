"""Reading people and their sessions."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from checkmyogp.accounts.models import Person, SignedIn
from checkmyogp.db import db


def person_at(folded_address: str) -> Person | None:
    """The person with this address, if there is one who has not left."""
    return db.session.scalars(
        select(Person).where(Person.folded_address == folded_address, Person.left_at.is_(None)).order_by(Person.id)
    ).one_or_none()


def session_with(token: str, *, now: datetime) -> SignedIn | None:
    """The session whose hashed token this is, if it is neither ended nor expired and its person has not left."""
    return db.session.scalars(
        select(SignedIn)
        .join(SignedIn.person)
        .options(joinedload(SignedIn.person))
        .where(
            SignedIn.token == token,
            SignedIn.ended_at.is_(None),
            SignedIn.expires_at > now,
            Person.left_at.is_(None),
        )
        .order_by(SignedIn.token)
    ).one_or_none()

"""People who are signed in."""

import itertools
import secrets
from datetime import UTC, datetime, timedelta

from flask.testing import FlaskClient

from checkmyogp.accounts.models import LoginSession, Person
from checkmyogp.accounts.tokens import hashed
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import Identity, Office

UNUSABLE = "no password opens this"
"""Stands where the hash of a password would: these people never type one."""

_numbers = itertools.count(1)


def person(
    *,
    office: Office = Office.OFFICER,
    organisation: str = "",
    lead: bool = False,
    address: str = "",
    language: str = "en",
    password: str = UNUSABLE,
) -> Person:
    """Somebody with an account, in the context of the application that is entered; ``password`` is a hash."""
    written = address or f"person-{next(_numbers)}@example.org"
    row = Person(
        address=written,
        folded_address=written.casefold(),
        office=office,
        organisation=organisation,
        lead=lead,
        language=language,
        password=password,
        joined_at=datetime.now(UTC),
    )
    with unit_of_work(db.session):
        db.session.add(row)
    db.session.refresh(row)
    return row


def open_session(somebody: Person, *, confirmed: bool = True, stale: bool = False) -> str:
    """A session of somebody's; the token that its cookie carries.

    ``confirmed`` says whether the second factor was given, ``stale`` whether that was too long ago for what asks for a
    fresh one.
    """
    token, now = secrets.token_urlsafe(32), datetime.now(UTC)
    given_at = now - timedelta(hours=1) if stale else now
    row = LoginSession(
        token=hashed(token),
        person_id=somebody.id,
        began_at=given_at,
        seen_at=now,
        expires_at=now + timedelta(hours=12),
        confirmed_at=given_at if confirmed else None,
        browser="test",
    )
    with unit_of_work(db.session):
        db.session.add(row)
    db.session.refresh(somebody)
    return token


def sign_in(
    client: FlaskClient,
    *,
    office: Office = Office.OFFICER,
    organisation: str = "",
    lead: bool = False,
    confirmed: bool = True,
    stale: bool = False,
    address: str = "",
    language: str = "en",
) -> Person:
    """A new person, signed in on this client, in a context of its own; the row is no longer bound to a session."""
    with client.application.app_context():
        row = person(office=office, organisation=organisation, lead=lead, address=address, language=language)
        token = open_session(row, confirmed=confirmed, stale=stale)
        db.session.expunge(row)
    carry(client, token)
    return row


def carry(client: FlaskClient, token: str) -> None:
    """Put a session's token where the browser would have it."""
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
        cookie["_fresh"] = True


def identity(somebody: Person, *, confirmed: bool = True) -> Identity:
    """Somebody as an actor, for services."""
    return somebody.identity(confirmed=confirmed)

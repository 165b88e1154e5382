"""Sessions: begun by a password, good for something once a second factor was given, ended for good."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, update

from checkmyogp.accounts import passwords, queries
from checkmyogp.accounts.models import LoginSession, Person
from checkmyogp.accounts.refusals import WrongPassword
from checkmyogp.accounts.tokens import hashed, new_token
from checkmyogp.db import db
from checkmyogp.domain.addresses import folded

HALF_WAY = timedelta(minutes=15)
"""For how long a second factor is waited for."""
IDLE = timedelta(hours=12)
AT_MOST = timedelta(days=7)
NOTICED_EVERY = timedelta(minutes=5)
"""How precisely it is kept when a session was seen: a write for each request would slow everybody down."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A session with the token that its cookie is to carry, which is known in this moment only."""

    token: str
    session: LoginSession


def person_with(*, address: str, password: str) -> Person:
    """Whose address and password these are. Reads only, so that nobody waits for the slow comparison.

    Raises:
        WrongPassword: whether the address is unknown or the password wrong; both take the same work.
    """
    person = queries.person_at(folded(address))
    if not passwords.matches(password, person.password if person else None) or person is None:
        raise WrongPassword
    return person


def begin_with(*, person: Person, verified: str, password: str, browser: str, now: datetime) -> Opened:
    """Begin a session with the password that was compared with the hash ``verified``.

    Raises:
        WrongPassword: when the person has changed it, or has left, since it was compared.
    """
    if person.password != verified or person.left_at:
        raise WrongPassword
    if passwords.is_outdated(verified):
        person.password = passwords.hash_of(password)
    return begin(person=person, browser=browser, now=now)


def begin(*, person: Person, browser: str, now: datetime) -> Opened:
    """Begin a session that can do nothing yet but give a second factor."""
    token = new_token()
    session = LoginSession(
        token=hashed(token),
        person=person,
        began_at=now,
        seen_at=now,
        expires_at=now + HALF_WAY,
        browser=browser,
    )
    db.session.add(session)
    db.session.flush()
    return Opened(token, session)


def confirm(*, session: LoginSession, now: datetime) -> Opened:
    """A second factor was given: the session goes on under another token, and a copy of the old one is worthless."""
    token = new_token()
    session.token = hashed(token)
    session.confirmed_at = now
    _notice(session, now=now)
    db.session.flush()
    return Opened(token, session)


def is_to_be_noticed(session: LoginSession, *, now: datetime) -> bool:
    """Whether so much time has passed that it should be kept."""
    return session.confirmed_at is not None and now - session.seen_at >= NOTICED_EVERY


def notice(*, token: str, now: datetime) -> None:
    """Its person does something: the session with this hashed token is idle from now on only."""
    session = queries.session_with(token, now=now)
    if session:
        _notice(session, now=now)


def _notice(session: LoginSession, *, now: datetime) -> None:
    session.seen_at = now
    session.expires_at = min(now + IDLE, session.began_at + AT_MOST)


def end(*, person: Person, token: str, now: datetime) -> None:
    """End the one of a person's sessions that has this hashed token."""
    _end(person, LoginSession.token == token, now=now)


def end_others(*, person: Person, keep: str, now: datetime) -> None:
    """End all of them but one."""
    _end(person, LoginSession.token != keep, now=now)


def end_all(*, person: Person, now: datetime) -> None:
    """End all of them."""
    _end(person, LoginSession.token != "", now=now)


def _end(person: Person, which: ColumnElement[bool], *, now: datetime) -> None:
    db.session.execute(
        update(LoginSession)
        .where(LoginSession.person_id == person.id, LoginSession.ended_at.is_(None), which)
        .values(ended_at=now)
    )

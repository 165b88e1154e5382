"""Who is asking: the session cookie carries a random token, and the session itself is a row.

Signing out, leaving and revocation end the row, and with it every copy of the cookie.
"""

import hashlib
from datetime import UTC, datetime, timedelta

from flask import Flask
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from checkmyogp.accounts import queries
from checkmyogp.accounts.models import Person, SignedIn
from checkmyogp.domain.identities import READER, Identity

FRESH_FOR = timedelta(minutes=10)
"""For how long after a second factor the steps that ask for one go on."""


class Visitor(UserMixin):
    """A session as Flask-Login sees it; its id is the token, which is nowhere else but in the cookie."""

    def __init__(self, token: str, session: SignedIn) -> None:
        """Keep both."""
        self.token = token
        self.session = session

    def get_id(self) -> str:
        """The token."""
        return self.token


def hashed(token: str) -> str:
    """What is kept of a token. It is random and long, so that a plain hash of it cannot be tried out."""
    return hashlib.sha256(token.encode("utf-8")).hexdigest()


def _load(token: str) -> Visitor | None:
    session = queries.session_with(hashed(token), now=datetime.now(UTC))
    return Visitor(token, session) if session else None


def current_session() -> SignedIn | None:
    """The session of whoever is asking, also before its second factor."""
    return current_user.session if current_user.is_authenticated else None


def current_person() -> Person | None:
    """Who is asking, once the second factor was given."""
    session = current_session()
    return session.person if session and session.confirmed_at else None


def identify() -> Identity:
    """Who is asking, as an actor. Somebody half signed in is still a reader."""
    session = current_session()
    if session is None or session.confirmed_at is None:
        return READER
    fresh = datetime.now(UTC) - session.confirmed_at <= FRESH_FOR
    return session.person.identity(confirmed=fresh)


def enter(token: str, session: SignedIn) -> None:
    """Put the token into the cookie; an earlier one is replaced."""
    login_user(Visitor(token, session), fresh=True)


def leave() -> None:
    """Take it out again."""
    logout_user()


def init_app(app: Flask) -> None:
    """Set up Flask-Login and the cookie."""
    secure = str(app.config["PUBLIC_URL"]).startswith("https://")
    app.config.update(
        SESSION_COOKIE_NAME="__Host-checkmyogp" if secure else "checkmyogp",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
    )
    manager = LoginManager(app)
    manager.user_loader(_load)

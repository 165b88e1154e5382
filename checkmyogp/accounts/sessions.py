"""Who is asking: the session cookie carries a random token, and the session itself is a row.

Signing out, leaving and revocation end the row, and with it every copy of the cookie.
"""

from datetime import UTC, datetime, timedelta

from flask import Flask, request
from flask import session as cookie
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from checkmyogp.accounts import queries
from checkmyogp.accounts.models import LoginSession, Person
from checkmyogp.accounts.services import signing_in
from checkmyogp.accounts.services.signing_in import Opened
from checkmyogp.accounts.tokens import hashed
from checkmyogp.db import db, failures
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import READER, Identity
from checkmyogp.domain.texts import clean_line

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LONGEST_BROWSER = 60
# The order matters: Edge and Opera also say that they are Chrome, and Chrome that it is Safari.
BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)  # fmt: skip

FRESH_FOR = timedelta(minutes=10)
"""For how long after a second factor the steps that ask for one go on."""


class Visitor(UserMixin):
    """A session as Flask-Login sees it; its id is the token, which is nowhere else but in the cookie."""

    def __init__(self, token: str, session: LoginSession) -> None:
        """Keep both."""
        self.token = token
        self.session = session

    def get_id(self) -> str:
        """The token."""
        return self.token


def _load(token: str) -> Visitor | None:
    session = queries.session_with(hashed(token), now=datetime.now(UTC))
    return Visitor(token, session) if session else None


def current_session() -> LoginSession | None:
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


def half_way() -> LoginSession | None:
    """The session of whoever has given a password and not yet a second factor."""
    session = current_session()
    return session if session and session.confirmed_at is None else None


def enter(opened: Opened) -> None:
    """Put a new session's token into the cookie; nothing of what the browser carried before is kept."""
    cookie.clear()
    go_on(opened)


def go_on(opened: Opened) -> None:
    """Put the same session's new token into the cookie; the forms that are open elsewhere can still be sent."""
    login_user(Visitor(opened.token, opened.session), fresh=True)


def leave() -> None:
    """Take it out again, with all that goes with it."""
    logout_user()
    cookie.clear()


def browser() -> str:
    """What the browser calls itself, shortened to what somebody recognises: "Firefox, Linux"."""
    said = request.user_agent.string
    named = [next((name for mark, name in marks if mark in said), "") for marks in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, named)) or clean_line(said)[:LONGEST_BROWSER]


def notice() -> None:
    """Keep that the visitor is at work, when something is sent: a page that is only read writes nothing."""
    session, now = current_session(), datetime.now(UTC)
    if request.method not in SAFE and session and signing_in.is_to_be_noticed(session, now=now):
        token = session.token
        # Where this cannot be kept, what is sent cannot either: its own form then says so, with everything typed.
        with failures.passed_over(), unit_of_work(db.session):
            signing_in.notice(token=token, now=now)


def init_app(app: Flask) -> None:
    """Set up Flask-Login and the cookie."""
    secure = str(app.config["PUBLIC_URL"]).startswith("https://")
    app.config.update(
        SESSION_COOKIE_NAME="__Host-checkmyogp" if secure else "checkmyogp",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        # A form may be filled in over a whole day; its token is good for as long as the session.
        WTF_CSRF_TIME_LIMIT=None,
    )
    # Its init_app would look at the session after every request, also on pages that caches may keep.
    manager = app.login_manager = LoginManager()  # type: ignore[attr-defined]  # Where Flask-Login looks for it.
    # The token is a session's only proof. A person on the road changes networks and must not be asked again for that.
    manager.session_protection = None  # pyright: ignore[reportAttributeAccessIssue] - the stubs know strings only
    manager.user_loader(_load)

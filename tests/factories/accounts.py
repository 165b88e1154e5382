"""Accounts as their owners know them: with a password, an authenticator app, and mail."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from flask import Flask
from pyotp.totp import TOTP
from sqlalchemy import select, update

from checkmyogp.accounts import codes, passwords
from checkmyogp.accounts.models import LoginSession, Passkey, PasswordReset, Person, RecoveryCode, TotpFactor
from checkmyogp.accounts.services import addresses, invitations
from checkmyogp.accounts.tokens import hashed
from checkmyogp.audit import queries as audit
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import Office
from checkmyogp.domain.offices import Seat
from checkmyogp.mail.models import OutboxMail
from tests.factories import people

PASSWORD = "seven tame geese"  # noqa: S105 - of people in tests
OTHER_PASSWORD = "eight wild ducks"  # noqa: S105 - likewise
RECOVERY = "aaaa-bbbb-cccc-dddd"
LINK = re.compile(r"\{\{site\}\}(/\S+)")


@cache
def password_hash() -> str:
    """Hashed once for all tests, because it takes time."""
    return passwords.hash_of(PASSWORD)


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody with an account, and the phone that goes with it."""

    person: Person
    secret: str
    step: int
    """The time step in which the account was made: a test that lasts until the next one sees the same code."""

    def code(self, *, steps: int = 0) -> str:
        """What the app shows, or shows so many steps later."""
        return TOTP(self.secret).generate_otp(self.step + steps)


def owner(app: Flask, *, address: str = "bat@example.org", office: Office = Office.OFFICER, **seat: object) -> Owner:
    """Somebody whose account is set up, with one recovery code."""
    secret = codes.new_secret()
    with app.app_context():
        row = people.person(address=address, office=office, password=password_hash(), **seat)  # pyright: ignore[reportArgumentType]
        with unit_of_work(db.session):
            db.session.add(TotpFactor(person_id=row.id, secret=secret, confirmed_at=datetime.now(UTC), last_step=0))
            db.session.add(RecoveryCode(person_id=row.id, code=hashed(codes.typed(RECOVERY))))
        db.session.refresh(row)
        db.session.expunge(row)
    return Owner(row, secret, current_step())


def current_step() -> int:
    """The time step that an app is in."""
    return int(datetime.now(UTC).timestamp()) // codes.STEP_SECONDS


def mails(app: Flask) -> list[OutboxMail]:
    """Everything in the outbox, oldest first."""
    with app.app_context():
        found = db.session.scalars(select(OutboxMail).order_by(OutboxMail.written_at, OutboxMail.recipient)).all()
        db.session.expunge_all()
    return list(found)


def links_to(app: Flask, recipient: str) -> list[str]:
    """The paths that mails to somebody lead to."""
    return [link for mail in mails(app) if mail.recipient == recipient for link in LINK.findall(mail.body)]


def actions(app: Flask) -> list[str]:
    """What the audit chain says happened, oldest first."""
    with app.app_context():
        return [entry.action for entry in audit.entries()]


def forget_used_codes(app: Flask) -> None:
    """Let the code that the app shows now be good again, as it is half a minute later."""
    with app.app_context(), unit_of_work(db.session):
        db.session.execute(update(TotpFactor).values(last_step=0))


def let_time_pass(app: Flask, **later: int) -> None:
    """Move all sessions so far into the past."""
    with app.app_context(), unit_of_work(db.session):
        for row in db.session.scalars(select(LoginSession).order_by(LoginSession.token)):
            for name in ("began_at", "seen_at", "expires_at", "confirmed_at"):
                if moment := getattr(row, name):
                    setattr(row, name, moment - timedelta(**later))


def one_of_each() -> None:
    """A row in every table about people and mail, in the context of the application that is entered."""
    now = datetime.now(UTC)
    row = people.person(office=Office.OFFICER)
    people.open_session(row)
    soon = now + timedelta(days=1)
    with unit_of_work(db.session):
        db.session.add(TotpFactor(person_id=row.id, secret=codes.new_secret(), confirmed_at=now, last_step=0))
        db.session.add(RecoveryCode(person_id=row.id, code=hashed("paper")))
        db.session.add(
            Passkey(credential=b"key", person_id=row.id, public_key=b"public", uses=0, name="phone", added_at=now)
        )
        db.session.add(PasswordReset(token=hashed("reset"), person_id=row.id, asked_at=now, expires_at=soon))
        addresses.ask(person=row, address="new@example.org", actor=row.identity(confirmed=True), now=now)
        guest = invitations.Guest("guest@example.org", "en")
        invitations.invite(guest=guest, seat=Seat(Office.RESEARCHER), actor=row.identity(confirmed=True), now=now)

"""Accreditation officers with a browser, and rounds whose time is the present."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from checkmyogp.accounts.models import Person
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import OPERATOR, Office
from checkmyogp.mail.models import OutboxMail
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots import services as scorecards
from tests.factories import rounds
from tests.factories.assessing import fields
from tests.factories.people import sign_in
from tests.plugins.reading import Reader

ROUNDS = "/en/rounds"
ROUND = f"{ROUNDS}/xm-nap-1/first"

Typed = Mapping[str, str]


@dataclass(frozen=True)
class Officer:
    """An officer who opens a page, types into its form and sends it."""

    reader: Reader
    person: Person

    @classmethod
    def of(cls, app: Flask, *, stale: bool = False) -> "Officer":
        """Signed in; ``stale`` when the second factor was given too long ago."""
        reader = app.test_client()
        assert isinstance(reader, Reader)
        return cls(reader, sign_in(reader, office=Office.OFFICER, stale=stale))

    def get(self, path: str) -> TestResponse:
        """A page."""
        return self.reader.get(path)

    def send(self, page: str, typed: Typed | None = None, *, to: str = "") -> TestResponse:
        """Open a page, type over its form, and send it; ``to`` where a button leads to another address."""
        response = self.reader.get(page)
        assert response.status_code == 200, response.status
        return self.reader.post(to or page, data={**fields(response.text), **(typed or {})})

    def post(self, address: str) -> TestResponse:
        """Press a button whose page is no longer there: the token comes from another page."""
        token = fields(self.reader.get(f"{ROUNDS}/new/xm-nap-1").text)["csrf_token"]
        return self.reader.post(address, data={"csrf_token": token})


def the_round() -> Round:
    """The only one, in the context that is entered."""
    return db.session.scalars(select(Round).order_by(Round.id)).one()


def move(app: Flask, *, opens: timedelta, closes: timedelta) -> None:
    """Let the round take answers from and until so long from now."""
    now = datetime.now(UTC)
    with app.app_context(), unit_of_work(db.session):
        rounds.put(the_round(), opens_at=now + opens, closes_at=now + closes)


def close_now(app: Flask, *, ago: timedelta = timedelta()) -> None:
    """The round closed so long ago."""
    with app.app_context(), unit_of_work(db.session):
        round_ = the_round()
        round_.closes_at = datetime.now(UTC) - ago
        db.session.flush()
        scorecards.close(round_=round_, actor=OPERATOR, now=round_.closes_at)


def publish_now(app: Flask) -> None:
    """The round closed a month ago, and its scorecard is published."""
    close_now(app, ago=timedelta(days=30))
    with app.app_context(), unit_of_work(db.session):
        scorecards.publish(round_=the_round(), actor=OPERATOR, now=datetime.now(UTC))


def letters(app: Flask) -> list[OutboxMail]:
    """Everything that was mailed, by whom it goes to."""
    with app.app_context():
        return list(db.session.scalars(select(OutboxMail).order_by(OutboxMail.recipient, OutboxMail.subject)))


def clock(at: datetime) -> str:
    """A moment as a form takes it; Examplia lives by UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M")

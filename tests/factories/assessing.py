"""Members of NGOs who fill in forms as a browser does: open the page, type into its fields, press a button."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import OPERATOR, Office
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots import services as scorecards
from tests.factories import rounds
from tests.factories.people import sign_in
from tests.pages.markup import Element, read
from tests.plugins.reading import Reader

ROUND = "/en/assess/xm-nap-1/first"
LINK = "https://example.org/fees"

Fields = dict[str, str]


def put_around_now(app: Flask) -> None:
    """Let the round's time be the present, since whoever signs in does so by the real clock."""
    with app.app_context(), unit_of_work(db.session):
        round_ = db.session.scalars(select(Round).order_by(Round.id)).one()
        now, day = datetime.now(UTC), timedelta(days=1)
        rounds.put(round_, opens_at=now - day, closes_at=now + day)


def close_the_round(app: Flask) -> None:
    """Its time is over, and it is closed."""
    with app.app_context(), unit_of_work(db.session):
        round_ = db.session.scalars(select(Round).order_by(Round.id)).one()
        round_.closes_at = datetime.now(UTC)
        db.session.flush()
        scorecards.close(round_=round_, actor=OPERATOR, now=round_.closes_at)


@dataclass(frozen=True)
class Member:
    """Somebody of an NGO, with a browser."""

    reader: Reader

    @classmethod
    def of(cls, app: Flask, ngo: str = "open-ledger", *, lead: bool = False, language: str = "en") -> "Member":
        """Signed in."""
        reader = app.test_client()
        assert isinstance(reader, Reader)
        sign_in(reader, office=Office.NGO, organisation=ngo, lead=lead, language=language)
        return cls(reader)

    def get(self, path: str = "") -> TestResponse:
        """A page of the round."""
        return self.reader.get(f"{ROUND}{path}")

    def form(self, path: str) -> Fields:
        """What the form on this page holds."""
        response = self.get(path)
        assert response.status_code == 200, response.status
        return fields(response.text)

    def send(self, path: str, typed: Mapping[str, str]) -> TestResponse:
        """Send these fields."""
        return self.reader.post(f"{ROUND}{path}", data=dict(typed))

    def write(self, number: str, typed: Mapping[str, str], *, then: str = "stay") -> TestResponse:
        """Open a milestone, type over what stands there, and save."""
        return self.send(f"/{number}", {**self.form(f"/{number}"), **typed, "then": then})

    def submit(self) -> TestResponse:
        """Look through everything and submit it."""
        return self.send("/submit", self.form("/submit"))


def fields(text: str) -> Fields:
    """The fields of a page's last form, as a browser would send them."""
    form = read(text).root.all("form")[-1]
    found: Fields = {}
    for element in form.all("input", "select", "textarea"):
        name = element.attributes.get("name", "")
        if name and (element.attributes.get("type") not in {"radio", "checkbox"} or "checked" in element.attributes):
            found[name] = _value(element)
    return found


def _value(element: Element) -> str:
    if element.name == "textarea":
        return "".join(text for _, text in element.texts()).removeprefix("\n").removeprefix("\r\n")
    if element.name == "select":
        chosen = [option for option in element.all("option") if "selected" in option.attributes]
        return (chosen or element.all("option"))[0].attributes["value"]
    return element.attributes.get("value", "")


def answered(criterion: str, answer: str, *, reason: str = "We read the list.", evidence: bool = True) -> Fields:
    """A complete answer on one criterion."""
    typed = {
        f"{criterion}-answer": answer,
        f"{criterion}-reason": reason,
        f"{criterion}-confidence": "high",
        f"{criterion}-language": "en",
    }
    row = {f"{criterion}-evidence-1-url": LINK, f"{criterion}-evidence-1-title": "The list of fees"}
    return typed | row if evidence else typed


def complete(completion: str = "2", opening: str = "0") -> Fields:
    """A complete milestone on the rubric `tide`."""
    return answered("completion", completion) | answered("opening", opening, evidence=False)

"""People with browsers who press buttons also where there is no longer any page with them."""

from collections.abc import Mapping
from enum import StrEnum, unique

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from checkmyogp.accounts.models import LoginSession
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import Office
from tests.factories.assessing import Fields, fields
from tests.factories.people import sign_in
from tests.pages.markup import read
from tests.plugins.reading import Reader
from tests.trust.clock import Clock
from tests.trust.fuzzing.reaching import RAW_TOKEN, form_token
from tests.trust.machine.model import Actor, Part

OFFICES = {
    Part.OFFICER: Office.OFFICER,
    Part.LEAD: Office.NGO,
    Part.MEMBER: Office.NGO,
    Part.REPORTER: Office.REPORTER,
    Part.RESEARCHER: Office.RESEARCHER,
}


@unique
class Outcome(StrEnum):
    """How the application answered."""

    DONE = "done"
    REFUSED = "refused"
    CONFIRM_FIRST = "asked for the second factor"
    SOMETHING_ELSE = "something else"


class Browser:
    """One person's, which remembers every form it ever saw."""

    def __init__(self, app: Flask, actor: Actor) -> None:
        reader = app.test_client()
        assert isinstance(reader, Reader)
        self.reader = reader
        self.actor = actor
        self.person = sign_in(
            reader,
            office=OFFICES[actor.part],
            organisation=actor.organisation,
            lead=actor.part is Part.LEAD,
            stale=actor.stale,
        )
        with reader.session_transaction() as cookie:
            cookie["csrf_token"] = RAW_TOKEN
        self.token = form_token(app)
        self.remembered: dict[str, Fields] = {}

    def get(self, page: str) -> TestResponse:
        """Open a page."""
        return self.reader.get(page)

    def send(self, page: str, typed: Mapping[str, str] | None = None, *, to: str = "", opened: bool = False) -> Outcome:
        """Send a form to a page or an address; what another visit showed is sent where there is no form any more.

        Only a form that holds more than what is typed needs its page ``opened``: the others are known by heart.
        """
        answer = self.get(page) if opened else None
        if answer and answer.status_code == 200 and read(answer.text).root.all("form"):
            self.remembered.setdefault(page, {}).update(fields(answer.text))
        sent = {**self.remembered.get(page, {}), **(typed or {}), "csrf_token": self.token}
        return outcome(self.reader.post(to or page, data=sent))


def outcome(answer: TestResponse) -> Outcome:
    """What an answer to something that was sent means."""
    leads_to = answer.location or ""
    if "/account/confirm" in leads_to:
        return Outcome.CONFIRM_FIRST
    if answer.status_code == 303 and "/account/" not in leads_to:
        return Outcome.DONE
    return Outcome.REFUSED if answer.status_code in {400, 404, 409} else Outcome.SOMETHING_ELSE


def keep_signed_in(app: Flask, clock: Clock, browsers: Mapping[str, Browser]) -> None:
    """Let every session be as old as it was before the clock was set."""
    stale = {browser.person.id for browser in browsers.values() if browser.actor.stale}
    with app.app_context(), unit_of_work(db.session):
        for row in db.session.scalars(select(LoginSession).order_by(LoginSession.token)):
            moved = clock.moment - row.seen_at
            row.seen_at, row.began_at, row.expires_at = (
                moment + moved for moment in (row.seen_at, row.began_at, row.expires_at)
            )
            row.confirmed_at = row.began_at if row.person_id in stale else clock.moment

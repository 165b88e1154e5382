"""A form that comes too late is not lost: what was typed is kept on a page until it can be sent."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import update

from checkmyogp.accounts.models import LoginSession
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from tests.factories import accreditation
from tests.factories.assessing import fields
from tests.factories.officers import Officer
from tests.pages.inspecting import page_problems
from tests.pages.markup import read
from tests.plugins.engines import ON_SQLITE
from tests.plugins.reading import Reader

pytestmark = [pytest.mark.examplia, ON_SQLITE]

FILE = "/en/accreditation/applications/xm-nap-1/open-ledger"
PROPOSE = f"{FILE}/propose"
OWN = {"Sec-Fetch-Site": "same-origin"}
TYPED = {
    "state": "accredited",
    "ends_on": "2999-12-31",
    "reason_en": 'It reads "budgets" & <ports>.',
    "reason_mn": "Шаардлагад нийцсэн.",
}


@pytest.fixture
def stale(app: Flask) -> Reader:
    """An officer with an application to decide on, whose second factor was given too long ago."""
    with app.app_context():
        accreditation.apply("open-ledger")
    return Officer.of(app, stale=True).reader


@pytest.fixture
def token(stale: Reader) -> str:
    """Against forged requests."""
    return fields(stale.get("/en/account").text)["csrf_token"]


def confirm(app: Flask) -> None:
    """The second factor is given again, in another window."""
    with app.app_context(), unit_of_work(db.session):
        db.session.execute(update(LoginSession).values(confirmed_at=datetime.now(UTC)))


def test_what_was_typed_stands_in_the_form_that_sends_it_again(stale: Reader, token: str):
    answer = stale.post(PROPOSE, data={**TYPED, "csrf_token": token}, headers=OWN)

    assert answer.status_code == 403
    kept = read(answer.text)
    assert list(page_problems(kept)) == []
    assert 'href="/en/account/confirm"' in answer.text
    assert {name: text for name, text in fields(answer.text).items() if name != "csrf_token"} == TYPED
    assert kept.root.all("form")[-1].attributes["action"] == PROPOSE


def test_once_confirmed_it_can_be_sent(app: Flask, stale: Reader, token: str):
    kept = fields(stale.post(PROPOSE, data={**TYPED, "csrf_token": token}, headers=OWN).text)

    confirm(app)
    sent = stale.post(PROPOSE, data=kept, headers=OWN)

    assert (sent.status_code, sent.location) == (303, FILE)


@pytest.mark.parametrize(
    ("typed", "headers"),
    [
        pytest.param(TYPED, {"Sec-Fetch-Site": "cross-site"}, id="a stranger's form"),
        pytest.param(TYPED, {}, id="a browser that does not say"),
        pytest.param({"then": "next"}, OWN, id="nothing typed"),
        pytest.param({**TYPED, "new_password": "seven tame geese"}, OWN, id="a password"),
    ],
)
def test_nothing_is_kept_of(stale: Reader, token: str, typed: dict[str, str], headers: dict[str, str]):
    answer = stale.post(PROPOSE, data={**typed, "csrf_token": token}, headers=headers)

    assert answer.status_code == 303
    assert "/account/confirm" in answer.location

"""What anybody sees of a round: nothing that depends on answers before the close, and hashes alone after it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import OPERATOR
from checkmyogp.snapshots import queries, services
from tests.factories.answers import report, score
from tests.factories.officers import ROUND, Officer, clock, close_now, move, publish_now, the_round
from tests.factories.packs import EXAMPLIA, load
from tests.factories.rounds import draft_round
from tests.pages.inspecting import page_problems
from tests.pages.markup import read
from tests.plugins.engines import ON_SQLITE
from tests.plugins.reading import Reader

pytestmark = ON_SQLITE

JSON = "/api/v1/rounds/xm-nap-1/first"
AUDIT = ("/en/audit", "/api/v1/audit/head", "/api/v1/audit/entries")
PUBLIC = (ROUND, JSON, "/en/scorecards", "/en/", *AUDIT)


@pytest.fixture
def reader(round_app: Flask) -> Reader:
    """Anybody."""
    found = round_app.test_client()
    assert isinstance(found, Reader)
    return found


def data(reader: Reader, address: str) -> Any:
    """What is answered as JSON."""
    return reader.get(address).json


def submit_something(app: Flask) -> None:
    """Two NGOs and an agency."""
    now = datetime.now(UTC) - timedelta(days=40)
    with app.app_context():
        score(the_round(), "open-ledger", m1_1=3, now=now)
        score(the_round(), "open-ledger", m1_1=2, now=now)
        score(the_round(), "civic-lens", m1_1=1, m1_2=1, now=now)
        report(the_round(), "treasury", "2.1.1", 2, now=now)


def test_before_the_close_nothing_public_depends_on_whether_anybody_answered(open_app: Flask, reader: Reader):
    before = [reader.get(address).data for address in PUBLIC]

    submit_something(open_app)

    assert [reader.get(address).data for address in PUBLIC] == before
    assert b"Open until" in before[0]


def test_before_the_close_the_data_hold_its_terms_and_nothing_else(open_app: Flask, reader: Reader):
    found = data(reader, JSON)

    assert found.keys() == {
        *("plan", "round", "name", "demonstration", "state", "period", "opened_at", "closes_at", "quorum"),
        *("rubric", "registration", "extensions"),
    }
    assert (found["state"], found["extensions"]) == ("open", [])


def test_an_open_round_is_found_from_the_scorecards(open_app: Flask, reader: Reader):
    assert f'href="{ROUND}"' in reader.get("/en/scorecards").text


def test_a_draft_is_not_there(client: Reader, app: Flask):
    with app.app_context():
        load(EXAMPLIA)
        draft_round()

    for address in (ROUND, JSON):
        assert client.get(address).status_code == 404
    assert "First round" not in client.get("/en/scorecards").text


def test_after_its_hours_a_round_says_that_it_is_about_to_close(open_app: Flask, reader: Reader):
    move(open_app, opens=timedelta(days=-2), closes=timedelta(minutes=-1))

    assert "The round is about to close." in reader.get(ROUND).text


def test_after_the_close_the_receipts_are_public_in_an_order_that_tells_nothing(open_app: Flask, reader: Reader):
    submit_something(open_app)
    close_now(open_app)

    found = data(reader, JSON)

    with open_app.app_context():
        assert found["receipts"] == queries.receipts(the_round().id)
    assert found["receipts"] == sorted(found["receipts"])
    assert len(found["receipts"]) == 3
    assert all(receipt in reader.get(ROUND).text for receipt in found["receipts"])
    for silent in ("open-ledger", "Open Ledger", "treasury", "Treasury"):
        assert silent not in reader.get(ROUND).text
        assert silent not in reader.get(JSON).text
    assert [head["occasion"] for head in found["heads"]] == ["round.closed"]


def test_a_published_round_leads_to_its_scorecard(open_app: Flask, reader: Reader):
    publish_now(open_app)

    assert "The scorecard has been published." in reader.get(ROUND).text
    found = data(reader, JSON)
    assert [entry["url"] for entry in found["scorecards"]] == ["/api/v1/scorecards/xm-nap-1/first/1"]
    assert data(reader, found["scorecards"][0]["url"])["receipts"] == found["receipts"]


def test_the_scorecard_says_how_the_deadline_was_moved(open_app: Flask, officer: Officer, reader: Reader):
    until = datetime.now(UTC) + timedelta(days=2)
    officer.send(f"{ROUND}/extend", {"closes_at": clock(until), "reason_en": "The power was out."})
    publish_now_with_its_deadline(open_app)

    assert "The closing day was moved from" in reader.get("/en/scorecards/xm-nap-1/first").text
    snapshot = data(reader, "/api/v1/scorecards/xm-nap-1/first/1")
    assert snapshot["extensions"][0]["reason"] == {"en": {"text": "The power was out.", "status": "editorial"}}
    assert [each["closes_now"] for each in data(reader, JSON)["extensions"]] == [
        f"{until.replace(second=0, microsecond=0):%Y-%m-%dT%H:%M:%SZ}"
    ]


def publish_now_with_its_deadline(app: Flask) -> None:
    """Publish long after the deadline that the extension set."""
    with app.app_context(), unit_of_work(db.session):
        services.close(round_=the_round(), actor=OPERATOR, now=the_round().closes_at)
        services.publish(round_=the_round(), actor=OPERATOR, now=the_round().replies_until)


@pytest.mark.parametrize("language", ["en", "mn"])
def test_the_page_of_a_round_is_sound_in_every_state(open_app: Flask, reader: Reader, language: str):
    address = ROUND.replace("/en/", f"/{language}/")
    for reach in (lambda: None, lambda: submit_something(open_app), lambda: publish_now(open_app)):
        reach()
        response = reader.get(address)
        assert list(page_problems(read(response.text))) == []
        assert response.headers["Cache-Control"] == "public, max-age=60"
        assert "Set-Cookie" not in response.headers


def test_a_parameter_that_no_page_knows_changes_nothing_and_programs_are_told(open_app: Flask, reader: Reader):
    assert reader.get(f"{ROUND}?order=submitted").data == reader.get(ROUND).data
    for address in (JSON, "/api/v1/audit/head", "/api/v1/audit/entries/1"):
        assert reader.get(f"{address}?order=submitted").status_code == 400

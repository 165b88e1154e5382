"""The public register: who may score, who was refused, why, and nobody's name."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.lifecycles import AccreditationState
from checkmyogp.domain.wording import editorial
from tests.factories import accreditation as played
from tests.factories.people import person
from tests.factories.rounds import DURING, PLAN
from tests.plugins.engines import ON_SQLITE

pytestmark = ON_SQLITE

STATES = AccreditationState
REGISTER = "/en/register"


@pytest.fixture
def reader(country_app: Flask) -> Any:
    """A reader of a site where one NGO was accredited and suspended, one declined, and one waits."""
    with country_app.app_context():
        person(
            address="secret@example.org",
            office=played.lead_of("open-ledger").office,
            organisation="open-ledger",
            lead=True,
        )
        played.accredit("open-ledger", ends_on=date(2999, 12, 31))
        suspended = played.decide("open-ledger", STATES.SUSPENDED, now=DURING, reason=editorial(mn="Зөвхөн монголоор."))
        appeal = played.appeal(suspended, now=DURING + timedelta(days=1), grounds="We were <b>never</b> told.")
        played.settle(appeal, now=DURING + timedelta(days=2), outcome=editorial(en="It stands.", mn="Хэвээр."))
        played.apply("civic-lens")
        played.decide(
            "civic-lens", STATES.DECLINED, reason=editorial(en="It is a party's own.", mn="Намын байгууллага.")
        )
        played.apply("river-watch")
        db.session.remove()
    return country_app.test_client()


def test_everybody_who_was_decided_on_is_in_it_and_who_waits_is_not(reader: Any):
    page = reader.get(REGISTER).text

    assert "/en/register/xm-nap-1/open-ledger" in page
    assert "/en/register/xm-nap-1/civic-lens" in page
    assert "river-watch" not in page
    assert reader.get(f"{REGISTER}/{PLAN}/river-watch").status_code == 404


def test_it_is_narrowed_to_a_plan(reader: Any):
    assert "open-ledger" in reader.get(f"{REGISTER}?plan={PLAN}").text
    assert reader.get(f"{REGISTER}?plan=another").text == reader.get(REGISTER).text


def test_one_ngo_has_its_history_its_appeals_and_their_outcomes(reader: Any):
    page = reader.get(f"{REGISTER}/{PLAN}/open-ledger").text

    assert "It is accredited." in page
    assert "Зөвхөн монголоор." in page
    assert "We were &lt;b&gt;never&lt;/b&gt; told." in page
    assert "It stands." in page
    assert "Settled by an officer who had no part in the decision." in page
    assert page.index("Suspended on") < page.index("Accredited on")


def test_a_reason_in_one_language_only_says_so_and_carries_its_language(reader: Any):
    english = reader.get(f"{REGISTER}/{PLAN}/open-ledger").text
    mongolian = reader.get(f"/mn/register/{PLAN}/open-ledger").text

    assert '<blockquote lang="mn">\n<p>Зөвхөн монголоор.</p>' in english
    assert "Given in this language only: Монгол." in english
    assert (
        "Монгол." not in mongolian.partition("Зөвхөн монголоор.")[2].partition("</section>")[0].partition("We were")[0]
    )


@pytest.mark.parametrize("address", [REGISTER, f"{REGISTER}/{PLAN}/open-ledger", "/api/v1/register"])
def test_nobody_is_named_in_it(reader: Any, address: str):
    public = reader.get(address).text

    for secret in ("Sarnai", "secret@example.org", "9011-42", "No official sits", "lead-of", "officer-"):
        assert secret not in public


@pytest.mark.parametrize(
    "address", [REGISTER, f"{REGISTER}/{PLAN}/open-ledger", "/en/accreditation", "/api/v1/register"]
)
def test_anybody_may_keep_it_for_a_while_and_no_cookie_is_set(reader: Any, address: str):
    answer = reader.get(address)

    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_the_json_says_what_the_page_says(reader: Any):
    entries = {entry["organisation"]["key"]: entry for entry in reader.get("/api/v1/register").json["register"]}

    assert set(entries) == {"open-ledger", "civic-lens"}
    ledger = entries["open-ledger"]
    assert (ledger["standing"], ledger["since"], ledger["plan"]) == ("suspended", "2030-01-15T12:00:00Z", PLAN)
    assert [decision["state"] for decision in ledger["decisions"]] == ["accredited", "suspended"]
    assert ledger["decisions"][0]["ends_on"] == "2999-12-31"
    assert ledger["decisions"][1]["appeal"] == {
        "lodged_at": "2030-01-16T12:00:00Z",
        "grounds": {"en": "We were <b>never</b> told."},
        "settled_at": "2030-01-17T12:00:00Z",
        "outcome": {"en": "It stands.", "mn": "Хэвээр."},
        "settled_by": "independent_officer",
    }
    for key, entry in entries.items():
        page = reader.get(f"{REGISTER}/{PLAN}/{key}").text.replace("&#39;", "'")
        for decision in entry["decisions"]:
            assert decision["reason"].get("en", decision["reason"].get("mn")) in page


def test_the_json_is_narrowed_to_a_plan(reader: Any):
    assert len(reader.get(f"/api/v1/register?plan={PLAN}").json["register"]) == 2
    assert reader.get("/api/v1/register?plan=another").status_code == 400


def test_a_term_that_is_over_shows_as_expired_before_and_after_it_is_recorded(country_app: Flask):
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    with country_app.app_context():
        played.apply("open-ledger", now=long_ago)
        played.decide("open-ledger", STATES.ACCREDITED, now=long_ago, ends_on=date(2020, 12, 31))
    client: Any = country_app.test_client()

    (before,) = client.get("/api/v1/register").json["register"]
    recorded = country_app.test_cli_runner().invoke(args=["accreditation", "expire"])
    (after,) = client.get("/api/v1/register").json["register"]

    assert "xm-nap-1/open-ledger: expired." in recorded.output
    assert (before["standing"], before["since"]) == ("expired", "2021-01-01T00:00:00Z")
    assert (after["standing"], after["since"]) == ("expired", "2021-01-01T00:00:00Z")
    assert [decision["state"] for decision in before["decisions"]] == ["accredited"]
    assert [decision["state"] for decision in after["decisions"]] == ["accredited", "expired"]
    assert "Its term was over." in client.get(f"{REGISTER}/{PLAN}/open-ledger").text


def test_the_demonstrations_ngos_are_not_in_it(seeded_app: Flask):
    client: Any = seeded_app.test_client()

    assert client.get("/api/v1/register").json == {"register": []}
    assert "No organisation has been decided on yet." in client.get(REGISTER).text
    assert client.get(f"{REGISTER}/mn-nap-5/demonstration-ngo-a").status_code == 404


def test_the_demonstration_can_be_removed_and_the_register_stays(seeded_app: Flask):
    with seeded_app.app_context():
        played.apply("democracy-education-center", plan_slug="mn-nap-5")
        played.decide("democracy-education-center", STATES.DECLINED, plan_slug="mn-nap-5")

    removed = seeded_app.test_cli_runner().invoke(args=["demo", "remove"])
    client: Any = seeded_app.test_client()

    assert "Demonstration round removed." in removed.output
    assert len(client.get("/api/v1/register").json["register"]) == 1


@pytest.mark.parametrize("statement", ["update decision set decided_at = ends_on", "delete from decision"])
def test_a_decision_is_never_changed_or_deleted(country: Flask, statement: str):
    played.accredit("open-ledger")

    with pytest.raises(DatabaseError, match="decision is never"), unit_of_work(db.session):
        db.session.execute(text(statement))


def test_the_register_is_not_emptied_at_one_stroke(country: Flask):
    played.accredit("open-ledger")
    if db.engine.dialect.name == "sqlite":
        return  # It has no TRUNCATE; a DELETE of everything meets the trigger.

    with pytest.raises(DatabaseError, match="decision is never"), unit_of_work(db.session):
        db.session.execute(text("truncate decision cascade"))

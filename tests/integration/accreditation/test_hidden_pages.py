"""What does not exist for whom, who has to sign in first, and who has to confirm first."""

import uuid
from typing import Any

import pytest
from flask import Flask

from checkmyogp.domain.identities import Office
from checkmyogp.domain.lifecycles import AccreditationState
from tests.factories import accreditation as played
from tests.factories.people import sign_in
from tests.factories.rounds import PLAN
from tests.plugins.engines import ON_SQLITE

pytestmark = ON_SQLITE

NGO = "open-ledger"
APPLY = f"/en/apply/{PLAN}"
FILES = "/en/accreditation/applications"
FILE = f"{FILES}/{PLAN}/{NGO}"
STATES = AccreditationState


def as_lead(app: Flask, ngo: str = NGO) -> Any:
    client: Any = app.test_client()
    sign_in(client, office=Office.NGO, organisation=ngo, lead=True)
    return client


def as_officer(app: Flask, **how: Any) -> Any:
    client: Any = app.test_client()
    sign_in(client, office=Office.OFFICER, **how)
    return client


NOBODY_ELSE = [
    (Office.NGO, "civic-lens", True),
    (Office.NGO, NGO, False),
    (Office.REPORTER, "treasury", False),
    (Office.RESEARCHER, "", False),
]
OFFICERS_PAGES = (FILES, FILE, f"{FILE}/propose", f"/en/accreditation/groups/{PLAN}")


@pytest.mark.parametrize(("office", "acts_for", "lead"), NOBODY_ELSE)
def test_officers_pages_do_not_exist_for_others(country_app: Flask, office: Office, acts_for: str, lead: bool):  # noqa: FBT001
    with country_app.app_context():
        played.apply(NGO)
    client: Any = country_app.test_client()
    sign_in(client, office=office, organisation=acts_for, lead=lead)
    nothing = client.get("/en/accreditation/applications/none/none")

    for address in OFFICERS_PAGES:
        assert client.get(address).status_code == 404
        assert client.post(address).status_code in {404, 405}
    assert nothing.status_code == 404


@pytest.mark.parametrize("office", [Office.OFFICER, Office.RESEARCHER])
def test_only_an_ngo_applies(country_app: Flask, office: Office):
    client: Any = country_app.test_client()
    sign_in(client, office=office)

    assert client.get("/en/apply").status_code == 404
    assert client.get(APPLY).status_code == 404


def test_a_member_who_does_not_sign_for_the_ngo_applies_for_nothing(country_app: Flask):
    client: Any = country_app.test_client()
    sign_in(client, office=Office.NGO, organisation=NGO)

    assert client.get(APPLY).status_code == 404


def test_somebody_elses_decision_is_not_appealed_against(country_app: Flask):
    with country_app.app_context():
        played.apply(NGO)
        theirs = str(played.decide(NGO, STATES.DECLINED).id)
    another, nobodys = as_lead(country_app, "civic-lens"), str(uuid.uuid4())

    answer = another.get(f"/en/apply/appeal/{theirs}")
    unknown = another.get(f"/en/apply/appeal/{nobodys}")

    assert answer.status_code == unknown.status_code == 404
    assert answer.text.replace(theirs, "") == unknown.text.replace(nobodys, "")


@pytest.mark.parametrize("address", ["/en/apply", APPLY, *OFFICERS_PAGES])
def test_who_is_not_signed_in_is_led_to_where_one_does(country_app: Flask, address: str):
    client: Any = country_app.test_client()

    answer = client.get(address)

    assert answer.status_code == 303
    assert answer.location.startswith("/en/account/sign-in")


def test_deciding_asks_for_the_second_factor_again_and_reading_does_not(country_app: Flask):
    with country_app.app_context():
        played.apply(NGO)
    stale = as_officer(country_app, stale=True)

    answer = stale.get(f"{FILE}/propose")

    assert stale.get(FILE).status_code == 200
    assert answer.status_code == 303
    assert answer.location.startswith("/en/account/confirm")


def test_work_pages_are_never_kept_by_caches(country_app: Flask):
    lead = as_lead(country_app)

    assert lead.get("/en/apply").headers["Cache-Control"] == "no-store"

"""The pages on which NGOs apply and appeal, and officers decide."""

import re
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from checkmyogp.accreditation import queries
from checkmyogp.accreditation.models import Application, Proposal
from checkmyogp.db import db
from checkmyogp.domain.identities import Office
from checkmyogp.domain.lifecycles import AccreditationState
from tests.factories import accreditation as played
from tests.factories.people import sign_in
from tests.factories.rounds import PLAN, organisation, plan
from tests.plugins.engines import ON_SQLITE

pytestmark = ON_SQLITE

NGO = "open-ledger"
APPLY = f"/en/apply/{PLAN}"
FILES = "/en/accreditation/applications"
FILE = f"{FILES}/{PLAN}/{NGO}"
STATES = AccreditationState
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')

SAID = {
    "about": "We read budgets.",
    "registration_number": "9011-42",
    "independence": "No official sits on our board.",
    "funding": "Members' fees.",
    "fields": "Budgets and ports.",
    "signatory": "Sarnai Signatory",
    "documents-0-title": "Annual report",
    "documents-0-url": "https://example.org/report",
    "written_in": "en",
    "code_of_conduct": "y",
}
VERDICT = {"state": "accredited", "ends_on": "2999-12-31", "reason_en": "It meets every criterion.", "reason_mn": ""}


def as_lead(app: Flask, ngo: str = NGO) -> Any:
    client: Any = app.test_client()
    sign_in(client, office=Office.NGO, organisation=ngo, lead=True)
    return client


def as_officer(app: Flask, **how: Any) -> Any:
    client: Any = app.test_client()
    sign_in(client, office=Office.OFFICER, **how)
    return client


def post(client: Any, page: str, data: dict[str, str], *, to: str = "") -> TestResponse:
    """Send the form of a page."""
    found = TOKEN.search(client.get(page).text)
    assert found, f"{page} has no form"
    return client.post(to or page, data={**data, "csrf_token": found[1]})


def of(ngo: str = NGO) -> tuple[uuid.UUID, uuid.UUID]:
    return plan().id, organisation(ngo).id


def proposal_id(app: Flask) -> str:
    with app.app_context():
        return str(db.session.scalars(select(Proposal.id).order_by(Proposal.proposed_at.desc())).first())


def test_an_ngo_applies_and_two_officers_accredit_it(country_app: Flask):
    lead, first, second = as_lead(country_app), as_officer(country_app), as_officer(country_app)

    applied = post(lead, APPLY, SAID)
    proposed = post(first, f"{FILE}/propose", VERDICT)
    step = {"proposal": proposal_id(country_app), "step": "confirm"}
    confirmed = post(second, FILE, step)

    assert (applied.status_code, applied.location) == (303, "/en/apply")
    assert (proposed.status_code, proposed.location) == (303, FILE)
    assert (confirmed.status_code, confirmed.location) == (303, FILE)
    assert "It meets every criterion." in lead.get(f"/en/register/{PLAN}/{NGO}").text
    with country_app.app_context():
        assert queries.where_it_stands(*of(), now=datetime.now(UTC)) is STATES.ACCREDITED


def test_everything_typed_is_kept_with_every_mistake_beside_its_field(country_app: Flask):
    lead = as_lead(country_app)
    typed = SAID | {"funding": "   ", "documents-1-title": "Charter", "documents-2-url": "javascript:alert(1)"}

    answer = post(lead, APPLY, typed)

    assert answer.status_code == 400
    assert "There are 4 things to correct" in answer.text
    for link in ("#funding", "#documents-1-url", "#documents-2-title", "#documents-2-url"):
        assert f'href="{link}"' in answer.text
    assert ">We read budgets.</textarea>" in answer.text.replace("\r\n", "").replace(">\n", ">")
    assert 'value="javascript:alert(1)"' in answer.text
    with country_app.app_context():
        assert db.session.scalars(select(Application).order_by(Application.id)).all() == []


def test_without_the_code_of_conduct_there_is_no_application(country_app: Flask):
    answer = post(as_lead(country_app), APPLY, {key: value for key, value in SAID.items() if key != "code_of_conduct"})

    assert answer.status_code == 400
    assert "Only an organisation that signs the code of conduct can score." in answer.text


def test_the_form_starts_from_what_was_said_last(country_app: Flask):
    lead = as_lead(country_app)
    post(lead, APPLY, SAID)

    page = lead.get(APPLY).text

    assert 'value="9011-42"' in page
    assert 'value="https://example.org/report"' in page


def test_an_application_comes_too_late_once_it_is_decided(country_app: Flask):
    lead = as_lead(country_app)
    found = TOKEN.search(lead.get(APPLY).text)
    assert found
    with country_app.app_context():
        played.accredit(NGO)

    answer = lead.post(APPLY, data={**SAID, "csrf_token": found[1]})

    assert answer.status_code == 409
    assert "the NGO now stands as “Accredited”" in answer.text
    assert "No official sits on our board." in answer.text


def test_an_officer_reads_the_application_beside_the_criteria(country_app: Flask):
    post(as_lead(country_app), APPLY, SAID)
    officer = as_officer(country_app)

    page = officer.get(FILE).text

    assert f'href="{FILE}"' in officer.get(FILES).text
    for shown in ("No official sits on our board.", "Independent from the government", "Sarnai Signatory", "9011-42"):
        assert shown in page
    assert 'href="https://example.org/report"' in page


def test_an_officer_who_proposed_is_offered_no_confirmation_and_refused_in_words(country_app: Flask):
    post(as_lead(country_app), APPLY, SAID)
    officer = as_officer(country_app)
    post(officer, f"{FILE}/propose", VERDICT)

    page = officer.get(FILE).text
    answer = post(officer, FILE, {"proposal": proposal_id(country_app), "step": "confirm"})

    assert "Confirm this decision" not in page
    assert "The reason is missing in this language: Монгол." in page
    assert answer.status_code == 409
    assert "You proposed this yourself. Another officer has to confirm it." in answer.text


def test_a_proposal_is_withdrawn(country_app: Flask):
    post(as_lead(country_app), APPLY, SAID)
    officer = as_officer(country_app)
    post(officer, f"{FILE}/propose", VERDICT)

    answer = post(officer, FILE, {"proposal": proposal_id(country_app), "step": "withdraw"})

    assert answer.status_code == 303
    assert "Propose a decision" in officer.get(FILE).text


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"reason_en": ""}, "Write it in one of the languages at least"),
        ({"ends_on": ""}, "Say on which day the accreditation ends."),
        ({"state": "declined"}, "Only an accreditation has a last day."),
        ({"state": "revoked"}, "Not a valid choice."),
    ],
)
def test_a_proposal_with_a_mistake_is_shown_again(country_app: Flask, changed: dict[str, str], wrong: str):
    post(as_lead(country_app), APPLY, SAID)

    answer = post(as_officer(country_app), f"{FILE}/propose", VERDICT | changed)

    assert answer.status_code == 400
    assert wrong in answer.text


def test_a_term_that_is_over_is_refused_with_everything_typed_kept(country_app: Flask):
    post(as_lead(country_app), APPLY, SAID)

    answer = post(as_officer(country_app), f"{FILE}/propose", VERDICT | {"ends_on": "2020-01-01"})

    assert answer.status_code == 409
    assert "An accreditation needs a last day that is still to come" in answer.text
    assert "It meets every criterion." in answer.text


def test_an_ngo_appeals_and_the_outcome_is_public(country_app: Flask):
    lead, officer = as_lead(country_app), as_officer(country_app)
    now = datetime.now(UTC)
    with country_app.app_context():
        played.apply(NGO, now=now - timedelta(days=2))
        decision = played.decide(NGO, STATES.DECLINED, now=now - timedelta(days=1))
        form = f"/en/apply/appeal/{decision.id}"

    offered = form in lead.get("/en/apply").text
    lodged = post(lead, form, {"grounds": "We were never told.", "written_in": "en"})
    twice = lead.get(form).text
    with country_app.app_context():
        (appeal,) = queries.waiting_appeals()
        settling = f"/en/accreditation/appeals/{appeal.id}"
    settled = post(officer, settling, {"outcome_en": "It was declined in error.", "outcome_mn": ""})

    assert offered
    assert lodged.status_code == 303
    assert "Lodge the appeal" not in twice
    assert settled.status_code == 303
    assert "It was declined in error." in lead.get(f"/en/register/{PLAN}/{NGO}").text


def test_two_officers_agree_where_both_decided(country_app: Flask):
    first, second = country_app.test_client(), country_app.test_client()
    one, two = sign_in(first), sign_in(second)
    now = datetime.now(UTC)
    with country_app.app_context():
        played.apply(NGO, now=now - timedelta(days=2))
        proposal = played.propose(NGO, STATES.DECLINED, now=now - timedelta(days=1), actor=one.identity(confirmed=True))
        decision = played.confirm(proposal, now=now - timedelta(days=1), actor=two.identity(confirmed=True))
        page = f"/en/accreditation/appeals/{played.appeal(decision, now=now).id}"

    post(first, page, {"outcome_en": "It stands.", "outcome_mn": ""})
    waiting = first.get(f"/en/register/{PLAN}/{NGO}").text
    seen = re.search(r'name="seen" value="(\w+)"', second.get(page).text)
    assert seen
    agreed = post(second, page, {"seen": seen[1]})

    assert "It stands." not in waiting
    assert agreed.status_code == 303
    assert "two of them agreed on this outcome" in first.get(f"/en/register/{PLAN}/{NGO}").text


def test_an_officer_sees_which_groups_have_no_known_members(country_app: Flask):
    page = as_officer(country_app).get(f"/en/accreditation/groups/{PLAN}").text

    assert "Groups without a known member" in page
    assert "Groups with known members" in page

"""An office ends at once, and only by whoever may end it."""

import pytest
from flask import Flask

from checkmyogp.domain.identities import Office
from tests.factories import people
from tests.factories.browsing import send
from tests.plugins.engines import ON_SQLITE
from tests.plugins.reading import Reader

pytestmark = [pytest.mark.examplia, ON_SQLITE]

PEOPLE = "/en/account/people"
GUEST = "guest@example.org"


@pytest.fixture
def officer(client: Reader) -> Reader:
    """A browser in which an officer of Examplia is signed in."""
    people.sign_in(client, office=Office.OFFICER)
    return client


@pytest.mark.asvs("7.4.2")
def test_a_researcher_s_office_ends_at_once_and_its_address_is_free_again(app: Flask, officer: Reader):
    researcher = app.test_client()
    row = people.sign_in(researcher, office=Office.RESEARCHER, address=GUEST)
    page = f"{PEOPLE}/{row.id}/dismiss"

    answer = send(officer, page)

    assert answer.location == PEOPLE
    assert researcher.get("/en/account").status_code == 303
    assert GUEST not in officer.get(PEOPLE).text
    assert officer.get(page).status_code == 404
    assert send(officer, f"{PEOPLE}/invite/researcher", address=GUEST, language="en").status_code == 303


@pytest.mark.asvs("8.4.1")
def test_a_lead_ends_no_office_but_those_of_its_own_organisation(app: Flask, officer: Reader):
    lead = app.test_client()
    people.sign_in(lead, office=Office.NGO, organisation="open-ledger", lead=True)
    own = people.sign_in(app.test_client(), office=Office.NGO, organisation="open-ledger")
    fellow_lead = people.sign_in(app.test_client(), office=Office.NGO, organisation="open-ledger", lead=True)
    other = people.sign_in(app.test_client(), office=Office.NGO, organisation="harbour-watch")

    answers = [lead.get(f"{PEOPLE}/{row.id}/dismiss").status_code for row in (own, fellow_lead, other)]
    posted = send(lead, f"{PEOPLE}/{own.id}/dismiss", to=f"{PEOPLE}/{other.id}/dismiss")

    assert answers == [200, 200, 404]
    assert posted.status_code == 404

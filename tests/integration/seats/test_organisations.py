"""Seats belong to organisations: an officer fills the first one, and from then on their own people decide."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from checkmyogp.accounts import queries
from checkmyogp.accounts.refusals import (
    ActsInAnotherCapacity,
    FirstSeatInvited,
    HasItsOwnPeople,
    LinkSpent,
    NotForYouToFill,
)
from checkmyogp.accounts.seats import queries as seats
from checkmyogp.accounts.services import invitations, people
from checkmyogp.audit import queries as audit
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import OPERATOR, Identity, Office
from checkmyogp.domain.offices import Seat
from checkmyogp.domain.openness import is_readable
from tests.factories import people as somebody
from tests.factories.accounts import mails
from tests.factories.browsing import send
from tests.factories.packs import EXAMPLIA, load
from tests.factories.people import sign_in
from tests.factories.seats import invite, join, left, officer, sitting
from tests.plugins.engines import ON_SQLITE
from tests.plugins.reading import Reader

pytestmark = ON_SQLITE

NOW = datetime(2030, 1, 15, tzinfo=UTC)
NGO, AGENCY = "open-ledger", "ministry-of-ports"
LEAD, REPORTER = Seat(Office.NGO, NGO, lead=True), Seat(Office.REPORTER, AGENCY)
FIRST, SECOND = "first@example.org", "second@example.org"
PEOPLE = "/en/account/people"


@pytest.fixture
def country(site: Flask) -> Flask:
    """Examplia, without anybody."""
    load(EXAMPLIA)
    return site


def dismiss(key: str, *, by: Identity) -> None:
    with unit_of_work(db.session):
        people.dismiss(person_id=seats.as_id(key), actor=by, now=NOW)


@pytest.mark.parametrize("seat", [LEAD, REPORTER])
def test_an_officer_fills_the_first_seat_and_no_other(country: Flask, seat: Seat):
    one = officer()
    invite(FIRST, seat, actor=one, now=NOW)
    join(country, FIRST, now=NOW)

    with pytest.raises(HasItsOwnPeople):
        invite(SECOND, seat, actor=one, now=NOW)

    assert seats.is_held(seat.organisation)


@pytest.mark.parametrize("seat", [LEAD, REPORTER])
def test_from_then_on_its_own_people_invite_and_dismiss(country: Flask, seat: Seat):
    first = sitting(seat.organisation, lead=seat.lead, office=seat.office)
    invite(SECOND, seat, actor=first, now=NOW)
    second = str(join(country, SECOND, now=NOW).id)

    dismiss(second, by=first)

    assert left(second)


def test_an_officer_dismisses_nobody_of_an_organisation(country: Flask):
    one, member = officer(), sitting(NGO)

    with pytest.raises(NotForYouToFill):
        dismiss(member.key, by=one)


def test_an_organisation_all_of_whose_people_have_left_is_nobody_s_to_take(country: Flask):
    one, lead = officer(), sitting(NGO, lead=True)
    with unit_of_work(db.session):
        people.leave(person=queries.people(organisation=NGO)[0], actor=lead, now=NOW)

    with pytest.raises(HasItsOwnPeople):
        invite(FIRST, LEAD, actor=one, now=NOW)


def test_one_invitation_to_the_first_seat_waits_at_a_time_and_leaves_room_when_it_ends(country: Flask):
    one = officer()
    invite(FIRST, LEAD, actor=one, now=NOW)

    with pytest.raises(FirstSeatInvited):
        invite(SECOND, LEAD, actor=officer(), now=NOW)
    invite(SECOND, LEAD, actor=one, now=NOW + invitations.VALID_FOR)

    assert join(country, SECOND, now=NOW + invitations.VALID_FOR).lead
    with pytest.raises(LinkSpent):
        join(country, FIRST, now=NOW + invitations.VALID_FOR)


def test_an_officer_s_invitation_lets_nobody_in_once_the_organisation_has_people(country: Flask):
    invite(FIRST, LEAD, actor=officer(), now=NOW)
    sitting(NGO, lead=True)

    with pytest.raises(LinkSpent):
        join(country, FIRST, now=NOW)

    assert [person.address for person in queries.people(organisation=NGO)] != [FIRST]


def test_an_ngo_reports_nothing_and_an_agency_scores_nothing(country: Flask):
    for seat in (Seat(Office.REPORTER, NGO), Seat(Office.NGO, AGENCY, lead=True)):
        with pytest.raises(ActsInAnotherCapacity):
            invite(FIRST, seat, actor=OPERATOR, now=NOW)


def test_what_somebody_sent_out_is_taken_back_with_its_seat(country: Flask):
    lead, other = sitting(NGO, lead=True), sitting(NGO, lead=True)
    invite(SECOND, LEAD, actor=other, now=NOW)

    dismiss(other.key, by=lead)

    with pytest.raises(LinkSpent):
        join(country, SECOND, now=NOW)


def test_an_officer_takes_no_invitation_of_an_organisation_back(country: Flask):
    invite(SECOND, LEAD, actor=sitting(NGO, lead=True), now=NOW)
    [waiting] = queries.open_invitations(now=NOW, organisation=NGO)

    with pytest.raises(LinkSpent), unit_of_work(db.session):
        invitations.withdraw(person_id=waiting.person_id, actor=officer(), now=NOW)


def test_everybody_of_the_organisation_is_told_of_each_change_of_its_seats(country: Flask):
    lead = sitting(NGO, lead=True, address="lead@example.org")
    sitting(NGO, address="member@example.org")
    invite(SECOND, Seat(Office.NGO, NGO), actor=lead, now=NOW)
    second = str(join(country, SECOND, now=NOW).id)
    dismiss(second, by=lead)

    told = [mail.subject for mail in mails(country) if mail.recipient == "member@example.org"]

    assert sorted(told) == sorted(
        f"{what} Open Ledger"
        for what in ("Somebody was invited to", "Somebody has taken a seat of", "Somebody has left")
    )


def test_each_change_of_a_seat_is_public_by_office_and_organisation_without_a_name(country: Flask):
    lead = sitting(NGO, lead=True)
    invite(SECOND, Seat(Office.NGO, NGO), actor=lead, now=NOW)
    second = str(join(country, SECOND, now=NOW).id)
    dismiss(second, by=lead)

    shown = [
        entry
        for entry in audit.entries()
        if is_readable(entry.action, entry.office, entry.subject, known_rounds=()) and entry.action.startswith("seat.")
    ]

    assert [(entry.action, entry.subject, entry.actor) for entry in shown] == [
        (action, "ngo/open-ledger", "open-ledger") for action in ("seat.invited", "seat.filled", "seat.left")
    ]


def test_the_first_seat_s_address_is_registered_and_its_own_people_change_it(app: Flask, client: Reader):
    with app.app_context():
        load(EXAMPLIA)
        invite(FIRST, LEAD, actor=officer(), now=datetime.now(UTC))
        join(app, FIRST, now=datetime.now(UTC))
    sign_in(client, office=Office.NGO, organisation=NGO, lead=True)
    before = client.get(PEOPLE).text

    answer = send(client, PEOPLE, to=f"{PEOPLE}/registered-address", registered="office@example.org")
    refused = send(client, PEOPLE, to=f"{PEOPLE}/registered-address", registered="nowhere")

    assert f'value="{FIRST}"' in before
    assert answer.status_code == 303
    assert 'value="office@example.org"' in client.get(PEOPLE).text
    assert (refused.status_code, 'value="nowhere"' in refused.text) == (400, True)


def test_the_registered_address_is_told_where_nobody_else_is_left(country: Flask):
    invite(FIRST, LEAD, actor=officer(), now=NOW)
    lead = join(country, FIRST, now=NOW)
    with unit_of_work(db.session):
        people.leave(person=lead, actor=lead.identity(confirmed=True), now=NOW)

    told = [mail.subject for mail in mails(country) if mail.recipient == FIRST]

    assert "Somebody has left Open Ledger" in told


def test_a_lead_finds_no_way_to_dismiss_whoever_is_not_of_its_organisation(app: Flask, client: Reader):
    with app.app_context():
        load(EXAMPLIA)
        stranger = somebody.person(office=Office.NGO, organisation="river-watch").id
    sign_in(client, office=Office.NGO, organisation=NGO, lead=True)

    assert client.get(f"{PEOPLE}/{stranger}/dismiss").status_code == 404
    assert send(client, PEOPLE, to=f"{PEOPLE}/{stranger}/dismiss").status_code == 404


def test_an_officer_reads_on_the_form_that_the_organisation_invites_itself(app: Flask, client: Reader):
    with app.app_context():
        load(EXAMPLIA)
        sitting(NGO, lead=True)
    sign_in(client, office=Office.OFFICER)
    typed = {"address": FIRST, "language": "en", "organisation": NGO, "member": "xm"}

    answer = send(client, f"{PEOPLE}/invite/ngo-lead", **typed)

    assert answer.status_code == 400
    assert "has people of its own" in answer.text
    assert f'value="{FIRST}"' in answer.text


def test_a_link_that_expires_leaves_the_first_seat_free(country: Flask):
    invite(FIRST, LEAD, actor=officer(), now=NOW)

    with pytest.raises(LinkSpent):
        join(country, FIRST, now=NOW + invitations.VALID_FOR + timedelta(seconds=1))

    assert not seats.is_held(NGO)

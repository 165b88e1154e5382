"""Officers come and go by two, and whoever is bound to the one who proposed is no second opinion."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from checkmyogp.accounts import queries
from checkmyogp.accounts.models import Invitation
from checkmyogp.accounts.refusals import (
    CannotConfirm,
    LinkSpent,
    NotForYouToFill,
    SeatAlreadyProposed,
    Settled,
    TooFewOfficers,
)
from checkmyogp.accounts.seats import officers, recoveries
from checkmyogp.accounts.seats import queries as seats
from checkmyogp.accounts.seats.models import OfficerChange
from checkmyogp.accounts.services import invitations, people
from checkmyogp.accounts.services.invitations import Guest
from checkmyogp.accreditation import services as accreditation
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import Identity, Office
from checkmyogp.domain.lifecycles import AccreditationState
from checkmyogp.domain.offices import BOUND_FOR, LAPSES_AFTER, Objection, Seat
from checkmyogp.snapshots import services as scorecards
from tests.factories import accreditation as decisions
from tests.factories import people as somebody
from tests.factories import rounds
from tests.factories.accounts import actions, links_to, mails
from tests.factories.answers import score
from tests.factories.browsing import send
from tests.factories.packs import EXAMPLIA, load
from tests.factories.people import sign_in
from tests.factories.seats import another_officer, join, left, officer, propose_dismissal, propose_recovery
from tests.plugins.engines import ON_SQLITE
from tests.plugins.reading import Reader

pytestmark = ON_SQLITE

NOW = datetime(2030, 1, 15, tzinfo=UTC)
GUEST = "guest@example.org"
SEATS = "/en/account/seats"


@pytest.fixture
def two(site: Flask) -> tuple[Identity, Identity]:
    """The operator's first two: not bound to each other."""
    load(EXAMPLIA)
    return officer("one@example.org"), officer("two@example.org")


def propose(guest: str, *, by: Identity, now: datetime = NOW) -> OfficerChange:
    with unit_of_work(db.session):
        return officers.propose_invitation(guest=Guest(guest, "en"), actor=by, now=now)


def confirm(change: OfficerChange, *, by: Identity, now: datetime = NOW) -> None:
    with unit_of_work(db.session):
        officers.confirm(change=change, actor=by, now=now)


def objection_to(change: OfficerChange, *, by: Identity, now: datetime = NOW) -> Objection:
    with pytest.raises(CannotConfirm) as refused:
        confirm(change, by=by, now=now)
    return refused.value.objection


def test_no_mail_leaves_to_the_guest_before_a_second_officer_confirms(site: Flask, two: tuple[Identity, Identity]):
    one, another = two
    change = propose(GUEST, by=one)
    before = links_to(site, GUEST)

    confirm(change, by=another)

    assert before == []
    assert join(site, GUEST, now=NOW).office is Office.OFFICER


def test_the_other_officers_hear_of_a_proposal_and_of_a_new_officer(site: Flask, two: tuple[Identity, Identity]):
    another_officer(site, GUEST, by=two[0], agreed=two[1], now=NOW)

    told = [mail.subject for mail in mails(site) if mail.recipient == "two@example.org"]

    assert sorted(told) == [
        "An invitation of an officer waits for your confirmation",
        "There is another accreditation officer",
    ]


def test_whoever_proposed_does_not_confirm(two: tuple[Identity, Identity]):
    assert objection_to(propose(GUEST, by=two[0]), by=two[0]) is Objection.OWN


def test_whoever_is_bound_to_the_proposer_does_not_confirm_for_a_year(site: Flask, two: tuple[Identity, Identity]):
    one, another = two
    third = another_officer(site, GUEST, by=one, agreed=another, now=NOW)

    assert objection_to(propose("x@example.org", by=one), by=third) is Objection.BOUND
    assert objection_to(propose("y@example.org", by=third), by=one) is Objection.BOUND
    confirm(propose("z@example.org", by=one, now=NOW + BOUND_FOR), by=third, now=NOW + BOUND_FOR)


def test_two_whom_the_same_officer_brought_in_do_not_confirm_for_each_other(
    site: Flask, two: tuple[Identity, Identity]
):
    third, fourth = (
        another_officer(site, address, by=two[0], agreed=two[1], now=NOW) for address in (GUEST, "four@example.org")
    )

    assert objection_to(propose("x@example.org", by=third), by=fourth) is Objection.BOUND


def test_a_proposal_lapses_and_leaves_room_for_another(two: tuple[Identity, Identity]):
    change, late = propose(GUEST, by=two[0]), NOW + LAPSES_AFTER
    with pytest.raises(SeatAlreadyProposed):
        propose(GUEST, by=two[1])

    assert objection_to(change, by=two[1], now=late) is Objection.LAPSED
    confirm(propose(GUEST, by=two[0], now=late), by=two[1], now=late)


def test_nothing_is_confirmed_by_a_clock_that_was_put_back(two: tuple[Identity, Identity]):
    change = propose(GUEST, by=two[0])

    assert objection_to(change, by=two[1], now=NOW - timedelta(seconds=1)) is Objection.CLOCK_WENT_BACK


def test_what_an_officer_proposed_who_has_left_is_not_confirmed(site: Flask, two: tuple[Identity, Identity]):
    third = officer()
    officer()
    change = propose(GUEST, by=third)
    with unit_of_work(db.session):
        people.leave(person=db.session.get_one(somebody.Person, seats.as_id(third.key)), actor=third, now=NOW)

    assert objection_to(change, by=two[0]) is Objection.PROPOSER_LEFT


def test_an_officer_s_office_ends_by_two_others(two: tuple[Identity, Identity]):
    third = officer("third@example.org")
    change = propose_dismissal(third.key, by=two[0], now=NOW)

    assert objection_to(change, by=third) is Objection.ABOUT_ONESELF
    confirm(change, by=two[1])

    assert left(third.key)
    with pytest.raises(Settled):
        confirm(change, by=two[1])


def test_one_officer_dismisses_nobody_alone(two: tuple[Identity, Identity]):
    with pytest.raises(NotForYouToFill), unit_of_work(db.session):
        people.dismiss(person_id=seats.as_id(two[1].key), actor=two[0], now=NOW)


@pytest.mark.asvs("2.3.2")
def test_there_are_never_fewer_than_two_officers(two: tuple[Identity, Identity]):
    one, another = two
    with pytest.raises(TooFewOfficers):
        propose_dismissal(another.key, by=one, now=NOW)
    with pytest.raises(TooFewOfficers), unit_of_work(db.session):
        people.leave(person=queries.in_office(Office.OFFICER)[0], actor=one, now=NOW)


def test_a_dismissal_that_would_leave_one_is_not_carried_out(two: tuple[Identity, Identity]):
    third = officer()
    change = propose_dismissal(third.key, by=two[0], now=NOW)
    fourth = db.session.get_one(somebody.Person, seats.as_id(third.key))
    with unit_of_work(db.session):
        people.leave(person=fourth, actor=third, now=NOW)

    with pytest.raises(TooFewOfficers):
        confirm(change, by=two[1])


@pytest.mark.tampers  # Nothing takes away what two officers agreed on.
def test_an_officer_whom_one_officer_invited_before_it_took_two_does_not_come_in(
    site: Flask, two: tuple[Identity, Identity]
):
    confirm(propose(GUEST, by=two[0]), by=two[1])
    with unit_of_work(db.session):
        db.session.query(OfficerChange).delete()

    with pytest.raises(LinkSpent):
        join(site, GUEST, now=NOW)


def test_bound_officers_decide_on_no_ngo_no_correction_and_no_lost_seat(site: Flask, two: tuple[Identity, Identity]):
    one, another = two
    third = another_officer(site, GUEST, by=one, agreed=another, now=NOW)
    decisions.apply("civic-lens")
    proposal = decisions.propose("civic-lens", AccreditationState.ACCREDITED, actor=one, now=NOW)
    somebody.person(office=Office.NGO, organisation="open-ledger")
    recovery = propose_recovery(by=one, now=NOW)

    with pytest.raises(accreditation.BoundOfficer):
        decisions.confirm(proposal, actor=third, now=NOW)
    with pytest.raises(CannotConfirm), unit_of_work(db.session):
        recoveries.confirm(recovery=recovery, wait=timedelta(hours=72), actor=third, now=NOW)

    assert decisions.confirm(proposal, actor=another, now=NOW).state is AccreditationState.ACCREDITED


def test_bound_officers_correct_no_scorecard(site: Flask, two: tuple[Identity, Identity]):
    round_ = rounds.open_round(quorum=1)
    score(round_, "open-ledger", m1_1=1)
    rounds.close(round_)
    rounds.publish(round_)
    later = rounds.REPLIES_END + timedelta(days=1)
    third = another_officer(site, GUEST, by=two[0], agreed=two[1], now=later)
    with unit_of_work(db.session):
        correction = scorecards.propose_correction(
            round_=round_, reason=rounds.editorial(en="A slip."), actor=two[0], now=later
        )

    with pytest.raises(scorecards.BoundConfirmer), unit_of_work(db.session):
        scorecards.confirm_correction(correction=correction, actor=third, now=later)


def test_the_command_line_writes_a_public_entry_and_tells_the_officers(app: Flask):
    with app.app_context():
        officer("one@example.org")

    result = app.test_cli_runner().invoke(args=["officer", "invite", GUEST, "--language", "en"])

    assert result.exit_code == 0
    assert actions(app) == ["person.invited", "seat.invited"]
    assert sorted(mail.recipient for mail in mails(app)) == [GUEST, "one@example.org"]


def test_whom_the_command_line_invites_is_bound_to_nobody(site: Flask, two: tuple[Identity, Identity]):
    site.test_cli_runner().invoke(args=["officer", "invite", GUEST, "--language", "en"])
    third = somebody.identity(join(site, GUEST, now=datetime.now(UTC)))

    confirm(propose("x@example.org", by=two[0]), by=third)

    assert db.session.query(Invitation).count() == 2


def test_the_page_says_who_can_confirm_and_offers_it_to_nobody_else(app: Flask, client: Reader):
    with app.app_context():
        load(EXAMPLIA)
        another = officer("two@example.org")
    one = sign_in(client, office=Office.OFFICER, address="one@example.org")

    proposed = send(client, f"{SEATS}/officers/invite", address=GUEST, language="en")
    page = client.get(SEATS).text
    with app.app_context():
        change = seats.open_changes()[0].id
    refused = send(client, SEATS, to=f"{SEATS}/officers/{change}/confirm")

    assert proposed.location == SEATS
    assert "Who can confirm it: two@example.org" in page
    assert "Confirm it</button>" not in page
    assert (refused.status_code, "You proposed this yourself" in refused.text) == (409, True)
    assert {str(one.id), another.key} == {officer_key(app, address) for address in ("one", "two")}


def officer_key(app: Flask, name: str) -> str:
    with app.app_context():
        person = queries.person_at(f"{name}@example.org")
    assert person
    return str(person.id)


def test_the_page_says_where_nobody_can_confirm(app: Flask, client: Reader):
    sign_in(client, office=Office.OFFICER)

    send(client, f"{SEATS}/officers/invite", address=GUEST, language="en")

    assert "Nobody can confirm it now" in client.get(SEATS).text


def test_the_last_officers_read_why_they_cannot_leave(app: Flask, client: Reader):
    with app.app_context():
        officer()
    sign_in(client, office=Office.OFFICER)

    answer = send(client, "/en/account/leave")

    assert answer.status_code == 409
    assert "Two officers at least must be left" in answer.text
    assert client.get("/en/account").status_code == 200


def test_an_invitation_of_an_officer_is_proposed_and_not_sent(app: Flask, client: Reader):
    with app.app_context():
        load(EXAMPLIA)
        dismissed = officer()
    sign_in(client, office=Office.OFFICER)

    assert client.get("/en/account/people/invite/officer").status_code == 404
    assert client.get(f"/en/account/people/{dismissed.key}/dismiss").status_code == 404
    with app.app_context(), pytest.raises(NotForYouToFill), unit_of_work(db.session):
        invitations.invite(guest=Guest(GUEST, "en"), seat=Seat(Office.OFFICER), actor=dismissed, now=NOW)

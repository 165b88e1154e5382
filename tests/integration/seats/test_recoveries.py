"""A lost seat is filled anew by two officers, in public, unless a seat of the organisation stops it."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from checkmyogp.accounts.refusals import (
    AddressTaken,
    CannotConfirm,
    NothingToRecover,
    SeatAlreadyProposed,
    Settled,
)
from checkmyogp.accounts.seats import queries as seats
from checkmyogp.accounts.seats import recoveries
from checkmyogp.accounts.seats.models import Recovery
from checkmyogp.accounts.services import people
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import Identity, Office
from checkmyogp.domain.lifecycles import TooEarly
from checkmyogp.domain.offices import LAPSES_AFTER, Objection, Seat
from checkmyogp.domain.recoveries import RecoveryState
from tests.factories.accounts import links_to, mails
from tests.factories.browsing import send
from tests.factories.commands import done
from tests.factories.packs import EXAMPLIA, load
from tests.factories.people import sign_in
from tests.factories.seats import (
    WAIT,
    complete,
    confirm_recovery,
    invite,
    join,
    officer,
    propose_recovery,
    recovered,
    sitting,
)
from tests.plugins.engines import ON_SQLITE
from tests.plugins.reading import Reader

pytestmark = ON_SQLITE

NOW = datetime(2030, 1, 15, tzinfo=UTC)
SECOND = timedelta(seconds=1)
NGO = "open-ledger"
NEW = "new@example.org"


@pytest.fixture
def ngo(site: Flask) -> Identity:
    """A member of an NGO whose lead is lost."""
    load(EXAMPLIA)
    return sitting(NGO, address="member@example.org")


def stop(recovery: Recovery, *, by: Identity, now: datetime = NOW) -> None:
    with unit_of_work(db.session):
        recoveries.stop(recovery=recovery, actor=by, now=now)


def withdraw(recovery: Recovery, *, by: Identity, now: datetime = NOW) -> None:
    with unit_of_work(db.session):
        recoveries.withdraw(recovery=recovery, actor=by, now=now)


def waiting(*, now: datetime = NOW) -> Recovery:
    recovery = propose_recovery(by=officer(), now=now)
    confirm_recovery(recovery, by=officer(), now=now)
    return recovery


def test_whoever_is_named_comes_in_as_lead_once_the_time_to_stop_it_is_over(site: Flask, ngo: Identity):
    person = recovered(site, now=NOW)

    assert (person.organisation, person.lead) == (NGO, True)
    assert seats.recovered(str(person.id)) is not None
    assert seats.recovered(ngo.key) is None


def test_nothing_is_told_outside_before_the_second_officer_and_everything_then(site: Flask, ngo: Identity):
    one, another = officer(), officer("other@example.org")
    recovery = propose_recovery(by=one, now=NOW)
    before = [mail.recipient for mail in mails(site)]

    confirm_recovery(recovery, by=another, now=NOW)

    [told] = [mail for mail in mails(site) if mail.recipient == "member@example.org"]
    assert before == ["other@example.org"]
    assert "The lead has died." in told.body
    assert "18 January 2030, 00:00 UTC" in told.body
    assert links_to(site, NEW) == []


def test_one_press_of_any_seat_stops_it(site: Flask, ngo: Identity):
    recovery = waiting()

    stop(recovery, by=ngo, now=NOW + WAIT - SECOND)

    assert recovery.state is RecoveryState.STOPPED
    with pytest.raises(Settled):
        complete(recovery, now=NOW + WAIT)


def test_it_is_not_done_a_second_too_early_nor_by_a_clock_that_was_put_back(ngo: Identity):
    recovery = waiting()

    for too_early in (NOW + WAIT - SECOND, NOW - timedelta(days=30)):
        with pytest.raises(TooEarly):
            complete(recovery, now=too_early)

    assert recovery.state is RecoveryState.WAITING


def test_a_proposal_is_not_confirmed_by_a_clock_that_was_put_back(ngo: Identity):
    recovery = propose_recovery(by=officer(), now=NOW)

    with pytest.raises(CannotConfirm) as refused:
        confirm_recovery(recovery, by=officer(), now=NOW - SECOND)

    assert refused.value.objection is Objection.CLOCK_WENT_BACK


def test_whoever_proposed_it_does_not_confirm(ngo: Identity):
    one = officer()

    with pytest.raises(CannotConfirm) as refused:
        confirm_recovery(propose_recovery(by=one, now=NOW), by=one, now=NOW)

    assert refused.value.objection is Objection.OWN


def test_a_proposal_lapses_and_leaves_room_for_another(ngo: Identity):
    recovery, late = propose_recovery(by=officer(), now=NOW), NOW + LAPSES_AFTER

    with pytest.raises(CannotConfirm) as refused:
        confirm_recovery(recovery, by=officer(), now=late)
    again = propose_recovery(by=officer(), now=late)

    assert refused.value.objection is Objection.LAPSED
    assert (recovery.state, again.state) == (RecoveryState.LAPSED, RecoveryState.PROPOSED)


def test_no_second_one_is_proposed_while_one_waits_however_long(ngo: Identity):
    waiting()

    for later in (NOW, NOW + 2 * LAPSES_AFTER):
        with pytest.raises(SeatAlreadyProposed):
            propose_recovery(by=officer(), now=later, address="else@example.org")


def test_any_officer_takes_it_back_and_nobody_else_stops_what_has_ended(ngo: Identity):
    recovery = waiting()

    withdraw(recovery, by=officer())

    with pytest.raises(Settled):
        stop(recovery, by=ngo)


def test_where_nobody_ever_sat_there_is_nothing_to_recover(ngo: Identity):
    with pytest.raises(NothingToRecover):
        propose_recovery("river-watch", by=officer(), now=NOW)


def test_a_seat_is_not_recovered_for_somebody_with_an_office(ngo: Identity):
    with pytest.raises(AddressTaken):
        propose_recovery(by=officer(), now=NOW, address="member@example.org")


def test_an_organisation_with_nobody_left_is_told_at_its_registered_address(site: Flask):
    load(EXAMPLIA)
    invite("lead@example.org", Seat(Office.NGO, NGO, lead=True), actor=officer(), now=NOW)
    lead = join(site, "lead@example.org", now=NOW)
    with unit_of_work(db.session):
        people.leave(person=lead, actor=lead.identity(confirmed=True), now=NOW)

    waiting()

    told = [mail.subject for mail in mails(site) if mail.recipient == "lead@example.org"]
    assert "A seat of Open Ledger is to be filled anew" in told


def test_whom_a_recovered_seat_invites_sees_no_more_than_it_does(site: Flask, ngo: Identity):
    lead = recovered(site, now=NOW)
    invite("second@example.org", Seat(Office.NGO, NGO), actor=lead.identity(confirmed=True), now=NOW)
    second = join(site, "second@example.org", now=NOW + WAIT)

    one, another = seats.recovered(str(lead.id)), seats.recovered(str(second.id))

    assert one is not None
    assert another is not None
    assert (another.recovery_id, another.since) == (one.recovery_id, one.since)


def test_an_agency_s_reporter_is_recovered_likewise(site: Flask):
    load(EXAMPLIA)
    sitting("ministry-of-ports", office=Office.REPORTER)

    person = recovered(site, "ministry-of-ports", now=NOW)

    assert (person.office, person.lead) == (Office.REPORTER, False)


def test_the_scheduler_sends_what_is_due_once(app: Flask):
    with app.app_context():
        load(EXAMPLIA)
        sitting(NGO)
        waiting(now=datetime.now(UTC) - WAIT)

    said = [done(app, "seat", "recover", "--due") for _ in range(2)]

    assert said == ["open-ledger: the invitation is written.\n", "Nothing is due.\n"]
    assert len(links_to(app, NEW)) == 1


def test_officers_propose_and_confirm_and_a_member_stops_it_on_their_pages(app: Flask):
    with app.app_context():
        load(EXAMPLIA)
    one, another, member = app.test_client(), app.test_client(), app.test_client()
    for client in (one, another):
        sign_in(client, office=Office.OFFICER)
    sign_in(member, office=Office.NGO, organisation=NGO)
    typed = {"organisation": NGO, "address": NEW, "language": "en", "reason_en": "The lead has died."}

    proposed = send(one, "/en/account/seats/recoveries/propose", **typed)
    with app.app_context():
        recovery = seats.open_recoveries()[0].id
    unseen = member.get("/en/account/recovery").text
    confirmed = send(another, "/en/account/seats", to=f"/en/account/seats/recoveries/{recovery}/confirm")
    warned = member.get("/en/assess").text
    stopped = send(member, "/en/account/recovery", to=f"/en/account/recovery/{recovery}/stop")

    assert [answer.status_code for answer in (proposed, confirmed, stopped)] == [303, 303, 303]
    assert "The lead has died." not in unseen
    assert "You can stop it until" in warned
    public = app.test_client().get("/en/register/recoveries").text
    assert "The lead has died." in public
    assert "Stopped by the organisation" in public
    assert NEW not in public


def test_another_organisation_finds_nothing_to_stop(app: Flask, client: Reader):
    with app.app_context():
        load(EXAMPLIA)
        sitting(NGO)
        recovery = waiting(now=datetime.now(UTC)).id
    sign_in(client, office=Office.NGO, organisation="river-watch", lead=True)

    answer = send(client, "/en/account", to=f"/en/account/recovery/{recovery}/stop")

    assert answer.status_code == 404
    assert "The lead has died." not in client.get("/en/account/recovery").text

"""Whose decision each seat is, and which officers are no second opinion to each other."""

from datetime import UTC, datetime, timedelta

import pytest

from checkmyogp.domain.identities import OPERATOR, READER, Identity, Office
from checkmyogp.domain.offices import (
    BOUND_FOR,
    LAPSES_AFTER,
    Bond,
    Objection,
    Proposed,
    Seat,
    bound_to,
    decides,
    may_empty,
    may_fill,
    may_take_back,
    objection,
)

NOW = datetime(2030, 6, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
OFFICER = Identity("o", Office.OFFICER)
LEAD = Identity("l", Office.NGO, "ours", lead=True)
MEMBER = Identity("m", Office.NGO, "ours")
REPORTER = Identity("r", Office.REPORTER, "port")
RESEARCHER = Identity("s", Office.RESEARCHER)

OUR_LEAD, OUR_MEMBER, THEIR_LEAD = (
    Seat(Office.NGO, "ours", lead=True),
    Seat(Office.NGO, "ours"),
    Seat(Office.NGO, "x", lead=True),
)
PORT, TREASURY = Seat(Office.REPORTER, "port"), Seat(Office.REPORTER, "treasury")
SEATS = (OUR_LEAD, OUR_MEMBER, THEIR_LEAD, PORT, TREASURY, Seat(Office.RESEARCHER), Seat(Office.OFFICER))


@pytest.mark.parametrize("seat", [OUR_LEAD, PORT])
def test_an_officer_fills_the_first_seat_of_an_organisation_and_no_other(seat: Seat):
    assert may_fill(OFFICER, seat, held=False)
    assert not may_fill(OFFICER, seat, held=True)
    assert not may_fill(OPERATOR, seat, held=True)


def test_the_first_seat_of_an_ngo_is_its_lead_s():
    assert not may_fill(OFFICER, OUR_MEMBER, held=False)
    assert not may_fill(OFFICER, Seat(Office.NGO, lead=True), held=False)


def test_an_officer_alone_brings_in_no_officer_and_the_command_line_does():
    assert not may_fill(OFFICER, Seat(Office.OFFICER), held=False)
    assert may_fill(OPERATOR, Seat(Office.OFFICER), held=False)


@pytest.mark.parametrize(
    ("actor", "seats"),
    [(LEAD, {OUR_LEAD, OUR_MEMBER}), (REPORTER, {PORT}), (MEMBER, set()), (RESEARCHER, set()), (READER, set())],
)
def test_an_organisation_s_lead_or_reporter_decides_on_its_own_seats_and_nobody_else_s(
    actor: Identity, seats: set[Seat]
):
    assert {seat for seat in SEATS if decides(actor, seat)} == seats
    assert {seat for seat in SEATS if may_fill(actor, seat, held=True)} == seats
    assert {seat for seat in SEATS if may_empty(actor, seat)} == seats


@pytest.mark.parametrize("actor", [OFFICER, OPERATOR])
def test_an_officer_takes_leave_of_researchers_only(actor: Identity):
    assert [seat for seat in SEATS if may_empty(actor, seat)] == [Seat(Office.RESEARCHER)]


def test_an_invitation_is_taken_back_by_the_side_that_sent_it_or_by_the_organisation():
    assert may_take_back(OFFICER, OUR_LEAD, from_within=False)
    assert not may_take_back(OFFICER, OUR_LEAD, from_within=True)
    assert may_take_back(LEAD, OUR_LEAD, from_within=False)
    assert not may_take_back(LEAD, THEIR_LEAD, from_within=False)


def test_a_seat_is_named_without_whoever_sits_there():
    assert [seat.subject for seat in (OUR_LEAD, OUR_MEMBER, PORT, Seat(Office.OFFICER))] == [
        "ngo/ours/lead", "ngo/ours", "reporter/port", "officer",
    ]  # fmt: skip


def bond(inviter: str, invited: str, *, ago: timedelta = HOUR) -> Bond:
    return Bond(inviter, invited, NOW - ago)


@pytest.mark.parametrize(
    ("bonds", "officer", "bound"),
    [
        pytest.param([], "a", "a", id="the operator's first two"),
        pytest.param([bond("a", "b")], "b", "ab", id="who was invited to who invited"),
        pytest.param([bond("a", "b")], "a", "ab", id="who invited to who was invited"),
        pytest.param([bond("a", "b"), bond("b", "c")], "a", "abc", id="a chain"),
        pytest.param([bond("a", "b"), bond("a", "c")], "b", "abc", id="two of one"),
        pytest.param([bond("a", "b"), bond("c", "d")], "a", "ab", id="another's are not"),
        pytest.param([bond("a", "b", ago=BOUND_FOR)], "a", "a", id="a year ago"),
        pytest.param([bond("a", "b", ago=BOUND_FOR - HOUR)], "a", "ab", id="an hour less than a year ago"),
        pytest.param([bond("a", "b", ago=-HOUR)], "a", "ab", id="by a clock that was put back since"),
    ],
)
def test_invitations_of_the_last_year_bind(bonds: list[Bond], officer: str, bound: str):
    assert bound_to(officer, bonds, now=NOW) == set(bound)


@pytest.mark.parametrize(
    ("officer", "proposed", "reason"),
    [
        ("b", Proposed("a", NOW), Objection.NONE),
        ("a", Proposed("a", NOW), Objection.OWN),
        ("c", Proposed("a", NOW), Objection.BOUND),
        ("b", Proposed("a", NOW, about="b"), Objection.ABOUT_ONESELF),
        ("b", Proposed("gone", NOW), Objection.PROPOSER_LEFT),
        ("b", Proposed("a", NOW + HOUR), Objection.CLOCK_WENT_BACK),
        ("b", Proposed("a", NOW - LAPSES_AFTER), Objection.LAPSED),
        ("b", Proposed("a", NOW - LAPSES_AFTER + HOUR), Objection.NONE),
    ],
)
def test_an_officer_confirms_what_another_proposed_unless_something_stands_against_it(
    officer: str, proposed: Proposed, reason: Objection
):
    found = objection(officer, proposed, bonds=[bond("a", "c")], officers={"a", "b", "c"}, now=NOW)

    assert found is reason

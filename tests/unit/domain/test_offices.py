"""Who decides on a seat."""

import pytest

from checkmyogp.domain.identities import DEMONSTRATION, OPERATOR, READER, Identity, Office
from checkmyogp.domain.offices import Seat, may_fill

OFFICER = Identity("1", Office.OFFICER)
LEAD = Identity("2", Office.NGO, "ours", lead=True)
MEMBER = Identity("3", Office.NGO, "ours")
REPORTER = Identity("4", Office.REPORTER, "treasury")
RESEARCHER = Identity("5", Office.RESEARCHER)

OUR_MEMBER = Seat(Office.NGO, "ours")
OTHERS = [
    Seat(Office.NGO, "ours", lead=True),
    Seat(Office.NGO, "theirs"),
    Seat(Office.REPORTER, "ours"),
    Seat(Office.RESEARCHER),
    Seat(Office.OFFICER),
]


@pytest.mark.parametrize("seat", [OUR_MEMBER, *OTHERS])
@pytest.mark.parametrize("actor", [OFFICER, OPERATOR])
def test_officers_and_the_operator_decide_on_every_seat(actor: Identity, seat: Seat):
    assert may_fill(actor, seat)


def test_a_lead_decides_on_the_members_of_its_own_ngo():
    assert may_fill(LEAD, OUR_MEMBER)


@pytest.mark.parametrize("seat", OTHERS)
def test_a_lead_decides_on_nothing_else(seat: Seat):
    assert not may_fill(LEAD, seat)


@pytest.mark.parametrize("seat", [OUR_MEMBER, *OTHERS])
@pytest.mark.parametrize("actor", [MEMBER, REPORTER, RESEARCHER, READER, DEMONSTRATION])
def test_nobody_else_decides_on_any(actor: Identity, seat: Seat):
    assert not may_fill(actor, seat)

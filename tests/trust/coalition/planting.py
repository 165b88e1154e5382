"""Rules that somebody might loosen, one by one; the first two are those that once were in force."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from checkmyogp.accounts.seats import arrivals, recoveries, second_opinions
from checkmyogp.accounts.seats import queries as seats
from checkmyogp.accounts.services import invitations, people
from checkmyogp.accounts.views import people as pages
from checkmyogp.accounts.views.people import InvitationKind
from checkmyogp.accreditation import services as accreditation
from checkmyogp.accreditation.services import appeals
from checkmyogp.domain import offices
from checkmyogp.domain.accreditation import AppealPart
from checkmyogp.domain.identities import Identity, Office
from checkmyogp.domain.offices import BY_TWO, Seat
from checkmyogp.snapshots import services as scorecards
from tests.trust.coalition.acts import Kind

Plant = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault, what is tried to find it, in how many steps at most, and words of what must be found."""

    plant: Plant
    kinds: frozenset[Kind]
    steps: int
    finds: str
    finds_at_length: str = ""
    """What the long run has to find instead, some steps later."""


def officers_fill_any_seat(patch: pytest.MonkeyPatch) -> None:
    """An officer alone may invite to every seat, as it once could."""
    patch.setattr(invitations, "may_fill", _fills_any)
    patch.setattr(arrivals, "refuse_unagreed", lambda _invitation: None)


def officers_come_and_go_by_one(patch: pytest.MonkeyPatch) -> None:
    """An officer alone may invite and dismiss officers and is bound to none of them, as it once was."""
    officers_fill_any_seat(patch)
    kind = InvitationKind(lambda: "Invite an officer", lambda _: Seat(Office.OFFICER))
    patch.setattr(pages, "KINDS", {**pages.KINDS, "officer": kind})
    patch.setattr(pages, "may_fill", _fills_any)
    patch.setattr(people, "may_empty", lambda actor, _seat: actor.office in BY_TWO)
    nobody_is_bound(patch)


def nobody_is_bound(patch: pytest.MonkeyPatch) -> None:
    """An officer confirms what was proposed by the one who invited it the day before."""
    for module in (offices, second_opinions):
        patch.setattr(module, "bound_to", lambda officer, _bonds, **_when: frozenset({officer}))


def officers_dismiss_anybody(patch: pytest.MonkeyPatch) -> None:
    """An officer alone may dismiss an NGO's people."""
    may_empty = offices.may_empty
    patch.setattr(people, "may_empty", lambda actor, seat: seat.organisation != "" or may_empty(actor, seat))


def recoveries_wait_for_nobody(patch: pytest.MonkeyPatch) -> None:
    """A recovery is done at once."""
    confirm = recoveries.confirm

    def at_once(*, wait: timedelta, **rest: Any) -> None:
        confirm(wait=min(wait, timedelta(seconds=1)), **rest)

    patch.setattr(recoveries, "confirm", at_once)


def recovered_seats_see_everything(patch: pytest.MonkeyPatch) -> None:
    """Whoever recovers a seat in an open round reads what was written there before."""
    patch.setattr(seats, "recovery_in", lambda *_whose: None)


def one_officer_confirms_a_decision(patch: pytest.MonkeyPatch) -> None:
    """An officer confirms its own proposal about an NGO."""
    _by_somebody_else(patch, accreditation, "confirm")


def one_officer_confirms_a_correction(patch: pytest.MonkeyPatch) -> None:
    """An officer confirms its own correction of a scorecard."""
    _by_somebody_else(patch, scorecards, "confirm_correction")


def one_officer_confirms_a_recovery(patch: pytest.MonkeyPatch) -> None:
    """An officer confirms its own proposal about a lost seat."""
    _by_somebody_else(patch, recoveries, "confirm")


def officers_settle_their_own_appeals(patch: pytest.MonkeyPatch) -> None:
    """An officer settles an appeal against what it decided itself."""
    patch.setattr(appeals, "part_of", lambda *_what, **_when: AppealPart.ALONE)


def _fills_any(actor: Identity, seat: Seat, *, held: bool) -> bool:
    return actor.office in BY_TWO and (bool(seat.organisation) or seat.office in {Office.OFFICER, Office.RESEARCHER})


def _by_somebody_else(patch: pytest.MonkeyPatch, module: object, name: str) -> None:
    """Nobody asks who confirms; the database would still refuse the same officer twice."""
    confirm = getattr(module, name)

    def confirmed(*, actor: Identity, **rest: Any) -> object:
        return confirm(actor=replace(actor, key="somebody-else"), **rest)

    patch.setattr(module, name, confirmed)


ARRIVALS, PEOPLE, STANDINGS, WAITS = Kind.ARRIVALS, Kind.PEOPLE, Kind.STANDINGS, Kind.WAITS
RECOVERIES = frozenset({Kind.RECOVERIES, ARRIVALS})
PLANTED = (
    Planted(officers_fill_any_seat, frozenset({PEOPLE, ARRIVALS}), 2, "reads a sealed draft of open-ledger in first"),
    Planted(
        officers_come_and_go_by_one,
        frozenset({PEOPLE, ARRIVALS, STANDINGS}),
        4,
        "took a seat that others decide on: officer",
        "takes two: proposal",
    ),
    Planted(nobody_is_bound, frozenset({ARRIVALS, STANDINGS}), 3, "takes two: proposal"),
    Planted(officers_dismiss_anybody, frozenset({PEOPLE}), 1, "ended a seat that others decide on: ngo"),
    Planted(recoveries_wait_for_nobody, RECOVERIES, 2, "took a seat that others decide on: reporter"),
    Planted(
        recovered_seats_see_everything, frozenset({ARRIVALS, WAITS}), 2, "reads a sealed submission of open-ledger"
    ),
    Planted(one_officer_confirms_a_decision, frozenset({STANDINGS}), 2, "takes two: proposal"),
    Planted(one_officer_confirms_a_correction, frozenset({Kind.SCORECARDS}), 2, "takes two: correction"),
    Planted(one_officer_confirms_a_recovery, frozenset({Kind.RECOVERIES}), 2, "takes two: recovery"),
    Planted(officers_settle_their_own_appeals, frozenset({Kind.APPEALS}), 1, "settled an appeal"),
)

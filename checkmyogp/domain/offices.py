"""Whose decision each seat is. Seats belong to organisations; officers hold theirs by two.

An officer fills the first seat of an organisation and no other: from then on its own people decide. Whatever takes two
officers takes two that are not bound to each other: whoever was brought in by the other is no second opinion.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum, unique

from checkmyogp.domain.conflicts import Sector
from checkmyogp.domain.identities import Identity, Office

BOUND_FOR = timedelta(days=365)
"""For how long whoever was invited is bound to whoever proposed the invitation."""

LAPSES_AFTER = timedelta(days=14)
"""For how long what one officer proposes about a seat waits for another."""

FEWEST_OFFICERS = 2
"""With fewer nothing could be decided, and whoever is left could bring in only its own."""

SECTORS: Mapping[Office, Sector] = {Office.NGO: Sector.CIVIL_SOCIETY, Office.REPORTER: Sector.GOVERNMENT}
"""In which capacity an organisation's people act: it has one, so that none scores what it reports itself."""

BY_TWO = frozenset({Office.OPERATOR, Office.OFFICER})


@unique
class OfficerStep(StrEnum):
    """What one officer proposes about an officer's seat, and another confirms."""

    INVITE = "invite"
    DISMISS = "dismiss"


@dataclass(frozen=True, slots=True)
class Seat:
    """An office, for whom, and whether it signs."""

    office: Office
    organisation: str = ""
    lead: bool = False

    @property
    def subject(self) -> str:
        """How the audit chain names it: by office and organisation, without whoever sits there."""
        return "/".join(filter(None, (self.office.value, self.organisation, "lead" if self.lead else "")))

    @property
    def can_be_first(self) -> bool:
        """Whether somebody in it can invite the rest of its organisation."""
        return self.lead or self.office is Office.REPORTER


def decides(actor: Identity, seat: Seat) -> bool:
    """Whether this seat belongs to the organisation that the actor decides for.

    An NGO's lead does; of an agency each reporter, since all of them submit.
    """
    own = bool(seat.organisation) and seat.organisation == actor.organisation and seat.office is actor.office
    return own and (actor.lead or actor.office is Office.REPORTER)


def may_fill(inviter: Identity, seat: Seat, *, held: bool) -> bool:
    """Whether this actor alone decides who takes this seat.

    ``held`` says whether the seat's organisation has, or ever had, people.
    """
    if inviter.office not in BY_TWO:
        return decides(inviter, seat)
    if seat.office is Office.OFFICER:
        return inviter.office is Office.OPERATOR
    return seat.office is Office.RESEARCHER or (seat.can_be_first and bool(seat.organisation) and not held)


def may_empty(actor: Identity, seat: Seat) -> bool:
    """Whether this actor alone takes leave of whoever sits here."""
    return seat.office is Office.RESEARCHER if actor.office in BY_TWO else decides(actor, seat)


def may_take_back(actor: Identity, seat: Seat, *, from_within: bool) -> bool:
    """Whether this actor withdraws an invitation to this seat; ``from_within`` says that the organisation sent it."""
    return not from_within if actor.office in BY_TWO else decides(actor, seat)


@dataclass(frozen=True, slots=True)
class Bond:
    """One officer was invited on the proposal of another, by their keys."""

    inviter: str
    invited: str
    at: datetime


def bound_to(officer: str, bonds: Iterable[Bond], *, now: datetime) -> frozenset[str]:
    """Every officer who is no second opinion beside this one: itself, and all whom invitations of the last year join.

    They join in either direction and over any number of steps. Two who were brought in by the same officer are joined
    by it, also once that one has left.
    """
    near: dict[str, set[str]] = {}
    for bond in bonds:
        # A bond from the future was made before a clock was put back; it binds all the same.
        if now - bond.at < BOUND_FOR:
            near.setdefault(bond.inviter, set()).add(bond.invited)
            near.setdefault(bond.invited, set()).add(bond.inviter)
    found, waiting = {officer}, [officer]
    while waiting:
        fresh = near.get(waiting.pop(), set()) - found
        found |= fresh
        waiting += fresh
    return frozenset(found)


@unique
class Objection(StrEnum):
    """Why an officer does not confirm what another proposed."""

    NONE = "none"
    OWN = "own"
    """The same officer proposed it."""
    BOUND = "bound"
    """Invitations of the last year join the two."""
    ABOUT_ONESELF = "about_oneself"
    """It is about this officer's own seat."""
    PROPOSER_LEFT = "proposer_left"
    """Whoever proposed it is no officer any more."""
    LAPSED = "lapsed"
    """It waited too long."""
    CLOCK_WENT_BACK = "clock_went_back"
    """By this clock it is not proposed yet."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What one officer wants to be done about a seat, and when it said so."""

    by: str
    at: datetime
    about: str = ""
    """The key of the officer whose seat it is about, if it is about one's."""

    def has_lapsed(self, now: datetime) -> bool:
        """Whether it waited too long."""
        return now >= self.at + LAPSES_AFTER


def objection(
    officer: str, proposed: Proposed, *, bonds: Iterable[Bond], officers: Collection[str], now: datetime
) -> Objection:
    """What stands against this officer confirming; ``officers`` are the keys of all there are."""
    found = {
        Objection.OWN: officer == proposed.by,
        Objection.CLOCK_WENT_BACK: now < proposed.at,
        Objection.LAPSED: proposed.has_lapsed(now),
        Objection.PROPOSER_LEFT: proposed.by not in officers,
        Objection.ABOUT_ONESELF: officer == proposed.about,
        Objection.BOUND: officer in bound_to(proposed.by, bonds, now=now),
    }
    return next((reason for reason, stands in found.items() if stands), Objection.NONE)

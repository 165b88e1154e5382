"""What no single person may come to, told by the database and by the pages that its persons are shown."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from checkmyogp.accounts.models import Invitation, Person
from checkmyogp.accounts.seats import queries as seats
from checkmyogp.accounts.seats.models import OfficerChange, RecoveredSeat, Recovery
from checkmyogp.accreditation.models import Appeal, Proposal
from checkmyogp.db import db
from checkmyogp.domain.identities import Office
from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.domain.offices import OfficerStep
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots.models import Correction
from tests.trust.coalition import world
from tests.trust.coalition.world import Beginning, Canary

WAIT = timedelta(hours=72)
"""For how long at least an organisation can stop that somebody takes its lost seat."""
BY_TWO = (Proposal, Correction, OfficerChange, Recovery)


@dataclass(frozen=True, slots=True)
class Before:
    """What had happened before the single person did anything."""

    settled: frozenset[uuid.UUID]
    """Everything that two had confirmed, and every appeal that was settled."""
    held: frozenset[str]
    """The organisations that had people."""
    others: frozenset[uuid.UUID]
    """Everybody else who had a seat."""

    @classmethod
    def of(cls, beginning: Beginning) -> "Before":
        """As the database says it now."""
        people = db.session.scalars(select(Person).order_by(Person.id))
        others = {person.id for person in people if not person.address.endswith(beginning.domain)}
        return cls(frozenset(_settled()), frozenset(seats.held_organisations()), frozenset(others))


def _settled() -> Iterator[uuid.UUID]:
    for kind in BY_TWO:
        yield from db.session.scalars(select(kind.id).where(kind.confirmed_at.is_not(None)).order_by(kind.id))
    yield from db.session.scalars(select(Appeal.id).where(Appeal.settled_at.is_not(None)).order_by(Appeal.id))


def reached(beginning: Beginning, before: Before) -> list[str]:
    """Each that the person has come to by now, but for what it can read."""
    keys = its_keys(beginning)
    return [
        *_completed_alone(before, keys),
        *_settled_against_itself(before, keys),
        *_seats_of_others(beginning, before, keys),
        *_ended_seats(beginning, before, keys),
    ]


def its_keys(beginning: Beginning) -> frozenset[str]:
    """The keys of everybody who is the one person, those included who have left and who have not come in yet."""
    invited = db.session.execute(select(Invitation.person_id, Invitation.address).order_by(Invitation.person_id))
    began = db.session.execute(select(Person.id, Person.address).order_by(Person.id))
    return frozenset(str(key) for key, address in [*invited, *began] if address.endswith(beginning.domain))


def _completed_alone(before: Before, keys: frozenset[str]) -> Iterator[str]:
    """Nobody else does anything, so whatever was confirmed since was confirmed by the one person."""
    for kind in BY_TWO:
        since = select(kind).where(kind.confirmed_at.is_not(None)).order_by(kind.id)
        for row in db.session.scalars(since):
            if row.id not in before.settled and row.proposed_by in keys:
                yield f"One person completed what takes two: {kind.__tablename__}."


def _settled_against_itself(before: Before, keys: frozenset[str]) -> Iterator[str]:
    for appeal in db.session.scalars(select(Appeal).where(Appeal.settled_at.is_not(None)).order_by(Appeal.id)):
        proposal = appeal.decision.proposal
        decided = {proposal.proposed_by, proposal.confirmed_by} & keys if proposal else set[str | None]()
        if appeal.id not in before.settled and decided:
            yield "One person settled an appeal against a decision of its own."


def _seats_of_others(beginning: Beginning, before: Before, keys: frozenset[str]) -> Iterator[str]:
    for person in db.session.scalars(select(Person).order_by(Person.id)):
        if str(person.id) in keys and not _is_its_own(person, beginning, before):
            yield f"One person took a seat that others decide on: {person.seat.subject}."


def _is_its_own(person: Person, beginning: Beginning, before: Before) -> bool:
    """Whether the person has this seat from the beginning, gave it to itself, or got it with two and by waiting."""
    seat, held = person.seat, beginning.seat
    if held and held.office is Office.OFFICER:
        if seat.office is Office.OFFICER:
            return person.address == beginning.address or person.left_at is not None or _was_agreed(person)
        if seat.office is Office.RESEARCHER or seat.organisation not in before.held:
            return True
    row = db.session.get(RecoveredSeat, person.id)
    if row:
        recovery = db.session.get_one(Recovery, row.recovery_id)
        return bool(recovery.confirmed_at and row.since >= recovery.confirmed_at + WAIT)
    return person.address == beginning.address or bool(
        held and seat.organisation and held.organisation == seat.organisation
    )


def _was_agreed(person: Person) -> bool:
    change = seats.change_behind(person.id)
    return bool(change and change.confirmed_at)


def _ended_seats(beginning: Beginning, before: Before, keys: frozenset[str]) -> Iterator[str]:
    """Its own organisation's people are the person's to dismiss if it signs; so are researchers if it is an officer."""
    held = beginning.seat
    deciding = {person.organisation for person in _of(keys) if person.seat.can_be_first}
    for person in db.session.scalars(select(Person).where(Person.left_at.is_not(None)).order_by(Person.id)):
        if person.id not in before.others:
            continue
        if person.office is Office.OFFICER:
            agreed = select(OfficerChange.id).where(
                OfficerChange.about == str(person.id),
                OfficerChange.step == OfficerStep.DISMISS,
                OfficerChange.confirmed_at.is_not(None),
            )
            may = bool(db.session.scalars(agreed.order_by(OfficerChange.id)).all())
        elif person.office is Office.RESEARCHER:
            may = bool(held and held.office is Office.OFFICER)
        else:
            may = person.organisation in deciding
        if not may:
            yield f"One person ended a seat that others decide on: {person.seat.subject}."


def _of(keys: frozenset[str]) -> Sequence[Person]:
    people = db.session.scalars(select(Person).order_by(Person.id))
    return [person for person in people if str(person.id) in keys]


def sealed_to(person: Person | None) -> list[Canary]:
    """Every word that this person, or a visitor, must not be shown now."""
    states = {round_.slug: round_ for round_ in db.session.scalars(select(Round).order_by(Round.id))}
    written = [canary for canary in world.CANARIES if states[canary.slug].opened_at]
    return [canary for canary in written if not _may_read(person, canary, states[canary.slug])]


def _may_read(person: Person | None, canary: Canary, round_: Round) -> bool:
    if person and person.organisation == canary.organisation and _came_before(person, round_.opened_at):
        return True
    if not canary.submitted or round_.state in {RoundState.DRAFT, RoundState.OPEN}:
        return False
    return person is not None or round_.state is RoundState.PUBLISHED


def _came_before(person: Person, opened_at: datetime | None) -> bool:
    """Whether a seat came by a recovery before the round opened; by no other way is it the single person's."""
    row = db.session.get(RecoveredSeat, person.id)
    return row is not None and (opened_at is None or row.since < opened_at)

"""Who is a second opinion: what stands against an officer confirming what another proposed, of whatever kind."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from checkmyogp.accounts import queries
from checkmyogp.accounts.models import Person
from checkmyogp.accounts.refusals import CannotConfirm
from checkmyogp.accounts.seats import queries as seats
from checkmyogp.db import db
from checkmyogp.domain.identities import Identity, Office
from checkmyogp.domain.offices import Objection, Proposed, bound_to, objection


def are_bound(one: str, other: str, *, now: datetime) -> bool:
    """Whether invitations of the last year join these two officers, or they are the same."""
    return other in bound_to(one, seats.bonds(), now=now)


def bound_officers(keys: frozenset[str] | set[str], *, now: datetime) -> frozenset[str]:
    """These officers and everybody who is bound to one of them."""
    known = seats.bonds()
    return frozenset[str]().union(*(bound_to(key, known, now=now) for key in keys))


def confirmers(proposed_by: str, *, now: datetime) -> Sequence[Person]:
    """The officers who are a second opinion beside the one who proposed something."""
    bound = bound_to(proposed_by, seats.bonds(), now=now)
    return [person for person in queries.in_office(Office.OFFICER) if str(person.id) not in bound]


def confirmers_of(proposed: Proposed, *, now: datetime) -> Sequence[Person]:
    """The officers who can confirm this proposal about a seat."""
    return [
        person
        for person in queries.in_office(Office.OFFICER)
        if _objection(str(person.id), proposed, now=now) is Objection.NONE
    ]


def refuse_unfit(actor: Identity, proposed: Proposed, *, now: datetime) -> None:
    """Stop whoever cannot confirm.

    Raises:
        CannotConfirm: says what stands against it.
    """
    found = _objection(actor.key, proposed, now=now)
    if found is not Objection.NONE:
        raise CannotConfirm(found)


def _objection(officer: str, proposed: Proposed, *, now: datetime) -> Objection:
    officers = {str(person.id) for person in queries.in_office(Office.OFFICER)}
    return objection(officer, proposed, bonds=seats.bonds(), officers=officers, now=now)


def hold_officers() -> Sequence[Person]:
    """Every officer, none of whom comes to an end before the caller's transaction does."""
    return db.session.scalars(
        select(Person)
        .where(Person.office == Office.OFFICER, Person.left_at.is_(None))
        .order_by(Person.id)
        .with_for_update(of=Person)
        .execution_options(populate_existing=True)
    ).all()

"""Nobody holds two of the four offices."""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import select

from checkmyogp.accounts.models import Person
from checkmyogp.db import db
from checkmyogp.domain.addresses import folded
from checkmyogp.domain.identities import ROLES, Office


def of_people() -> Iterator[str]:
    """One person for each address, however it is written, with one office, and an organisation where it needs one."""
    by_address: dict[str, list[Person]] = defaultdict(list)
    for person in db.session.scalars(select(Person).order_by(Person.id)):
        by_address[folded(person.address)].append(person)
        # Addresses are personal, and what this prints is read in logs.
        if person.folded_address != folded(person.address):
            yield f"Person {person.id}: the address is compared otherwise than it is written."
        if person.office not in ROLES:
            yield f"Person {person.id}: {person.office.value} is no person's office."
        if (person.office in {Office.NGO, Office.REPORTER}) != bool(person.organisation):
            yield f"Person {person.id}: {person.office.value} and the organisation do not go together."
    for people in by_address.values():
        if len(people) > 1:
            yield f"One address has {len(people)} accounts: {', '.join(str(person.id) for person in people)}."

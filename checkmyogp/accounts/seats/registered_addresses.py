"""The address at which an organisation itself, and not one of its people, is told of what happens to its seats."""

from datetime import datetime

from checkmyogp.accounts import queries as people
from checkmyogp.accounts.models import Person
from checkmyogp.accounts.refusals import NotAnAddress, NotForYouToFill
from checkmyogp.accounts.seats import changes, queries
from checkmyogp.accounts.seats.models import SeatedOrganisation
from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.domain.addresses import is_address
from checkmyogp.domain.identities import Identity
from checkmyogp.domain.offices import Seat, decides


def register(*, address: str, language: str, actor: Identity, now: datetime) -> None:
    """Give the actor's organisation another registered address; the earlier one is told as well.

    Raises:
        NotForYouToFill: when the actor decides for no organisation.
        NotAnAddress: when no mail can be sent there.
    """
    seat = Seat(actor.office, actor.organisation, actor.lead)
    if not decides(actor, seat):
        raise NotForYouToFill
    if not is_address(address):
        raise NotAnAddress
    changes.tell_organisation("registered_address_changed", seat, now=now, but=actor.key, address=address)
    row = queries.seated(actor.organisation) or _seated_long_ago(actor.organisation)
    row.registered_address, row.language = address, language
    db.session.add(row)
    db.session.flush()
    audit.record("organisation.address_registered", subject=actor.organisation, actor=actor, now=now, binds=(row,))


def _seated_long_ago(organisation: str) -> SeatedOrganisation:
    joined = [person.joined_at for person in people.people(organisation=organisation)]
    return SeatedOrganisation(organisation=organisation, seated_at=min(joined))


def forget(person: Person, *, unless: bool) -> None:
    """Remove the address of somebody who leaves where it was the organisation's as well.

    ``unless`` says that it is all there is to write to.
    """
    kept = queries.seated(person.organisation)
    if kept and kept.registered_address == person.address and not unless:
        kept.registered_address = ""

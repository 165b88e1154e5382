"""What is recorded and mailed of each change of a seat: by office and organisation, without anybody's name."""

from collections.abc import Mapping
from datetime import datetime

from checkmyogp.accounts import queries
from checkmyogp.accounts.seats import queries as seats
from checkmyogp.audit import services as audit
from checkmyogp.domain.identities import Identity, Office
from checkmyogp.domain.offices import BY_TWO, Seat
from checkmyogp.domain.wording import Wording
from checkmyogp.mail import services as mail
from checkmyogp.web import times


def in_public(actor: Identity) -> Identity:
    """The actor as the public chain names it.

    Officers and the command line stand there by their key, others by their organisation or office alone.
    """
    if actor.office in BY_TWO:
        return actor
    return Identity(actor.organisation or actor.office.value, actor.office, actor.organisation)


def record(action: str, seat: Seat, *, actor: Identity, now: datetime) -> None:
    """One entry that anybody may read."""
    audit.record(action, subject=seat.subject, actor=in_public(actor), now=now)


def tell_organisation(template: str, seat: Seat, *, now: datetime, but: str = "", **facts: object) -> None:
    """Write to everybody of the seat's organisation but whoever acted, and to its registered address."""
    people = queries.people(organisation=seat.organisation)
    told = {person.address: person.language for person in people if str(person.id) != but}
    kept = seats.seated(seat.organisation)
    if kept and kept.registered_address and kept.registered_address not in {person.address for person in people}:
        told[kept.registered_address] = kept.language
    for address, language in told.items():
        _write(template, address, language, now=now, facts={**_about(seat, language), **facts}, zone=_zone(seat))


def tell_officers(template: str, *, now: datetime, but: str = "", seat: Seat | None = None, **facts: object) -> None:
    """Write to every officer; ``but`` is the key of the one who need not be told, ``seat`` what it is about."""
    for person in queries.in_office(Office.OFFICER):
        if str(person.id) != but:
            about = _about(seat, person.language) if seat else {}
            zone = queries.time_zone_of(person)
            _write(template, person.address, person.language, now=now, facts={**about, **facts}, zone=zone)


def _about(seat: Seat, language: str) -> dict[str, object]:
    organisation = queries.organisation(seat.organisation)
    named = organisation.name.text(language) if organisation else seat.organisation
    return {"organisation": named, "office": seat.office.value, "lead": seat.lead}


def _zone(seat: Seat) -> str:
    organisation = queries.organisation(seat.organisation)
    return organisation.member.time_zone if organisation else times.UTC_ZONE


def _write(
    template: str, recipient: str, language: str, *, now: datetime, facts: Mapping[str, object], zone: str
) -> None:
    """One mail, with texts and moments in the reader's language."""
    words = {name: _in_words(fact, language, zone) for name, fact in facts.items()}
    mail.write(template=template, recipient=recipient, language=language, now=now, facts=words)


def _in_words(fact: object, language: str, zone: str) -> object:
    if isinstance(fact, Wording):
        return fact.text(language)
    return times.written(fact, zone, language) if isinstance(fact, datetime) else fact

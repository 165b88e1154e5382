"""Changing one's address: in force once both the old and the new one have agreed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from checkmyogp.accounts import queries
from checkmyogp.accounts.models import AddressChange, Person
from checkmyogp.accounts.refusals import AddressTaken, LinkSpent, NotAnAddress
from checkmyogp.accounts.tokens import hashed, new_token
from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.domain.addresses import folded, is_address
from checkmyogp.domain.identities import Identity
from checkmyogp.mail import services as mail

VALID_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AddressAgreement:
    """What is still missing after one of the two has agreed."""

    done: bool


def ask(*, person: Person, address: str, actor: Identity, now: datetime) -> AddressChange:
    """Ask both addresses whether the new one may take the old one's place. An earlier question is void.

    Raises:
        NotAnAddress: when no mail can be sent to the new one.
        AddressTaken: when it is somebody's.
    """
    if not is_address(address):
        raise NotAnAddress
    if queries.person_at(folded(address)):
        raise AddressTaken
    db.session.execute(
        delete(AddressChange).where(AddressChange.person_id == person.id, AddressChange.done_at.is_(None))
    )
    old, new = new_token(), new_token()
    row = AddressChange(
        person_id=person.id,
        address=address,
        old_token=hashed(old),
        new_token=hashed(new),
        asked_at=now,
        expires_at=now + VALID_FOR,
    )
    db.session.add(row)
    for recipient, token in ((person.address, old), (address, new)):
        mail.write(
            template="address_change",
            recipient=recipient,
            language=person.language,
            now=now,
            facts={"token": token, "address": address},
        )
    audit.record("person.address_change_asked", subject=str(person.id), actor=actor, now=now)
    return row


def agree(*, token: str, now: datetime) -> AddressAgreement:
    """One of the two addresses agrees; after the second one the change is done.

    Raises:
        LinkSpent: when the change is done, void or expired.
        AddressTaken: when the new address has become somebody's since.
    """
    row = queries.address_change(hashed(token), now=now, locked=True)
    person = queries.person(row.person_id) if row else None
    if row is None or person is None:
        raise LinkSpent
    if row.old_token == hashed(token):
        row.old_agreed_at = row.old_agreed_at or now
    else:
        row.new_agreed_at = row.new_agreed_at or now
    if row.old_agreed_at and row.new_agreed_at:
        _carry_out(row, person, now=now)
    return AddressAgreement(row.done_at is not None)


def _carry_out(row: AddressChange, person: Person, *, now: datetime) -> None:
    if queries.person_at(folded(row.address)):
        raise AddressTaken
    person.address, person.folded_address = row.address, folded(row.address)
    row.done_at = now
    try:
        db.session.flush()
    except IntegrityError as race:
        # Somebody joined with this address in the same moment.
        raise AddressTaken from race
    actor, named = person.identity(confirmed=False), str(person.id)
    audit.record("person.address_changed", subject=named, actor=actor, now=now, binds=(person,))

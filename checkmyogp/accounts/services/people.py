"""What becomes of people after they have joined: their own settings, and leaving."""

import uuid
from datetime import datetime

from sqlalchemy import delete

from checkmyogp.accounts import passwords, queries
from checkmyogp.accounts.models import AddressChange, Passkey, PasswordReset, Person, RecoveryCode, TotpFactor
from checkmyogp.accounts.refusals import NotForYouToFill, TooFewOfficers, WrongPassword
from checkmyogp.accounts.seats import changes, registered_addresses, second_opinions
from checkmyogp.accounts.seats import queries as seats
from checkmyogp.accounts.services import invitations, signing_in
from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.domain.identities import Identity, Office
from checkmyogp.domain.offices import FEWEST_OFFICERS, may_empty
from checkmyogp.mail import services as mail


def change_language(*, person: Person, language: str) -> None:
    """Write to this person in another language from now on. Nobody else is touched by it, so it is not audited."""
    person.language = language


def change_password(*, person: Person, current: str, new: str, keep: str, actor: Identity, now: datetime) -> None:
    """Give oneself another password; every session but the one with the hashed token ``keep`` ends.

    Raises:
        WrongPassword: when ``current`` is not the password.
    """
    if not passwords.matches(current, person.password):
        raise WrongPassword
    set_password(person=person, new=new, now=now)
    signing_in.end_others(person=person, keep=keep, now=now)
    audit.record("person.password_changed", subject=str(person.id), actor=actor, now=now)


def set_password(*, person: Person, new: str, now: datetime) -> None:
    """Keep the hash of a new password, and tell the person by mail."""
    person.password = passwords.hash_of(new)
    mail.write(template="password_changed", recipient=person.address, language=person.language, now=now, facts={})


def dismiss(*, person_id: uuid.UUID, actor: Identity, now: datetime) -> None:
    """End somebody's office, for whoever alone decides on that seat; what the person has sent out is taken back.

    Raises:
        NotForYouToFill: when there is nobody with this id, or somebody else decides.
    """
    person = queries.person(person_id)
    if person is None or not may_empty(actor, person.seat):
        raise NotForYouToFill
    invitations.hold_organisation(person.organisation)
    sent = queries.open_invitations(now=now, organisation=person.organisation) if person.organisation else ()
    take_leave(person=person, actor=actor, now=now)
    for row in sent:
        if row.invited_by == str(person.id):
            invitations.withdraw(person_id=row.person_id, actor=actor, now=now)


def leave(*, person: Person, actor: Identity, now: datetime) -> None:
    """Close one's own account.

    Raises:
        TooFewOfficers: when an officer's leaving would leave fewer than two.
    """
    if person.office is Office.OFFICER:
        refuse_too_few()
    take_leave(person=person, actor=actor, now=now)


def refuse_too_few() -> None:
    """Keep one officer from going where too few would be left.

    Raises:
        TooFewOfficers: see there.
    """
    if len(second_opinions.hold_officers()) <= FEWEST_OFFICERS:
        raise TooFewOfficers


def take_leave(*, person: Person, actor: Identity, now: datetime) -> None:
    """End a person's office: every session ends, and the account no longer tells whose it was.

    What the person did stays under its key. The address is free again, for an invitation to any office; only where it
    is its organisation's registered one and nobody else is left there, it is kept to write to.
    """
    seat = person.seat
    last = bool(seat.organisation) and len(queries.people(organisation=seat.organisation)) == 1
    mail.write(
        template="office_ended", recipient=person.address, language=person.language, now=now, facts={"last": last}
    )
    signing_in.end_all(person=person, now=now)
    frees = queries.second_factors_of(person.id)
    for kind in (TotpFactor, RecoveryCode, Passkey, PasswordReset, AddressChange):
        db.session.execute(delete(kind).where(kind.person_id == person.id))
    registered_addresses.forget(person, unless=last)
    person.left_at = now
    person.address = person.folded_address = f"left:{person.id}"
    person.password = ""
    db.session.flush()
    seated = seats.seated(seat.organisation) if seat.organisation else None
    binds = (person, seated) if seated else (person,)
    audit.record("person.left", subject=str(person.id), actor=actor, now=now, binds=binds, frees=frees)
    changes.record("seat.left", seat, actor=actor, now=now)
    if seat.organisation:
        changes.tell_organisation("seat_left", seat, now=now, but=actor.key)
    elif seat.office is Office.OFFICER:
        changes.tell_officers("officer_left", now=now, but=actor.key)

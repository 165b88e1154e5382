"""What becomes of people after they have joined: their own settings, and leaving."""

import uuid
from datetime import datetime

from sqlalchemy import delete

from checkmyogp.accounts import passwords, queries
from checkmyogp.accounts.models import AddressChange, Passkey, PasswordReset, Person, RecoveryCode, TotpFactor
from checkmyogp.accounts.refusals import NotForYouToFill, WrongPassword
from checkmyogp.accounts.services import signing_in
from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.domain.identities import Identity
from checkmyogp.domain.offices import Seat, may_fill
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
    """End somebody's office, for whoever decides on that seat.

    Raises:
        NotForYouToFill: when there is nobody with this id, or somebody else decides.
    """
    person = queries.person(person_id)
    if person is None or not may_fill(actor, Seat(person.office, person.organisation, person.lead)):
        raise NotForYouToFill
    leave(person=person, actor=actor, now=now)


def leave(*, person: Person, actor: Identity, now: datetime) -> None:
    """End a person's office: every session ends, and the account no longer tells whose it was.

    What the person did stays under its key. The address is free again, for an invitation to any office.
    """
    mail.write(template="office_ended", recipient=person.address, language=person.language, now=now, facts={})
    signing_in.end_all(person=person, now=now)
    for kind in (TotpFactor, RecoveryCode, Passkey, PasswordReset, AddressChange):
        db.session.execute(delete(kind).where(kind.person_id == person.id))
    person.left_at = now
    person.address = person.folded_address = f"left:{person.id}"
    person.password = ""
    audit.record("person.left", subject=str(person.id), actor=actor, now=now)

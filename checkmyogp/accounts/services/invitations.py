"""Inviting people to an office, and letting them in."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from checkmyogp.accounts import codes, passwords, queries
from checkmyogp.accounts.models import Invitation, Person, TotpFactor
from checkmyogp.accounts.refusals import AddressTaken, AlreadyInvited, LinkSpent, NotAnAddress, NotForYouToFill
from checkmyogp.accounts.tokens import hashed, new_token
from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.domain.addresses import folded, is_address
from checkmyogp.domain.identities import Identity, Office
from checkmyogp.domain.offices import Seat, may_fill
from checkmyogp.mail import services as mail

VALID_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Guest:
    """Who is invited: where the mail goes, and in which language it is written."""

    address: str
    language: str


def invite(*, guest: Guest, seat: Seat, actor: Identity, now: datetime) -> Invitation:
    """Invite somebody to a seat; the link leaves by mail, and only its hash stays.

    Raises:
        NotForYouToFill: when somebody else decides on this seat.
        NotAnAddress: when no mail can be sent there.
        AddressTaken: when the address has an office already.
        AlreadyInvited: when it has an invitation that can still be accepted.
    """
    if not may_fill(actor, seat):
        raise NotForYouToFill
    if not is_address(guest.address):
        raise NotAnAddress
    if queries.person_at(folded(guest.address)):
        raise AddressTaken
    if queries.open_invitation_to(folded(guest.address), now=now):
        raise AlreadyInvited
    token = new_token()
    row = _row(guest, seat, token=token, actor=actor, now=now)
    db.session.add(row)
    audit.record("person.invited", subject=str(row.person_id), actor=actor, now=now)
    mail.write(
        template="invitation",
        recipient=guest.address,
        language=guest.language,
        now=now,
        facts={
            "token": token,
            "expires_on": row.expires_at.date().isoformat(),
            "office": seat.office,
            "lead": seat.lead,
        },
    )
    if seat.office is Office.OFFICER:
        _tell_officers(actor=actor, now=now)
    return row


def _row(guest: Guest, seat: Seat, *, token: str, actor: Identity, now: datetime) -> Invitation:
    return Invitation(
        token=hashed(token),
        person_id=uuid.uuid4(),
        address=guest.address,
        folded_address=folded(guest.address),
        office=seat.office,
        organisation=seat.organisation,
        lead=seat.lead,
        language=guest.language,
        invited_by=actor.key,
        invited_at=now,
        expires_at=now + VALID_FOR,
    )


def _tell_officers(*, actor: Identity, now: datetime) -> None:
    """Two officers decide on each accreditation, so that nobody may make a second one unseen."""
    for officer in queries.in_office(Office.OFFICER):
        if str(officer.id) != actor.key:
            mail.write(
                template="officer_invited", recipient=officer.address, language=officer.language, now=now, facts={}
            )


def withdraw(*, person_id: uuid.UUID, actor: Identity, now: datetime) -> None:
    """Take back the invitation of the person with this id.

    Raises:
        LinkSpent: when there is none that could still be accepted, or none that is for this actor to take back.
    """
    row = queries.open_invitation_of(person_id, now=now)
    if row is None or not may_fill(actor, Seat(row.office, row.organisation, row.lead)):
        raise LinkSpent
    row.withdrawn_at = now
    audit.record("person.invitation_withdrawn", subject=str(row.person_id), actor=actor, now=now)


def accept(*, token: str, password: str, language: str, now: datetime) -> Person:
    """Let the invited person in; its second factor is then still to be set up.

    Raises:
        LinkSpent: when the invitation was used, withdrawn, or has expired.
        AddressTaken: when the address has got an office since.
    """
    row = queries.invitation(hashed(token), now=now)
    if row is None or not _spend(row, now=now):
        raise LinkSpent
    if queries.person_at(row.folded_address):
        raise AddressTaken
    person = Person(
        id=row.person_id,
        address=row.address,
        folded_address=row.folded_address,
        office=row.office,
        organisation=row.organisation,
        lead=row.lead,
        language=language,
        password=passwords.hash_of(password),
        joined_at=now,
    )
    db.session.add(person)
    try:
        db.session.flush()
    except IntegrityError as race:
        # Another link of the same address was used in the same moment.
        raise AddressTaken from race
    db.session.add(TotpFactor(person_id=person.id, secret=codes.new_secret(), last_step=0))
    audit.record("person.joined", subject=str(person.id), actor=person.identity(confirmed=False), now=now)
    return person


def _spend(row: Invitation, *, now: datetime) -> bool:
    """Mark it as used; in two requests at once, only one of them succeeds."""
    spent = db.session.execute(
        update(Invitation)
        .where(Invitation.token == row.token, Invitation.used_at.is_(None), Invitation.withdrawn_at.is_(None))
        .values(used_at=now)
        .execution_options(synchronize_session=False)
    )
    return spent.rowcount == 1  # pyright: ignore[reportAttributeAccessIssue] - a CursorResult, as of every update

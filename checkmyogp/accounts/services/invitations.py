"""Inviting people to an office, and letting them in."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from checkmyogp.accounts import codes, passwords, queries
from checkmyogp.accounts.models import Invitation, Person, TotpFactor
from checkmyogp.accounts.refusals import (
    ActsInAnotherCapacity,
    AddressTaken,
    AlreadyInvited,
    FirstSeatInvited,
    HasItsOwnPeople,
    LinkSpent,
    NotAnAddress,
    NotForYouToFill,
)
from checkmyogp.accounts.seats import arrivals, changes
from checkmyogp.accounts.seats import queries as seats
from checkmyogp.accounts.tokens import hashed, new_token
from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.domain.addresses import folded, is_address
from checkmyogp.domain.identities import Identity, Office
from checkmyogp.domain.offices import BY_TWO, SECTORS, Seat, may_fill, may_take_back
from checkmyogp.mail import services as mail
from checkmyogp.plans.models import Organisation

VALID_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Guest:
    """Who is invited: where the mail goes, and in which language it is written."""

    address: str
    language: str


def invite(*, guest: Guest, seat: Seat, actor: Identity, now: datetime) -> Invitation:
    """Invite somebody to a seat that this actor alone decides on; the link leaves by mail, and only its hash stays.

    Raises:
        NotForYouToFill: when somebody else decides on this seat.
        HasItsOwnPeople: likewise, because the organisation's own people do.
        FirstSeatInvited: when an invitation to the organisation's first seat waits.
        ActsInAnotherCapacity, NotAnAddress, AddressTaken, AlreadyInvited: as ``issue`` does.
    """
    hold_organisation(seat.organisation)
    held = seats.is_held(seat.organisation)
    if not may_fill(actor, seat, held=held):
        raise HasItsOwnPeople if may_fill(actor, seat, held=False) else NotForYouToFill
    waiting = queries.open_invitations(now=now, organisation=seat.organisation) if seat.organisation else ()
    if actor.office in BY_TWO and waiting:
        raise FirstSeatInvited
    return issue(guest=guest, seat=seat, actor=actor, now=now)


@dataclass(frozen=True, slots=True)
class Decided:
    """What an invitation comes of that the actor does not send on its own."""

    sender: str = ""
    """On whose proposal it leaves; the actor's where empty."""
    person_id: uuid.UUID | None = None
    """Whom it lets in, where that was settled before."""
    recovery_id: uuid.UUID | None = None
    """The recovery that ends in it."""


BY_THE_ACTOR = Decided()


def issue(*, guest: Guest, seat: Seat, actor: Identity, now: datetime, decided: Decided = BY_THE_ACTOR) -> Invitation:
    """Send the invitation, once it is decided.

    Raises:
        ActsInAnotherCapacity: when the seat is not for organisations of this kind.
        NotAnAddress: when no mail can be sent there.
        AddressTaken: when the address has an office already.
        AlreadyInvited: when it has an invitation that can still be accepted.
    """
    _refuse_unfit(guest, seat, now=now)
    token = new_token()
    row = _row(guest, seat, token=token, sender=decided.sender or actor.key, now=now)
    row.person_id, row.recovery_id = decided.person_id or row.person_id, decided.recovery_id
    db.session.add(row)
    audit.record("person.invited", subject=str(row.person_id), actor=actor, now=now, binds=(row,))
    changes.record("seat.invited", seat, actor=actor, now=now)
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
        changes.tell_officers("officer_invited", now=now, but=actor.key)
    elif seat.organisation:
        changes.tell_organisation("seat_invited", seat, now=now, but=actor.key)
    return row


def hold_organisation(key: str) -> None:
    """One change of its seats at a time for each organisation; submissions go on."""
    db.session.execute(
        select(Organisation.id)
        .where(Organisation.key == key)
        .order_by(Organisation.id)
        .with_for_update(key_share=True, of=Organisation)
    )


def _refuse_unfit(guest: Guest, seat: Seat, *, now: datetime) -> None:
    organisation = queries.organisation(seat.organisation) if seat.organisation else None
    if organisation and organisation.sector is not SECTORS.get(seat.office):
        raise ActsInAnotherCapacity
    if not is_address(guest.address):
        raise NotAnAddress
    if queries.person_at(folded(guest.address)):
        raise AddressTaken
    if queries.open_invitation_to(folded(guest.address), now=now):
        raise AlreadyInvited


def _row(guest: Guest, seat: Seat, *, token: str, sender: str, now: datetime) -> Invitation:
    return Invitation(
        token=hashed(token),
        person_id=uuid.uuid4(),
        address=guest.address,
        folded_address=folded(guest.address),
        office=seat.office,
        organisation=seat.organisation,
        lead=seat.lead,
        language=guest.language,
        invited_by=sender,
        invited_at=now,
        expires_at=now + VALID_FOR,
    )


def withdraw(*, person_id: uuid.UUID, actor: Identity, now: datetime) -> None:
    """Take back the invitation of the person with this id.

    Raises:
        LinkSpent: when there is none that could still be accepted, or none that is for this actor to take back.
    """
    row = queries.open_invitation_of(person_id, now=now)
    if row is None or not may_take_back(actor, row.seat, from_within=seats.is_from_within(row)):
        raise LinkSpent
    row.withdrawn_at = now
    audit.record("person.invitation_withdrawn", subject=str(row.person_id), actor=actor, now=now, binds=(row,))
    changes.record("seat.invitation_withdrawn", row.seat, actor=actor, now=now)
    if row.organisation:
        changes.tell_organisation("seat_invitation_withdrawn", row.seat, now=now, but=actor.key)


def accept(*, token: str, password: str, language: str, now: datetime) -> Person:
    """Let the invited person in; its second factor is then still to be set up.

    Raises:
        LinkSpent: when the invitation was used, withdrawn, or has expired, or its seat is not free any more.
        AddressTaken: when the address has got an office since.
    """
    row = queries.invitation(hashed(token), now=now)
    if row is None or not _spend(row, now=now):
        raise LinkSpent
    if queries.person_at(row.folded_address):
        raise AddressTaken
    hold_organisation(row.organisation)
    arrivals.refuse_unagreed(row)
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
    arrivals.take_seat(person, row, now=now)
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

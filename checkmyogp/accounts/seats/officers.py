"""Officers come and go by two: one proposes, another confirms who is not bound to the first by invitations."""

import uuid
from datetime import datetime

from checkmyogp.accounts import queries as people
from checkmyogp.accounts.refusals import (
    AddressTaken,
    AlreadyInvited,
    NotAnAddress,
    NotForYouToFill,
    SeatAlreadyProposed,
    Settled,
    TooFewOfficers,
)
from checkmyogp.accounts.seats import changes, queries, second_opinions
from checkmyogp.accounts.seats.models import OfficerChange
from checkmyogp.accounts.services import invitations
from checkmyogp.accounts.services import people as leaving
from checkmyogp.accounts.services.invitations import Guest
from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.domain.addresses import folded, is_address
from checkmyogp.domain.identities import Identity, Office
from checkmyogp.domain.offices import FEWEST_OFFICERS, OfficerStep, Seat

OFFICER = Seat(Office.OFFICER)


def propose_invitation(*, guest: Guest, actor: Identity, now: datetime) -> OfficerChange:
    """Propose that somebody becomes an officer. No mail leaves to the guest before another officer confirms it.

    Raises:
        NotAnAddress, AddressTaken, AlreadyInvited: as an invitation would.
        AlreadyProposed: when the same waits already.
    """
    if not is_address(guest.address):
        raise NotAnAddress
    if people.person_at(folded(guest.address)):
        raise AddressTaken
    if people.open_invitation_to(folded(guest.address), now=now):
        raise AlreadyInvited
    change = OfficerChange(
        step=OfficerStep.INVITE,
        about=folded(guest.address),
        address=guest.address,
        language=guest.language,
        proposed_by=actor.key,
        proposed_at=now,
    )
    return _proposed(change, "officer.invitation_proposed", actor=actor, now=now)


def propose_dismissal(*, person_key: str, actor: Identity, now: datetime) -> OfficerChange:
    """Propose that an officer's office ends.

    Raises:
        NotForYouToFill: when nobody with this key is an officer, or it is the actor's own, who can leave.
        TooFewOfficers: when fewer than two would be left.
        AlreadyProposed: when the same waits already.
    """
    officers = {str(person.id) for person in second_opinions.hold_officers()}
    if person_key not in officers or person_key == actor.key:
        raise NotForYouToFill
    if len(officers) <= FEWEST_OFFICERS:
        raise TooFewOfficers
    change = OfficerChange(
        step=OfficerStep.DISMISS,
        about=person_key,
        address="",
        language="",
        proposed_by=actor.key,
        proposed_at=now,
    )
    return _proposed(change, "officer.dismissal_proposed", actor=actor, now=now)


def _proposed(change: OfficerChange, action: str, *, actor: Identity, now: datetime) -> OfficerChange:
    second_opinions.hold_officers()
    earlier = queries.open_change_about(change.about)
    if earlier:
        if not earlier.proposed.has_lapsed(now):
            raise SeatAlreadyProposed
        earlier.lapsed_at = now
        db.session.flush()
    db.session.add(change)
    db.session.flush()
    lapsed = (earlier,) if earlier else ()
    audit.record(action, subject=str(change.id), actor=actor, now=now, binds=(change, *lapsed))
    changes.tell_officers("officer_change_waits", now=now, but=actor.key, step=change.step.value)
    return change


def confirm(*, change: OfficerChange, actor: Identity, now: datetime) -> None:
    """Put into force what another officer proposed: the invitation leaves, or the office ends.

    Raises:
        Settled: when it was confirmed or withdrawn before.
        CannotConfirm: when this officer is no second opinion, or it has lapsed.
        TooFewOfficers, NotForYouToFill: when the office cannot end any more.
        AddressTaken, AlreadyInvited: when the address has got another office or invitation since.
    """
    officers = _hold_open(change)
    second_opinions.refuse_unfit(actor, change.proposed, now=now)
    if change.step is OfficerStep.DISMISS and len(officers) <= FEWEST_OFFICERS:
        raise TooFewOfficers
    change.confirmed_by, change.confirmed_at = actor.key, now
    if change.step is OfficerStep.INVITE:
        # Before the entry, which binds whom the invitation lets in.
        change.person_id = uuid.uuid4()
    db.session.flush()
    audit.record("officer.change_confirmed", subject=str(change.id), actor=actor, now=now, binds=(change,))
    if change.step is OfficerStep.DISMISS:
        person = people.person(queries.as_id(change.about))
        if person is None:
            raise NotForYouToFill
        leaving.take_leave(person=person, actor=actor, now=now)
        return
    guest = Guest(change.address, change.language)
    decided = invitations.Decided(change.proposed_by, person_id=change.person_id)
    invitations.issue(guest=guest, seat=OFFICER, actor=actor, now=now, decided=decided)


def withdraw(*, change: OfficerChange, actor: Identity, now: datetime) -> None:
    """Put a proposal aside; any officer may.

    Raises:
        Settled: when it was confirmed or withdrawn before.
    """
    _hold_open(change)
    change.withdrawn_at = now
    audit.record("officer.proposal_withdrawn", subject=str(change.id), actor=actor, now=now, binds=(change,))


def _hold_open(change: OfficerChange) -> list[str]:
    """The keys of all officers, with every other step on their seats waiting."""
    officers = [str(person.id) for person in second_opinions.hold_officers()]
    db.session.refresh(change, with_for_update=True)
    if change.confirmed_at or change.withdrawn_at or change.lapsed_at:
        raise Settled
    return officers

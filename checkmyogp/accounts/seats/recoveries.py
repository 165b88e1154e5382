"""A lost seat is filled anew: by two officers, in public, and only if no seat of the organisation stops it in time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from checkmyogp.accounts import queries as people
from checkmyogp.accounts.models import Invitation
from checkmyogp.accounts.refusals import (
    AddressTaken,
    AlreadyInvited,
    NotAnAddress,
    NothingToRecover,
    SeatAlreadyProposed,
    Settled,
)
from checkmyogp.accounts.seats import changes, queries, second_opinions
from checkmyogp.accounts.seats.models import Recovery
from checkmyogp.accounts.services import invitations
from checkmyogp.accounts.services.invitations import Guest
from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.domain import canon, recoveries
from checkmyogp.domain.addresses import folded, is_address
from checkmyogp.domain.conflicts import Sector
from checkmyogp.domain.identities import Identity, Office
from checkmyogp.domain.lifecycles import StepRefused
from checkmyogp.domain.recoveries import RecoveryState
from checkmyogp.domain.wording import Wording
from checkmyogp.plans.models import Organisation


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who is to take the seat, and why, in words that will be public."""

    guest: Guest
    reason: Wording


def propose(*, organisation: Organisation, wanted: Wanted, actor: Identity, now: datetime) -> Recovery:
    """Propose that a lost seat is filled anew. Nobody outside is told before another officer confirms it.

    Raises:
        NothingToRecover: when nobody ever took a seat of the organisation.
        AlreadyProposed: when a recovery of the organisation has not ended.
        NotAnAddress, AddressTaken, AlreadyInvited: as an invitation would.
    """
    invitations.hold_organisation(organisation.key)
    if not queries.is_held(organisation.key):
        raise NothingToRecover
    lapsed = _refuse_second(organisation.key, now=now)
    _refuse_unfit(wanted.guest, now=now)
    row = Recovery(
        office=Office.NGO if organisation.sector is Sector.CIVIL_SOCIETY else Office.REPORTER,
        organisation=organisation.key,
        address=wanted.guest.address,
        language=wanted.guest.language,
        reason=wanted.reason,
        proposed_by=actor.key,
        proposed_at=now,
    )
    db.session.add(row)
    db.session.flush()
    audit.record("recovery.proposed", subject=subject(row), actor=actor, now=now, binds=(row, *lapsed))
    changes.tell_officers("recovery_waits_for_officer", now=now, but=actor.key, seat=row.seat)
    return row


def subject(row: Recovery) -> str:
    """How the audit chain names a recovery: the seat, and the hash of the public reason."""
    return f"{row.seat.subject}/{canon.sha256(canon.canonical(row.reason.stored()))}"


def _refuse_second(organisation: str, *, now: datetime) -> tuple[Recovery, ...]:
    """The earlier proposal that has lapsed by now, if there is one."""
    earlier = queries.open_recovery(organisation)
    if earlier is None:
        return ()
    if earlier.state is not RecoveryState.PROPOSED or not earlier.proposed.has_lapsed(now):
        raise SeatAlreadyProposed
    earlier.lapsed_at = now
    db.session.flush()
    return (earlier,)


def _refuse_unfit(guest: Guest, *, now: datetime) -> None:
    if not is_address(guest.address):
        raise NotAnAddress
    if people.person_at(folded(guest.address)):
        raise AddressTaken
    if people.open_invitation_to(folded(guest.address), now=now):
        raise AlreadyInvited


def confirm(*, recovery: Recovery, wait: timedelta, actor: Identity, now: datetime) -> None:
    """Agree with it: the organisation and the public are told, and ``wait`` begins, in which it can be stopped.

    Raises:
        Settled: when it was confirmed or has ended before.
        CannotConfirm: when this officer is no second opinion, or the proposal has lapsed.
    """
    _hold(recovery, RecoveryState.WAITING)
    second_opinions.refuse_unfit(actor, recovery.proposed, now=now)
    recovery.confirmed_by, recovery.confirmed_at, recovery.due_at = actor.key, now, now + wait
    db.session.flush()
    audit.record("recovery.confirmed", subject=subject(recovery), actor=actor, now=now, binds=(recovery,))
    reason, until = recovery.reason, recovery.due_at
    changes.tell_organisation("recovery_begun", recovery.seat, now=now, reason=reason, until=until)
    changes.tell_officers("recovery_begun", now=now, but=actor.key, seat=recovery.seat, reason=reason, until=until)


def stop(*, recovery: Recovery, actor: Identity, now: datetime) -> None:
    """Stop it, by any seat of the organisation, for as long as it waits.

    Raises:
        Settled: when it does not wait, or not any more.
    """
    _hold(recovery, RecoveryState.STOPPED)
    recovery.stopped_by, recovery.stopped_at = actor.key, now
    _ended("recovery.stopped", recovery, actor=actor, now=now)


def withdraw(*, recovery: Recovery, actor: Identity, now: datetime) -> None:
    """Take it back; any officer may, so that one who has left blocks nothing.

    Raises:
        Settled: when it has ended before.
    """
    waited = recovery.confirmed_at is not None
    _hold(recovery, RecoveryState.WITHDRAWN)
    recovery.withdrawn_at = now
    if waited:
        _ended("recovery.withdrawn", recovery, actor=actor, now=now)
    else:
        action = "recovery.proposal_withdrawn"
        audit.record(action, subject=subject(recovery), actor=actor, now=now, binds=(recovery,))


def complete(*, recovery: Recovery, actor: Identity, now: datetime) -> Invitation:
    """Send the invitation once the waiting time is over.

    Raises:
        Settled: when it does not wait.
        lifecycles.TooEarly: when its time is not over.
        AddressTaken, AlreadyInvited: when the address has got an office or an invitation since.
    """
    _hold(recovery, RecoveryState.DONE)
    recoveries.refuse_early(recovery.due_at or now, now=now)
    recovery.done_at = now
    _ended("recovery.done", recovery, actor=actor, now=now)
    return invitations.issue(
        guest=Guest(recovery.address, recovery.language),
        seat=recovery.seat,
        actor=actor,
        now=now,
        decided=invitations.Decided(recovery.proposed_by, recovery_id=recovery.id),
    )


def _ended(action: str, recovery: Recovery, *, actor: Identity, now: datetime) -> None:
    db.session.flush()
    audit.record(action, subject=subject(recovery), actor=changes.in_public(actor), now=now, binds=(recovery,))
    how = recovery.state.value
    changes.tell_organisation("recovery_ended", recovery.seat, now=now, how=how)
    changes.tell_officers("recovery_ended", now=now, seat=recovery.seat, how=how)


def _hold(recovery: Recovery, to: RecoveryState) -> None:
    """The recovery as it stands now, with every other step on it waiting."""
    invitations.hold_organisation(recovery.organisation)
    db.session.refresh(recovery, with_for_update=True)
    try:
        recoveries.step(recovery.state, to)
    except StepRefused as refused:
        raise Settled from refused

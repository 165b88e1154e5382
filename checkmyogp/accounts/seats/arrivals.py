"""What it means that somebody takes a seat: whether it was agreed on, and what is kept of it."""

from collections.abc import Iterator
from datetime import datetime

from checkmyogp.accounts.models import Invitation, Person, TotpFactor
from checkmyogp.accounts.refusals import LinkSpent
from checkmyogp.accounts.seats import changes, queries
from checkmyogp.accounts.seats.models import RecoveredSeat, SeatedOrganisation
from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.domain.identities import Office


def refuse_unagreed(invitation: Invitation) -> None:
    """Stop at the door whoever was invited by one who does not decide on the seat alone, also before that was the rule.

    Raises:
        LinkSpent: two officers did not agree on an officer, or an organisation's seat is its own people's by now.
    """
    if invitation.office is Office.OFFICER:
        agreed = invitation.invited_by == Office.OPERATOR or queries.change_behind(invitation.person_id)
    elif invitation.organisation:
        own = queries.is_from_within(invitation)
        agreed = own or invitation.recovery_id or not queries.is_held(invitation.organisation)
    else:
        agreed = True
    if not agreed:
        raise LinkSpent


def take_seat(person: Person, invitation: Invitation, *, now: datetime) -> None:
    """Keep that the organisation has people from now on, and where the seat came from."""
    actor = person.identity(confirmed=False)
    factor = db.session.get_one(TotpFactor, person.id)
    kept: list[Person | Invitation | TotpFactor | SeatedOrganisation | RecoveredSeat] = [person, invitation, factor]
    if person.organisation and not queries.seated(person.organisation):
        seated = SeatedOrganisation(
            organisation=person.organisation,
            seated_at=now,
            registered_address=invitation.address,
            language=person.language,
        )
        kept.append(seated)
    kept.extend(_recovered(person, invitation, now=now))
    db.session.add_all(kept)
    db.session.flush()
    # Whoever used the link may have read the row before it was marked as used.
    db.session.refresh(invitation)
    audit.record("person.joined", subject=f"{person.id}/{person.seat.subject}", actor=actor, now=now, binds=kept)
    changes.record("seat.filled", person.seat, actor=actor, now=now)
    if person.organisation:
        changes.tell_organisation("seat_filled", person.seat, now=now, but=str(person.id))
    elif person.office is Office.OFFICER:
        changes.tell_officers("officer_joined", now=now, but=str(person.id))


def _recovered(person: Person, invitation: Invitation, *, now: datetime) -> Iterator[RecoveredSeat]:
    """A seat that a recovered seat gives hides what that one does not see, or one press would undo the hiding."""
    inviter = queries.recovered(invitation.invited_by)
    if invitation.recovery_id:
        yield RecoveredSeat(person_id=person.id, recovery_id=invitation.recovery_id, since=now)
    elif inviter:
        yield RecoveredSeat(person_id=person.id, recovery_id=inviter.recovery_id, since=inviter.since)

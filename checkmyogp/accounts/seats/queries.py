"""Reading seats: who ever held one of an organisation, what waits for a second officer, what was recovered."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import exists, select

from checkmyogp.accounts.models import Invitation, Person
from checkmyogp.accounts.seats.models import OfficerChange, RecoveredSeat, Recovery, SeatedOrganisation
from checkmyogp.db import db
from checkmyogp.domain.identities import Office
from checkmyogp.domain.offices import Bond
from checkmyogp.domain.recoveries import is_before_it


def is_held(organisation: str) -> bool:
    """Whether anybody ever took a seat of this organisation, also if everybody has left since."""
    seated = exists().where(SeatedOrganisation.organisation == organisation)
    people = exists().where(Person.organisation == organisation)
    return bool(organisation) and bool(db.session.scalar(select(seated | people)))


def held_organisations() -> Sequence[str]:
    """The keys of all organisations of which somebody ever took a seat."""
    people = select(Person.organisation).where(Person.organisation != "")
    return sorted({*db.session.scalars(select(SeatedOrganisation.organisation).union(people))})


def seated(organisation: str) -> SeatedOrganisation | None:
    """What is kept of an organisation since its first seat was filled."""
    return db.session.get(SeatedOrganisation, organisation)


def is_from_within(invitation: Invitation) -> bool:
    """Whether somebody of the organisation itself sent this invitation."""
    return bool(invitation.organisation) and _sender(invitation) == invitation.organisation


def _sender(invitation: Invitation) -> str:
    """The organisation that whoever sent an invitation acts for, or acted for."""
    sender = db.session.get(Person, as_id(invitation.invited_by))
    return sender.organisation if sender else ""


def as_id(key: str) -> uuid.UUID:
    """The id of the person with this key; nobody's where the key is no person's."""
    try:
        return uuid.UUID(key)
    except ValueError:
        return uuid.UUID(int=0)


def bonds() -> list[Bond]:
    """Which officers came on whose proposal, those included who have left."""
    rows = db.session.execute(
        select(Invitation.invited_by, Invitation.person_id, Invitation.invited_at)
        .join(Person, Person.id == Invitation.person_id)
        .where(Invitation.office == Office.OFFICER)
        .order_by(Invitation.invited_at, Invitation.person_id)
    )
    return [Bond(inviter, str(invited), at) for inviter, invited, at in rows if inviter != Office.OPERATOR]


def open_changes() -> Sequence[OfficerChange]:
    """What waits for a second officer about officers themselves, the oldest first."""
    return db.session.scalars(
        select(OfficerChange)
        .where(
            OfficerChange.confirmed_at.is_(None),
            OfficerChange.withdrawn_at.is_(None),
            OfficerChange.lapsed_at.is_(None),
        )
        .order_by(OfficerChange.proposed_at, OfficerChange.id)
    ).all()


def open_change_about(about: str) -> OfficerChange | None:
    """The one about this address or person."""
    return next((change for change in open_changes() if change.about == about), None)


def change_behind(person_id: uuid.UUID) -> OfficerChange | None:
    """What two officers agreed on before this person was invited as an officer."""
    return db.session.scalars(
        select(OfficerChange).where(OfficerChange.person_id == person_id).order_by(OfficerChange.id)
    ).one_or_none()


def recoveries() -> Sequence[Recovery]:
    """Every recovery, the newest first."""
    return db.session.scalars(select(Recovery).order_by(Recovery.proposed_at.desc(), Recovery.id)).all()


def open_recovery(organisation: str) -> Recovery | None:
    """The recovery of this organisation's seat that has not ended."""
    return db.session.scalars(_open().where(Recovery.organisation == organisation).order_by(Recovery.id)).one_or_none()


def open_recoveries() -> Sequence[Recovery]:
    """Those that have not ended, the oldest first."""
    return db.session.scalars(_open().order_by(Recovery.proposed_at, Recovery.id)).all()


def due_recoveries(*, now: datetime) -> Sequence[Recovery]:
    """Those whose waiting time is over."""
    return [row for row in open_recoveries() if row.due_at and row.due_at <= now]


def _open():  # noqa: ANN202 - SQLAlchemy infers a select of recoveries
    return select(Recovery).where(
        Recovery.stopped_at.is_(None),
        Recovery.withdrawn_at.is_(None),
        Recovery.lapsed_at.is_(None),
        Recovery.done_at.is_(None),
    )


def recovered(person_key: str) -> RecoveredSeat | None:
    """That this person's seat came by a recovery, if it did."""
    return db.session.get(RecoveredSeat, as_id(person_key))


def recovery_in(person_key: str, opened_at: datetime | None) -> uuid.UUID | None:
    """By which recovery this person came into a round that had been opened before; empty for everybody else.

    Who came so finds nothing of what its organisation wrote or submitted in that round, and begins with empty sheets.
    """
    seat = recovered(person_key)
    return seat.recovery_id if seat and is_before_it(opened_at, recovered_at=seat.since) else None


def recovered_people() -> Mapping[str, RecoveredSeat]:
    """Every person whose seat came so, by its key."""
    rows = db.session.scalars(select(RecoveredSeat).order_by(RecoveredSeat.person_id))
    return {str(row.person_id): row for row in rows}

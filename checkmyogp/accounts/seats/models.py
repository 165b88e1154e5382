"""What two officers agree on about seats, and which seats came by a recovery."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from checkmyogp.db.base import Base, Id, Key, Prose
from checkmyogp.domain.identities import Office
from checkmyogp.domain.offices import LAPSES_AFTER, OfficerStep, Proposed, Seat
from checkmyogp.domain.recoveries import RecoveryState
from checkmyogp.domain.wording import Wording

CHANGE_IS_OPEN = "confirmed_at is null and withdrawn_at is null and lapsed_at is null"
RECOVERY_IS_OPEN = "stopped_at is null and withdrawn_at is null and lapsed_at is null and done_at is null"
ONE_END_OF_A_CHANGE = " + ".join(
    f"case when {ended} is null then 0 else 1 end" for ended in ("confirmed_at", "withdrawn_at", "lapsed_at")
)
ONE_END_OF_A_RECOVERY = " + ".join(
    f"case when {ended} is null then 0 else 1 end" for ended in ("stopped_at", "withdrawn_at", "lapsed_at", "done_at")
)


class SeatedOrganisation(Base):
    """An organisation whose first seat was filled: from then on its own people decide who joins and leaves it."""

    __tablename__ = "seated_organisation"
    __table_args__ = (
        CheckConstraint("registered_address = '' or registered_address like '%@%'", name="writes_to_an_address"),
    )

    organisation: Mapped[Key] = mapped_column(primary_key=True)
    """Its key: the first seat is filled once, whoever asks for it again."""
    seated_at: Mapped[datetime]
    registered_address: Mapped[Prose]
    """Where the organisation itself is told of what happens to its seats; empty where none was given."""
    language: Mapped[Key]
    """In which it is written to there."""


class OfficerChange(Base):
    """An officer who is to come or go: proposed by one, confirmed by another."""

    __tablename__ = "officer_change"
    __table_args__ = (
        CheckConstraint("(step = 'invite') = (address <> '')", name="a_guest_has_an_address"),
        CheckConstraint("confirmed_by is null or confirmed_by <> proposed_by", name="two_officers_decide"),
        CheckConstraint("confirmed_by is null or confirmed_by <> about", name="nobody_confirms_the_own_seat"),
        CheckConstraint("(confirmed_by is null) = (confirmed_at is null)", name="confirmed_by_somebody"),
        CheckConstraint("confirmed_at is null or confirmed_at >= proposed_at", name="proposed_before_confirmed"),
        CheckConstraint(f"{ONE_END_OF_A_CHANGE} <= 1", name="ends_once"),
        Index(
            "uq_officer_change_open",
            "about",
            unique=True,
            sqlite_where=text(CHANGE_IS_OPEN),
            postgresql_where=text(CHANGE_IS_OPEN),
        ),
    )

    id: Mapped[Id]
    step: Mapped[OfficerStep]
    about: Mapped[str] = mapped_column(String(320))
    """The folded address of whoever is to come, or the key of whoever is to go."""
    address: Mapped[Prose] = mapped_column(default="")
    language: Mapped[Key] = mapped_column(default="")
    proposed_by: Mapped[Key]
    proposed_at: Mapped[datetime]
    confirmed_by: Mapped[Key | None]
    confirmed_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    lapsed_at: Mapped[datetime | None]
    person_id: Mapped[uuid.UUID | None] = mapped_column(unique=True)
    """Whom the invitation that came of it lets in."""

    @property
    def proposed(self) -> Proposed:
        """As the domain judges it."""
        return Proposed(self.proposed_by, self.proposed_at, about=self.about)


class Recovery(Base):
    """A lost seat of an organisation that is to be filled anew."""

    __tablename__ = "recovery"
    __table_args__ = (
        CheckConstraint("office in ('ngo', 'reporter')", name="of_an_organisation_s_seat"),
        CheckConstraint("organisation <> ''", name="of_an_organisation"),
        CheckConstraint("confirmed_by is null or confirmed_by <> proposed_by", name="two_officers_decide"),
        CheckConstraint("(confirmed_by is null) = (confirmed_at is null)", name="confirmed_by_somebody"),
        CheckConstraint("(due_at is null) = (confirmed_at is null)", name="waits_from_its_confirmation"),
        CheckConstraint("confirmed_at is null or confirmed_at >= proposed_at", name="proposed_before_confirmed"),
        CheckConstraint("due_at is null or due_at > confirmed_at", name="leaves_time_to_stop_it"),
        CheckConstraint("done_at is null or (due_at is not null and done_at >= due_at)", name="done_once_it_is_due"),
        CheckConstraint("(stopped_at is null) = (stopped_by is null)", name="stopped_by_somebody"),
        CheckConstraint("stopped_at is null or confirmed_at is not null", name="stopped_while_it_waits"),
        CheckConstraint("lapsed_at is null or confirmed_at is null", name="lapses_unconfirmed"),
        CheckConstraint(f"{ONE_END_OF_A_RECOVERY} <= 1", name="ends_once"),
        Index(
            "uq_recovery_open",
            "organisation",
            unique=True,
            sqlite_where=text(RECOVERY_IS_OPEN),
            postgresql_where=text(RECOVERY_IS_OPEN),
        ),
    )

    id: Mapped[Id]
    office: Mapped[Office]
    organisation: Mapped[Key]
    address: Mapped[Prose]
    language: Mapped[Key]
    reason: Mapped[Wording]
    proposed_by: Mapped[Key]
    proposed_at: Mapped[datetime]
    confirmed_by: Mapped[Key | None]
    confirmed_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    """From when on the invitation is sent, unless a seat of the organisation stops it before."""
    stopped_by: Mapped[Key | None]
    stopped_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    lapsed_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]

    @property
    def seat(self) -> Seat:
        """The seat that is filled: the lead's of an NGO, a reporter's of an agency."""
        return Seat(self.office, self.organisation, lead=self.office is Office.NGO)

    @property
    def proposed(self) -> Proposed:
        """As the domain judges it."""
        return Proposed(self.proposed_by, self.proposed_at)

    @property
    def state(self) -> RecoveryState:
        """How far it has come."""
        ended = {
            RecoveryState.DONE: self.done_at,
            RecoveryState.STOPPED: self.stopped_at,
            RecoveryState.WITHDRAWN: self.withdrawn_at,
            RecoveryState.LAPSED: self.lapsed_at,
            RecoveryState.WAITING: self.confirmed_at,
        }
        return next((state for state, at in ended.items() if at), RecoveryState.PROPOSED)

    @property
    def lapses_at(self) -> datetime:
        """Until when another officer can confirm it."""
        return self.proposed_at + LAPSES_AFTER


class RecoveredSeat(Base):
    """A person whose seat came by a recovery, or was given by somebody whose seat did. Never changed."""

    __tablename__ = "recovered_seat"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    recovery_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("recovery.id"), index=True)
    since: Mapped[datetime]
    """When the recovered seat was taken; for whoever it invited as well. What was written before stays hidden."""

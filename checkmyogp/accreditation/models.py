"""Applications of NGOs, what officers propose, what was decided, and where an NGO stands."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from checkmyogp.db.base import Base, Id, Key, Prose
from checkmyogp.domain.lifecycles import AccreditationState
from checkmyogp.domain.wording import Wording
from checkmyogp.plans.models import Organisation, Plan


class Accreditation(Base):
    """An NGO's leave to score one plan, with the last decision and its public reason."""

    __tablename__ = "accreditation"

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id"), primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    state: Mapped[AccreditationState]
    reason: Mapped[Wording]
    decided_at: Mapped[datetime]
    ends_on: Mapped[date | None]
    """The last day of its term; empty while there is none."""

    plan: Mapped[Plan] = relationship()
    organisation: Mapped[Organisation] = relationship()


class Application(Base):
    """What an NGO says of itself when it applies. Read by officers; the decision is public, this is not."""

    __tablename__ = "application"

    id: Mapped[Id]
    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id"), index=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"))
    registration_number: Mapped[Key]
    about: Mapped[Prose]
    independence: Mapped[Prose]
    funding: Mapped[Prose]
    fields: Mapped[Prose]
    signatory: Mapped[Prose]
    documents: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """Links with titles."""
    submitted_by: Mapped[Key]
    submitted_at: Mapped[datetime]

    organisation: Mapped[Organisation] = relationship()
    plan: Mapped[Plan] = relationship()


class Proposal(Base):
    """A decision that one officer proposes; it takes effect once another confirms it."""

    __tablename__ = "proposal"
    __table_args__ = (
        CheckConstraint("confirmed_by is null or confirmed_by <> proposed_by", name="two_officers_decide"),
        CheckConstraint("(confirmed_by is null) = (confirmed_at is null)", name="confirmed_by_somebody"),
        CheckConstraint("confirmed_at is null or withdrawn_at is null", name="confirmed_or_withdrawn"),
        Index(
            "uq_proposal_open",
            "plan_id",
            "organisation_id",
            unique=True,
            sqlite_where=text("confirmed_at is null and withdrawn_at is null"),
            postgresql_where=text("confirmed_at is null and withdrawn_at is null"),
        ),
    )

    id: Mapped[Id]
    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id"))
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"))
    state: Mapped[AccreditationState]
    reason: Mapped[Wording]
    ends_on: Mapped[date | None]
    proposed_by: Mapped[Key]
    proposed_at: Mapped[datetime]
    confirmed_by: Mapped[Key | None]
    confirmed_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship()
    plan: Mapped[Plan] = relationship()


class Decision(Base):
    """One entry of the public register's history. Never changed."""

    __tablename__ = "decision"

    id: Mapped[Id]
    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id"), index=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"))
    state: Mapped[AccreditationState]
    reason: Mapped[Wording]
    ends_on: Mapped[date | None]
    decided_at: Mapped[datetime]

    organisation: Mapped[Organisation] = relationship()


class Appeal(Base):
    """An NGO's appeal against a decision, and what came of it."""

    __tablename__ = "appeal"
    __table_args__ = (CheckConstraint("(settled_at is null) = (outcome is null)", name="settled_with_an_outcome"),)

    id: Mapped[Id]
    decision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("decision.id"), unique=True)
    grounds: Mapped[Prose]
    language: Mapped[Key]
    lodged_by: Mapped[Key]
    lodged_at: Mapped[datetime]
    outcome: Mapped[Wording | None]
    settled_by: Mapped[Key | None]
    settled_at: Mapped[datetime | None]

    decision: Mapped[Decision] = relationship()

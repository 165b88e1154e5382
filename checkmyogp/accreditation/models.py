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

ONLY_AN_ACCREDITATION_HAS_A_TERM = "(state = 'accredited') = (ends_on is not null)"


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
    language: Mapped[Key]
    """What it is written in."""
    submitted_by: Mapped[Key]
    submitted_at: Mapped[datetime]

    organisation: Mapped[Organisation] = relationship()
    plan: Mapped[Plan] = relationship()


class Proposal(Base):
    """A decision that one officer proposes; it takes effect once another confirms it."""

    __tablename__ = "proposal"
    __table_args__ = (
        CheckConstraint("state not in ('applied', 'expired')", name="something_to_decide"),
        CheckConstraint(ONLY_AN_ACCREDITATION_HAS_A_TERM, name="only_an_accreditation_has_a_term"),
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
    """One entry of the public register's history. Never changed; the database refuses it."""

    __tablename__ = "decision"
    __table_args__ = (
        CheckConstraint("state <> 'applied'", name="an_application_is_no_decision"),
        CheckConstraint(ONLY_AN_ACCREDITATION_HAS_A_TERM, name="only_an_accreditation_has_a_term"),
        CheckConstraint("(state = 'expired') = (proposal_id is null)", name="two_officers_or_the_calendar"),
        CheckConstraint("(state = 'expired') = (reason is null)", name="officers_say_why"),
    )

    id: Mapped[Id]
    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id"), index=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"))
    proposal_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("proposal.id"), unique=True)
    """What two officers agreed on; empty where a term ended by itself."""
    state: Mapped[AccreditationState]
    reason: Mapped[Wording | None]
    ends_on: Mapped[date | None]
    decided_at: Mapped[datetime]
    """From when on it holds."""

    organisation: Mapped[Organisation] = relationship()
    plan: Mapped[Plan] = relationship()
    proposal: Mapped[Proposal | None] = relationship()


class Appeal(Base):
    """An NGO's appeal against a decision, and what came of it. Public, with the NGO's own words."""

    __tablename__ = "appeal"
    __table_args__ = (
        CheckConstraint("(outcome is null) = (outcome_by is null)", name="an_outcome_is_somebody_s"),
        CheckConstraint("settled_at is null or outcome is not null", name="settled_with_an_outcome"),
        CheckConstraint("agreed_by is null or agreed_by <> outcome_by", name="two_officers_agree"),
        CheckConstraint("agreed_by is null or settled_at is not null", name="agreed_is_settled"),
    )

    id: Mapped[Id]
    decision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("decision.id"), unique=True)
    grounds: Mapped[Prose]
    language: Mapped[Key]
    lodged_by: Mapped[Key]
    lodged_at: Mapped[datetime]
    outcome: Mapped[Wording | None]
    """In public words; while it is not settled, what one officer suggests to another."""
    outcome_by: Mapped[Key | None]
    agreed_by: Mapped[Key | None]
    """The second officer, where nobody was left who had no part in the decision."""
    settled_at: Mapped[datetime | None]

    decision: Mapped[Decision] = relationship()

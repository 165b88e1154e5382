"""Scores, evidence, conflicts, and every version of what an NGO submitted."""

import uuid

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from checkmyogp.db.base import Base, Key, Prose
from checkmyogp.db.evidence import EvidenceColumns, is_a_web_address
from checkmyogp.db.sealed import SealedText
from checkmyogp.domain.conflicts import Conflict, ConflictLevel
from checkmyogp.domain.scales import Confidence
from checkmyogp.drafting.models import (
    AccountColumns,
    DraftColumns,
    RecoveredColumns,
    RecoveredDraftColumns,
    SubmissionColumns,
    level_or_silence,
    marks_a_submission,
    revisions_count_from_one,
    sealed_by_receipts,
)
from checkmyogp.plans.models import Milestone, Organisation

SCORE_KEY = ("round_id", "milestone_id", "organisation_id", "criterion")


class Submission(SubmissionColumns, Base):
    """One version of one NGO's assessment of a round; it takes the place of the one before it."""

    __tablename__ = "submission"
    __table_args__ = sealed_by_receipts()


class Draft(DraftColumns, Base):
    """What an NGO's members write on one milestone, as ``domain.drafts.Sheet`` stores it. Nobody else sees it."""

    __tablename__ = "draft"
    __table_args__ = (revisions_count_from_one(),)


class RecoveredDraft(RecoveredDraftColumns, Base):
    """What members write whose seats came by a recovery while the round was open: apart from all others."""

    __tablename__ = "recovered_draft"
    __table_args__ = (revisions_count_from_one(),)


class RecoveredSubmission(RecoveredColumns, Base):
    """That a version came from a recovered seat."""

    __tablename__ = "recovered_submission"
    __table_args__ = (marks_a_submission("recovered_submission", "submission"),)


class Score(AccountColumns, Base):
    """One NGO's level on one criterion of one milestone, as last submitted."""

    __tablename__ = "score"
    __table_args__ = (
        *level_or_silence(),
        CheckConstraint("(level is null) = (confidence is null)", name="confidence_with_a_level"),
        {"sqlite_with_rowid": False},
    )

    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("round.id"), primary_key=True)
    milestone_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("milestone.id"), primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    criterion: Mapped[Key] = mapped_column(primary_key=True)
    confidence: Mapped[Confidence | None]
    reason: Mapped[Prose]
    language: Mapped[Key]
    """What the reason is written in."""

    organisation: Mapped[Organisation] = relationship()
    milestone: Mapped[Milestone] = relationship()
    evidence: Mapped[list["ScoreEvidence"]] = relationship(order_by="ScoreEvidence.place", viewonly=True)


class ScoreEvidence(EvidenceColumns, Base):
    """One piece of evidence for one score."""

    __tablename__ = "score_evidence"
    __table_args__ = (
        is_a_web_address(),
        ForeignKeyConstraint(SCORE_KEY, [f"score.{column}" for column in SCORE_KEY], ondelete="CASCADE"),
    )

    round_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    milestone_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    criterion: Mapped[Key] = mapped_column(primary_key=True)


class ConflictOfInterest(Base):
    """What an NGO has at stake in one milestone: found in the plan, or declared."""

    __tablename__ = "conflict_of_interest"

    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("round.id"), primary_key=True)
    milestone_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("milestone.id"), primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    conflict: Mapped[Conflict] = mapped_column(primary_key=True)
    level: Mapped[ConflictLevel]
    explanation: Mapped[str] = mapped_column(SealedText("conflict_of_interest.explanation"))
    """In the NGO's words where it declared the conflict; empty where the plan says it."""

    milestone: Mapped[Milestone] = relationship()

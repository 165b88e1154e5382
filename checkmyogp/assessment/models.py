"""Scores, evidence, conflicts, and every version of what an NGO submitted."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, ForeignKeyConstraint, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from checkmyogp.db.base import Base, Digest, Key, Prose
from checkmyogp.db.evidence import EvidenceColumns, is_a_web_address
from checkmyogp.domain.conflicts import Conflict, ConflictLevel
from checkmyogp.domain.scales import Account, Confidence, Silence
from checkmyogp.plans.models import Milestone, Organisation

SUBMISSION_KEY = ("round_id", "organisation_id", "version")
SCORE_KEY = ("round_id", "milestone_id", "organisation_id", "criterion")


class Submission(Base):
    """One version of one NGO's assessment of a round, sealed: the very bytes and their receipt."""

    __tablename__ = "submission"
    __table_args__ = (
        CheckConstraint("version >= 1", name="counts_from_one"),
        CheckConstraint("length(receipt) = 64", name="receipt_is_sha256"),
    )

    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("round.id"), primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    salt: Mapped[bytes] = mapped_column(LargeBinary)
    receipt: Mapped[Digest] = mapped_column(unique=True)
    submitted_at: Mapped[datetime]


class Draft(Base):
    """What an NGO's members write on one milestone. Nobody else sees it; the revision keeps two from colliding."""

    __tablename__ = "draft"
    __table_args__ = (CheckConstraint("revision >= 1", name="revisions_count_from_one"),)

    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("round.id"), primary_key=True)
    milestone_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("milestone.id"), primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    revision: Mapped[int]
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What was typed, complete or not, as ``domain.drafts.Sheet`` stores it."""
    edited_by: Mapped[Key]
    edited_at: Mapped[datetime]


class RecoveredDraft(Base):
    """The same, as written by those whose seats came by a recovery while the round was open.

    They begin with empty sheets and find none that was written before; those whose seats did not, find none of theirs.
    """

    __tablename__ = "recovered_draft"
    __table_args__ = (CheckConstraint("revision >= 1", name="revisions_count_from_one"),)

    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("round.id"), primary_key=True)
    milestone_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("milestone.id"), primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    recovery_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("recovery.id"), primary_key=True)
    revision: Mapped[int]
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    edited_by: Mapped[Key]
    edited_at: Mapped[datetime]


class RecoveredSubmission(Base):
    """That a submission came from a recovered seat. Never taken back; the scorecard says so."""

    __tablename__ = "recovered_submission"
    __table_args__ = (
        ForeignKeyConstraint(
            SUBMISSION_KEY,
            [f"submission.{column}" for column in SUBMISSION_KEY],
            name="fk_recovered_submission_submission",
        ),
    )

    round_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    recovery_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("recovery.id"))


class Score(Base):
    """One NGO's level on one criterion of one milestone, as last submitted."""

    __tablename__ = "score"
    __table_args__ = (
        CheckConstraint("(level is null) <> (silence is null)", name="level_or_silence"),
        CheckConstraint("(level is null) = (confidence is null)", name="confidence_with_a_level"),
        CheckConstraint("level is null or level between -9 and 9", name="level_is_a_small_number"),
        {"sqlite_with_rowid": False},
    )

    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("round.id"), primary_key=True)
    milestone_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("milestone.id"), primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    criterion: Mapped[Key] = mapped_column(primary_key=True)
    level: Mapped[int | None]
    silence: Mapped[Silence | None]
    confidence: Mapped[Confidence | None]
    reason: Mapped[Prose]
    language: Mapped[Key]
    """What the reason is written in."""

    organisation: Mapped[Organisation] = relationship()
    milestone: Mapped[Milestone] = relationship()
    evidence: Mapped[list["ScoreEvidence"]] = relationship(order_by="ScoreEvidence.place", viewonly=True)

    @property
    def account(self) -> Account:
        """The level, or the silence in its place."""
        return self.silence if self.silence is not None else self._level

    @property
    def _level(self) -> int:
        assert self.level is not None  # noqa: S101 - the constraint level_or_silence says so
        return self.level


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
    explanation: Mapped[Prose]
    """In the NGO's words where it declared the conflict; empty where the plan says it."""

    milestone: Mapped[Milestone] = relationship()

"""Self-reports with their evidence, and what was sealed. All are kept; the latest before the close stands."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, ForeignKeyConstraint, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from checkmyogp.db.base import Base, Digest, Id, Key, Prose
from checkmyogp.db.evidence import EvidenceColumns, is_a_web_address
from checkmyogp.domain.scales import Account, Silence
from checkmyogp.plans.models import Milestone, Organisation
from checkmyogp.rubrics.models import CrosswalkVersion

SUBMISSION_KEY = ("round_id", "organisation_id", "version")


class ReportDraft(Base):
    """What an agency's reporters are writing on one milestone. Seen by nobody else."""

    __tablename__ = "report_draft"
    __table_args__ = (
        CheckConstraint("revision >= 1", name="revisions_count_from_one"),
        CheckConstraint("submitted between 0 and revision", name="submitted_what_was_saved"),
    )

    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("round.id"), primary_key=True)
    milestone_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("milestone.id"), primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    revision: Mapped[int]
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What was typed, complete or not, as ``domain.self_reports.ReportSheet`` stores it."""
    edited_by: Mapped[Key]
    edited_at: Mapped[datetime]
    submitted: Mapped[int] = mapped_column(default=0, server_default="0")
    """The revision that was submitted last; 0 while none was."""


class ReportSubmission(Base):
    """One submission of one agency to a round, sealed: the very bytes and their receipt.

    Unlike an NGO's it takes the place of none before it: the reports inside stand beside the earlier ones.
    """

    __tablename__ = "report_submission"
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


class RecoveredReportDraft(Base):
    """What reporters write whose seats came by a recovery while the round was open: apart from all others."""

    __tablename__ = "recovered_report_draft"
    __table_args__ = (
        CheckConstraint("revision >= 1", name="revisions_count_from_one"),
        CheckConstraint("submitted between 0 and revision", name="submitted_what_was_saved"),
    )

    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("round.id"), primary_key=True)
    milestone_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("milestone.id"), primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    recovery_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("recovery.id"), primary_key=True)
    revision: Mapped[int]
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    edited_by: Mapped[Key]
    edited_at: Mapped[datetime]
    submitted: Mapped[int] = mapped_column(default=0, server_default="0")


class RecoveredReport(Base):
    """That a submission of an agency came from a recovered seat. Never taken back; the scorecard says so."""

    __tablename__ = "recovered_report"
    __table_args__ = (
        ForeignKeyConstraint(
            SUBMISSION_KEY,
            [f"report_submission.{column}" for column in SUBMISSION_KEY],
            name="fk_recovered_report_report_submission",
        ),
    )

    round_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    recovery_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("recovery.id"))


class SelfReport(Base):
    """One agency's account of one milestone on one criterion, as submitted once."""

    __tablename__ = "self_report"
    __table_args__ = (
        UniqueConstraint("round_id", "milestone_id", "organisation_id", "criterion", "sequence"),
        CheckConstraint("(level is null) <> (silence is null)", name="level_or_silence"),
        CheckConstraint("level is null or level between -9 and 9", name="level_is_a_small_number"),
        CheckConstraint("(crosswalk_id is null) = (raw is null)", name="raw_value_with_a_crosswalk"),
        CheckConstraint("sequence >= 1", name="counts_from_one"),
    )

    id: Mapped[Id]
    round_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("round.id"))
    milestone_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("milestone.id"))
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"))
    criterion: Mapped[Key]
    sequence: Mapped[int]
    """Counted per round, milestone, agency and criterion."""
    level: Mapped[int | None]
    silence: Mapped[Silence | None]
    crosswalk_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("crosswalk.id"))
    raw: Mapped[Key | None]
    """The band as the agency gave it."""
    quarter: Mapped[str] = mapped_column(String(7), default="", server_default="")
    """The quarter reported on, such as 2025-Q2; empty where none was named."""
    narrative: Mapped[Prose]
    language: Mapped[Key]
    """What the narrative is written in."""
    submitted_at: Mapped[datetime]

    milestone: Mapped[Milestone] = relationship()
    organisation: Mapped[Organisation] = relationship()
    crosswalk: Mapped[CrosswalkVersion | None] = relationship()
    evidence: Mapped[list["ReportEvidence"]] = relationship(order_by="ReportEvidence.place", viewonly=True)

    @property
    def account(self) -> Account:
        """The level, or the silence in its place."""
        return self.silence if self.silence is not None else self._level

    @property
    def _level(self) -> int:
        assert self.level is not None  # noqa: S101 - the constraint level_or_silence says so
        return self.level


class ReportEvidence(EvidenceColumns, Base):
    """One piece of evidence for one self-report."""

    __tablename__ = "report_evidence"
    __table_args__ = (is_a_web_address(),)

    self_report_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("self_report.id", ondelete="CASCADE"), primary_key=True
    )

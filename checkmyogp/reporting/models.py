"""Self-reports with their evidence, and what was sealed. All are kept; the latest before the close stands."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from checkmyogp.db.base import Base, Id, Key, Prose
from checkmyogp.db.evidence import EvidenceColumns, is_a_web_address
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
from checkmyogp.rubrics.models import CrosswalkVersion


def submitted_what_was_saved() -> CheckConstraint:
    """The rule that only a revision that was saved was submitted, for a table of reports that are being written."""
    return CheckConstraint("submitted between 0 and revision", name="submitted_what_was_saved")


class ReportDraftColumns(DraftColumns):
    """A mixin: what reporters write on one milestone, as ``domain.self_reports.ReportSheet`` stores it."""

    submitted: Mapped[int] = mapped_column(default=0, server_default="0")
    """The revision that was submitted last; 0 while none was."""


class ReportDraft(ReportDraftColumns, Base):
    """What an agency's reporters are writing on one milestone."""

    __tablename__ = "report_draft"
    __table_args__ = (revisions_count_from_one(), submitted_what_was_saved())


class RecoveredReportDraft(RecoveredDraftColumns, ReportDraftColumns, Base):
    """What reporters write whose seats came by a recovery while the round was open: apart from all others."""

    __tablename__ = "recovered_report_draft"
    __table_args__ = (revisions_count_from_one(), submitted_what_was_saved())


class ReportSubmission(SubmissionColumns, Base):
    """One submission of one agency to a round.

    Unlike an NGO's it takes the place of none before it: the reports inside stand beside the earlier ones.
    """

    __tablename__ = "report_submission"
    __table_args__ = sealed_by_receipts()


class RecoveredReport(RecoveredColumns, Base):
    """That a submission of an agency came from a recovered seat."""

    __tablename__ = "recovered_report"
    __table_args__ = (marks_a_submission("recovered_report", "report_submission"),)


class SelfReport(AccountColumns, Base):
    """One agency's account of one milestone on one criterion, as submitted once."""

    __tablename__ = "self_report"
    __table_args__ = (
        UniqueConstraint("round_id", "milestone_id", "organisation_id", "criterion", "sequence"),
        *level_or_silence(),
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


class ReportEvidence(EvidenceColumns, Base):
    """One piece of evidence for one self-report."""

    __tablename__ = "report_evidence"
    __table_args__ = (is_a_web_address(),)

    self_report_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("self_report.id", ondelete="CASCADE"), primary_key=True
    )

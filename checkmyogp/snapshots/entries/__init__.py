"""What a scorecard keeps of each milestone, as typed objects: the promise and everything said of it."""

from checkmyogp.snapshots.entries.assessments import AnswerEntry, AssessmentEntry, ConflictEntry
from checkmyogp.snapshots.entries.evidence import PublishedEvidence, account_of
from checkmyogp.snapshots.entries.milestones import (
    DueEntry,
    ExtractedMilestoneEntry,
    Lead,
    MilestoneEntry,
    MilestoneHead,
)
from checkmyogp.snapshots.entries.replies import AnswerToReplyEntry, ReplyEntry
from checkmyogp.snapshots.entries.reports import ReportedBand, ReportEntry

__all__ = [
    "AnswerEntry",
    "AnswerToReplyEntry",
    "AssessmentEntry",
    "ConflictEntry",
    "DueEntry",
    "ExtractedMilestoneEntry",
    "Lead",
    "MilestoneEntry",
    "MilestoneHead",
    "PublishedEvidence",
    "ReplyEntry",
    "ReportEntry",
    "ReportedBand",
    "account_of",
]

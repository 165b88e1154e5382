"""Everything said of one milestone, ready to be read: the promise, the reports, each NGO's answers, the replies."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from checkmyogp.domain.scales import Account
from checkmyogp.domain.wording import Wording
from checkmyogp.scorecards.rows import MilestoneRow, milestone_row
from checkmyogp.snapshots.criteria import CriterionView
from checkmyogp.snapshots.entries import (
    AnswerEntry,
    AnswerToReplyEntry,
    AssessmentEntry,
    ConflictEntry,
    PublishedEvidence,
    ReplyEntry,
    ReportEntry,
)
from checkmyogp.snapshots.reader import Scorecard

Pieces = Sequence[PublishedEvidence]


@dataclass(frozen=True, slots=True)
class CriterionSection:
    """The milestone on one criterion."""

    criterion: CriterionView
    row: MilestoneRow


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised, in the wording that the round scored."""

    text: Wording
    outputs: tuple[Wording, ...]
    due: str
    due_language: str
    """The language the plan prints its dates in: that of its official text."""
    leads: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class AgencyReport:
    """One agency's account on one criterion."""

    entry: ReportEntry
    agency: Wording
    criterion: CriterionView
    raw: Wording | None
    """The agency's own band in words, where it reported in bands."""


@dataclass(frozen=True, slots=True)
class RaterAnswer:
    """One NGO's answer on one criterion."""

    entry: AnswerEntry
    criterion: CriterionView

    @property
    def account(self) -> Account:
        """The account that stands."""
        return self.entry.account


@dataclass(frozen=True, slots=True)
class RaterAssessment:
    """One NGO on one milestone."""

    entry: AssessmentEntry
    rater: Wording
    answers: tuple[RaterAnswer, ...]
    """In the rubric's order."""

    @property
    def conflicts(self) -> tuple[ConflictEntry, ...]:
        """Its conflicts of interest."""
        return self.entry.conflicts

    @property
    def language(self) -> str:
        """What the NGO writes in."""
        return self.answers[0].entry.language


@dataclass(frozen=True, slots=True)
class RaterAnswerToReply:
    """What one NGO did after one reply."""

    entry: AnswerToReplyEntry
    rater: Wording
    levels: tuple[tuple[CriterionView, int], ...]
    """The levels it revised to, in the rubric's order."""


@dataclass(frozen=True, slots=True)
class AgencyReply:
    """What one agency replied, and what the NGOs answered."""

    entry: ReplyEntry
    agency: Wording
    answers: tuple[RaterAnswerToReply, ...]


def milestone_context(scorecard: Scorecard, number: str) -> dict[str, Any]:
    """All of it, by the names that the page uses."""
    return {
        "views": criterion_rows(scorecard, number),
        "promise": promise(scorecard, number),
        "reports": agency_reports(scorecard, number),
        "assessments": rater_assessments(scorecard, number),
        "replies": agency_replies(scorecard, number),
        "silent_leads": [scorecard.agencies[key] for key in scorecard.milestones[number].silent_leads],
    }


def criterion_rows(scorecard: Scorecard, number: str) -> list[CriterionSection]:
    """The milestone on each criterion, in the rubric's order."""
    return [
        CriterionSection(criterion, milestone_row(scorecard, criterion, number))
        for criterion in scorecard.criteria.values()
    ]


def promise(scorecard: Scorecard, number: str) -> Promise:
    """What was promised."""
    milestone = scorecard.milestones[number]
    return Promise(
        text=milestone.text,
        outputs=milestone.outputs,
        due=milestone.due.printed,
        due_language=(milestone.text.official or milestone.text.versions)[0].language,
        leads=tuple(lead.name for lead in milestone.leads),
    )


def agency_reports(scorecard: Scorecard, number: str) -> list[AgencyReport]:
    """What the government said: by criterion in the rubric's order, the latest first."""
    order = list(scorecard.criteria)
    entries = sorted(scorecard.milestones[number].reports, key=lambda entry: order.index(entry.criterion))
    return [
        AgencyReport(
            entry, scorecard.agencies[entry.agency], scorecard.criteria[entry.criterion], _raw(scorecard, entry)
        )
        for entry in entries
    ]


def _raw(scorecard: Scorecard, report: ReportEntry) -> Wording | None:
    band = report.band
    return scorecard.band(band.crosswalk, band.version, band.raw) if band else None


def rater_assessments(scorecard: Scorecard, number: str) -> list[RaterAssessment]:
    """What the NGOs said, in the order of their keys."""
    return [
        RaterAssessment(
            entry,
            scorecard.raters[entry.rater],
            tuple(
                RaterAnswer(entry.answers[key], criterion)
                for key, criterion in scorecard.criteria.items()
                if key in entry.answers
            ),
        )
        for entry in scorecard.milestones[number].assessments
    ]


def agency_replies(scorecard: Scorecard, number: str) -> list[AgencyReply]:
    """What agencies replied, in the order of their keys."""
    return [
        AgencyReply(
            entry,
            scorecard.agencies[entry.agency],
            tuple(_answer_to_reply(scorecard, answer) for answer in entry.answers),
        )
        for entry in scorecard.milestones[number].replies
    ]


def _answer_to_reply(scorecard: Scorecard, entry: AnswerToReplyEntry) -> RaterAnswerToReply:
    return RaterAnswerToReply(
        entry,
        scorecard.raters[entry.rater],
        tuple((criterion, entry.levels[key]) for key, criterion in scorecard.criteria.items() if key in entry.levels),
    )

"""What a scorecard keeps of each milestone, as typed objects: the promise and everything said of it.

Each object stands over the frozen content and reads a part of it when that is asked for: a page of one milestone does
not pay for the texts of all others.
"""

import json
from dataclasses import dataclass
from functools import cached_property

from checkmyogp.domain.findings import Counting
from checkmyogp.domain.scales import Silence
from checkmyogp.domain.wording import Wording
from checkmyogp.snapshots.entries.assessments import AssessmentEntry
from checkmyogp.snapshots.entries.replies import ReplyEntry
from checkmyogp.snapshots.entries.reports import ReportEntry
from checkmyogp.snapshots.schema import ExtractedMilestone, FrozenMilestone


@dataclass(frozen=True, slots=True)
class Lead:
    """An organisation that leads a milestone."""

    key: str
    name: Wording


@dataclass(frozen=True, slots=True)
class DueEntry:
    """When a milestone is due: as the plan prints it, and the days that this names as YYYY-MM-DD."""

    printed: str
    starts: str
    ends: str
    """The last day; empty where the plan names none."""


@dataclass(frozen=True)
class MilestoneHead:
    """What a scorecard and its extract know alike of a milestone."""

    frozen: FrozenMilestone | ExtractedMilestone

    @property
    def number(self) -> str:
        """Its number as the plan prints it."""
        return self.frozen["number"]

    @property
    def commitment(self) -> str:
        """The number of the commitment or sub-commitment it stands under."""
        return self.frozen["commitment"]

    @property
    def withdrawn(self) -> bool:
        """Whether it was taken out of the plan."""
        return self.frozen["withdrawn"]

    @cached_property
    def title(self) -> Wording:
        """What it is called."""
        return Wording.restored(self.frozen["title"])

    @property
    def due(self) -> DueEntry:
        """When it is due."""
        due = self.frozen["due"]
        return DueEntry(due["printed"], due["starts"], due.get("ends", ""))

    @cached_property
    def leads(self) -> tuple[Lead, ...]:
        """Who leads it."""
        return tuple(Lead(lead["key"], Wording.restored(lead["name"])) for lead in self.frozen["leads"])

    @cached_property
    def reports(self) -> tuple[ReportEntry, ...]:
        """What agencies reported, the latest first."""
        return tuple(ReportEntry(report) for report in self.frozen["reports"])

    def standing_report(self, criterion: str) -> ReportEntry | None:
        """The report that stands on a criterion; nothing where nobody reported."""
        return next((report for report in self.reports if report.criterion == criterion and report.stands), None)


@dataclass(frozen=True)
class MilestoneEntry(MilestoneHead):
    """One milestone of a whole scorecard."""

    frozen: FrozenMilestone

    @cached_property
    def text(self) -> Wording:
        """What was promised, in the wording that the round scored."""
        return Wording.restored(self.frozen["text"])

    @property
    def outputs(self) -> tuple[Wording, ...]:
        """What it is to produce."""
        return tuple(Wording.restored(output) for output in self.frozen["outputs"])

    @cached_property
    def assessments(self) -> tuple[AssessmentEntry, ...]:
        """What each NGO said, in the order of keys."""
        return tuple(AssessmentEntry(each) for each in self.frozen["assessments"])

    @property
    def replies(self) -> tuple[ReplyEntry, ...]:
        """What agencies replied, in the order of their keys."""
        return tuple(ReplyEntry(reply) for reply in self.frozen.get("replies", ()))

    @property
    def silent_leads(self) -> tuple[str, ...]:
        """The keys of agencies that could have replied and did not."""
        return tuple(self.frozen.get("silent_leads", ()))

    def recused(self, criterion: str) -> int:
        """How many NGOs gave a level that does not count because of a conflict."""
        return sum(
            each.counting is Counting.RECUSED
            and criterion in each.answers
            and not isinstance(each.answers[criterion].account, Silence)
            for each in self.assessments
        )


@dataclass(frozen=True)
class ExtractedMilestoneEntry(MilestoneHead):
    """One milestone of an extract."""

    frozen: ExtractedMilestone

    @cached_property
    def assessments(self) -> tuple[AssessmentEntry, ...]:
        """What each NGO said, in the order of keys, without its words; read from its text when it is asked for."""
        return tuple(AssessmentEntry(each) for each in json.loads(self.frozen["assessments"]))

    def recused(self, criterion: str) -> int:  # noqa: ARG002 - an extract is on one criterion
        """How many NGOs gave a level that does not count because of a conflict, as it was counted."""
        return self.frozen["recused"]

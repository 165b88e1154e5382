"""What a scorecard keeps of each milestone, as typed objects: the promise and everything said of it.

Each object stands over the frozen content and reads a part of it when that is asked for: a page of one milestone does
not pay for the texts of all others.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from checkmyogp.domain.conflicts import Conflict
from checkmyogp.domain.findings import Counting
from checkmyogp.domain.revisions import AnswerKind
from checkmyogp.domain.scales import Account, Confidence, Silence
from checkmyogp.domain.wording import Wording
from checkmyogp.snapshots.schema import (
    ExtractedMilestone,
    FrozenAccount,
    FrozenAnswer,
    FrozenAnswerToReply,
    FrozenAssessment,
    FrozenEvidence,
    FrozenMilestone,
    FrozenReply,
    FrozenReport,
)


def account_of(frozen: FrozenAccount) -> Account:
    """A level or a silence."""
    return frozen if isinstance(frozen, int) else Silence(frozen["silence"])


@dataclass(frozen=True, slots=True)
class Lead:
    """An organisation that leads a milestone."""

    key: str
    name: Wording


@dataclass(frozen=True, slots=True)
class Due:
    """When a milestone is due: as the plan prints it, and the days that this names as YYYY-MM-DD."""

    printed: str
    starts: str
    ends: str
    """The last day; empty where the plan names none."""


@dataclass(frozen=True, slots=True)
class PublishedEvidence:
    """A piece of evidence as it was published; what is not known of it is empty."""

    url: str
    title: str
    publisher: str
    day: str
    """The day it was published on, as YYYY-MM-DD."""
    page: str
    quotation: str

    @classmethod
    def of(cls, frozen: FrozenEvidence) -> "PublishedEvidence":
        """Read one piece."""
        return cls(
            frozen["url"],
            frozen["title"],
            frozen["publisher"],
            frozen.get("published", ""),
            frozen.get("page", ""),
            frozen.get("quotation", ""),
        )


@dataclass(frozen=True, slots=True)
class ReportedBand:
    """The agency's own band, and the version of the crosswalk by which it was read."""

    crosswalk: str
    version: int
    raw: str


@dataclass(frozen=True)
class ReportEntry:
    """One agency's account on one criterion."""

    frozen: FrozenReport

    @property
    def agency(self) -> str:
        """Who reported, by its key."""
        return self.frozen["agency"]

    @property
    def criterion(self) -> str:
        """What it is about, by its key."""
        return self.frozen["criterion"]

    @property
    def account(self) -> Account:
        """The level, or why there is none."""
        return account_of(self.frozen["account"])

    @property
    def stands(self) -> bool:
        """Whether it is the latest of its criterion."""
        return self.frozen["stands"]

    @property
    def band(self) -> ReportedBand | None:
        """The band it was reported in; nothing where it was reported as a level."""
        frozen = self.frozen
        if "raw" in frozen and "crosswalk" in frozen and "crosswalk_version" in frozen:
            return ReportedBand(frozen["crosswalk"], frozen["crosswalk_version"], frozen["raw"])
        return None

    @property
    def quarter(self) -> str:
        """Which quarter it is about, as "2025-Q2"; empty for the whole period."""
        return self.frozen.get("quarter", "")

    @property
    def narrative(self) -> str:
        """What the agency wrote."""
        return self.frozen["narrative"]

    @property
    def language(self) -> str:
        """What it is written in."""
        return self.frozen["language"]

    @property
    def day(self) -> date:
        """The day it was submitted on, in UTC."""
        return datetime.fromisoformat(self.frozen["submitted_at"]).date()

    @property
    def evidence(self) -> tuple[PublishedEvidence, ...]:
        """What it rests on."""
        return tuple(PublishedEvidence.of(piece) for piece in self.frozen["evidence"])


@dataclass(frozen=True)
class AnswerEntry:
    """One NGO's answer on one criterion."""

    frozen: FrozenAnswer

    @property
    def criterion(self) -> str:
        """What it is about, by its key."""
        return self.frozen["criterion"]

    @property
    def account(self) -> Account:
        """The account that stands."""
        return account_of(self.frozen["account"])

    @property
    def first(self) -> Account | None:
        """What it said before it revised; nothing where its first account stands."""
        return account_of(self.frozen["first"]["account"]) if "first" in self.frozen else None

    @property
    def confidence(self) -> Confidence | None:
        """How sure the NGO is; nothing where it did not say."""
        return Confidence(self.frozen["confidence"]) if "confidence" in self.frozen else None

    @property
    def reason(self) -> str:
        """Why it stands where it stands."""
        return self.frozen["reason"]

    @property
    def language(self) -> str:
        """What the reason is written in."""
        return self.frozen["language"]

    @property
    def evidence(self) -> tuple[PublishedEvidence, ...]:
        """What it rests on."""
        return tuple(PublishedEvidence.of(piece) for piece in self.frozen["evidence"])


@dataclass(frozen=True, slots=True)
class ConflictEntry:
    """A conflict of interest, with the NGO's own words where it declared it."""

    conflict: Conflict
    explanation: str


@dataclass(frozen=True)
class AssessmentEntry:
    """One NGO on one milestone."""

    frozen: FrozenAssessment

    @property
    def rater(self) -> str:
        """The NGO's key."""
        return self.frozen["rater"]

    @property
    def counting(self) -> Counting:
        """Whether its answers count, and if not, why not."""
        return Counting(self.frozen["counting"])

    @property
    def conflicts(self) -> tuple[ConflictEntry, ...]:
        """Its conflicts of interest with the milestone."""
        return tuple(
            ConflictEntry(Conflict(row["conflict"]), row.get("explanation", "")) for row in self.frozen["conflicts"]
        )

    @cached_property
    def answers(self) -> Mapping[str, AnswerEntry]:
        """Its answers by criterion."""
        return {answer["criterion"]: AnswerEntry(answer) for answer in self.frozen["answers"]}


@dataclass(frozen=True)
class AnswerToReplyEntry:
    """What one NGO did after one reply."""

    frozen: FrozenAnswerToReply

    @property
    def rater(self) -> str:
        """The NGO's key."""
        return self.frozen["rater"]

    @property
    def kind(self) -> AnswerKind:
        """Whether it keeps its scores or revised them."""
        return AnswerKind(self.frozen["kind"])

    @property
    def reason(self) -> str:
        """What it wrote."""
        return self.frozen["reason"]

    @property
    def language(self) -> str:
        """What that is written in."""
        return self.frozen["language"]

    @property
    def levels(self) -> Mapping[str, int]:
        """The levels it revised to, by criterion."""
        return self.frozen["levels"]


@dataclass(frozen=True)
class ReplyEntry:
    """What one agency replied, and what the NGOs answered."""

    frozen: FrozenReply

    @property
    def agency(self) -> str:
        """Who replied, by its key."""
        return self.frozen["agency"]

    @property
    def text(self) -> str:
        """What it wrote."""
        return self.frozen["text"]

    @property
    def language(self) -> str:
        """What that is written in."""
        return self.frozen["language"]

    @property
    def day(self) -> date:
        """The day of the reply, in UTC."""
        return datetime.fromisoformat(self.frozen["replied_at"]).date()

    @property
    def evidence(self) -> tuple[PublishedEvidence, ...]:
        """What it rests on."""
        return tuple(PublishedEvidence.of(piece) for piece in self.frozen["evidence"])

    @property
    def answers(self) -> tuple[AnswerToReplyEntry, ...]:
        """What NGOs answered, in the order of their keys."""
        return tuple(AnswerToReplyEntry(answer) for answer in self.frozen["answers"])


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
    def due(self) -> Due:
        """When it is due."""
        due = self.frozen["due"]
        return Due(due["printed"], due["starts"], due.get("ends", ""))

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

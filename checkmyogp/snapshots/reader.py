"""A snapshot as its pages read it. Everything shown comes from the snapshot's bytes and from nothing else."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property
from typing import Any

from checkmyogp.domain.findings import Counting
from checkmyogp.domain.scales import Account, Silence
from checkmyogp.domain.wording import Wording

HEADLINE = "completion"
"""The criterion that the finding is about."""

Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts over the active milestones of a plan or a commitment, on one criterion."""

    active: int
    assessed: int
    civil_society_at_top: int
    split: int
    withdrawn: int
    reported: int = 0
    comparable: int = 0
    government_at_top: int = 0
    fragile: int = 0
    outcomes: Mapping[str, int] | None = None

    def outcome(self, key: str) -> int:
        """How many milestones come to this."""
        return (self.outcomes or {}).get(key, 0)


@dataclass(frozen=True, slots=True)
class LevelWords:
    """One step of a scale, with its words."""

    value: int
    key: str
    name: Wording
    descriptor: Wording


@dataclass(frozen=True, slots=True)
class ShownExtension:
    """A deadline that was moved while the round was open."""

    closed_before: datetime
    closes_now: datetime
    reason: Wording


@dataclass(frozen=True)
class CriterionView:
    """One criterion of the snapshot's rubric with its figures."""

    rubric: Plain
    figures: Plain

    @property
    def key(self) -> str:
        """The criterion's key."""
        return str(self.rubric["key"])

    @property
    def compared(self) -> bool:
        """Whether the government is asked the same."""
        return bool(self.rubric["compared"])

    @cached_property
    def name(self) -> Wording:
        """What it is called."""
        return Wording.restored(self.rubric["name"])

    @cached_property
    def question(self) -> Wording:
        """What is asked."""
        return Wording.restored(self.rubric["question"])

    @cached_property
    def levels(self) -> tuple[LevelWords, ...]:
        """Its scale, ascending."""
        return tuple(
            LevelWords(
                level["value"], level["key"], Wording.restored(level["name"]), Wording.restored(level["descriptor"])
            )
            for level in self.rubric["levels"]
        )

    def level(self, value: int) -> LevelWords:
        """One step of the scale."""
        return next(level for level in self.levels if level.value == value)

    @cached_property
    def counts(self) -> Counts:
        """Counts over the plan."""
        return Counts(**self.figures["counts"])

    @cached_property
    def milestones(self) -> Mapping[str, Plain]:
        """The figures of each milestone by its number."""
        return {figure["number"]: figure for figure in self.figures["milestones"]}


@dataclass(frozen=True)
class Scorecard:
    """One published version of a scorecard."""

    content: Plain
    digest: str

    @classmethod
    def of(cls, frozen: bytes, digest: str) -> "Scorecard":
        """Read a snapshot's bytes, which were checked when they were frozen."""
        return cls(json.loads(frozen), digest)

    @property
    def demonstration(self) -> bool:
        """Whether everything but the plan is invented."""
        return bool(self.content["demonstration"])

    @property
    def version(self) -> int:
        """Its version; corrections count up."""
        return int(self.content["version"])

    @property
    def plan_slug(self) -> str:
        """The plan's name in addresses."""
        return str(self.content["plan"]["slug"])

    @property
    def round_slug(self) -> str:
        """The round's name in addresses."""
        return str(self.content["round"]["slug"])

    @property
    def quorum(self) -> int:
        """The fewest counted NGOs for a position."""
        return int(self.content["method"]["quorum"])

    @cached_property
    def member(self) -> Wording:
        """The country or locality."""
        return Wording.restored(self.content["member"]["name"])

    @cached_property
    def plan(self) -> Wording:
        """The plan's title."""
        return Wording.restored(self.content["plan"]["title"])

    @cached_property
    def round_name(self) -> Wording:
        """The round's name."""
        return Wording.restored(self.content["round"]["name"])

    @cached_property
    def correction(self) -> Wording | None:
        """Why this version replaced an earlier one; nothing for the first."""
        return Wording.restored(self.content["correction"]) if "correction" in self.content else None

    @cached_property
    def extensions(self) -> tuple[ShownExtension, ...]:
        """How the deadline was moved, the first time first."""
        return tuple(
            ShownExtension(
                datetime.fromisoformat(each["closed_before"]),
                datetime.fromisoformat(each["closes_now"]),
                Wording.restored(each["reason"]),
            )
            for each in self.content.get("extensions", ())
        )

    @property
    def published_on(self) -> date:
        """The day of its publication, in UTC."""
        return datetime.fromisoformat(self.content["published_at"]).date()

    @cached_property
    def raters(self) -> Mapping[str, Wording]:
        """The NGOs that scored, by key."""
        return {rater["key"]: Wording.restored(rater["name"]) for rater in self.content["raters"]}

    @cached_property
    def agencies(self) -> Mapping[str, Wording]:
        """The agencies that lead or report, by key."""
        leads = (lead for milestone in self.content["milestones"] for lead in milestone["leads"])
        everybody = {entry["key"]: entry["name"] for entry in (*leads, *self.content["agencies"])}
        return {key: Wording.restored(name) for key, name in everybody.items()}

    @cached_property
    def commitments(self) -> Mapping[str, Wording]:
        """Titles of commitments and sub-commitments by number, in the plan's order."""
        return {entry["number"]: Wording.restored(entry["title"]) for entry in self.content["commitments"]}

    @cached_property
    def tops(self) -> Mapping[str, str]:
        """For each commitment's number that of the commitment at the top."""
        tops: dict[str, str] = {}
        for entry in self.content["commitments"]:
            tops[entry["number"]] = tops[entry["within"]] if "within" in entry else entry["number"]
        return tops

    @cached_property
    def milestones(self) -> Mapping[str, Plain]:
        """The milestones by number, in the plan's order."""
        return {milestone["number"]: milestone for milestone in self.content["milestones"]}

    def assessments(self, number: str) -> Sequence[Plain]:
        """What each NGO said of a milestone; an extract keeps it as text, to be read where it is shown."""
        kept = self.milestones[number]["assessments"]
        return json.loads(kept) if isinstance(kept, str) else kept

    @cached_property
    def titles(self) -> Mapping[str, Wording]:
        """The titles of milestones by number, in the plan's order."""
        return {number: Wording.restored(milestone["title"]) for number, milestone in self.milestones.items()}

    @cached_property
    def criteria(self) -> Mapping[str, CriterionView]:
        """The criteria by key, in the rubric's order."""
        figures = {figure["criterion"]: figure for figure in self.content["figures"]}
        return {
            # An extract names every criterion, and has the figures of one.
            criterion["key"]: CriterionView(criterion, figures.get(criterion["key"], {}))
            for criterion in self.content["rubric"]["criteria"]
        }

    @property
    def replied(self) -> int:
        """To the scores of how many milestones an agency replied."""
        return sum(bool(milestone.get("replies")) for milestone in self.milestones.values())

    @property
    def not_replied(self) -> int:
        """To the scores of how many milestones an agency that leads them did not reply."""
        return sum(bool(milestone.get("silent_leads")) for milestone in self.milestones.values())

    def before_replies(self, criterion: CriterionView) -> CriterionView:
        """A criterion with its figures from before anybody revised anything."""
        figures = self.content.get("figures_before_replies", self.content["figures"])
        return CriterionView(
            criterion.rubric, next(figure for figure in figures if figure["criterion"] == criterion.key)
        )

    @property
    def headline(self) -> CriterionView:
        """The criterion that the finding is about."""
        return self.criteria[HEADLINE]


def account(plain: int | Mapping[str, str]) -> Account:
    """A level or a silence from its plain form."""
    return plain if isinstance(plain, int) else Silence(plain["silence"])


def position(plain: Plain) -> Fraction | Silence:
    """Civil society's median or its silence from its plain form."""
    return Silence(plain["silence"]) if "silence" in plain else Fraction(plain["exact"])


def recused(milestone: Plain, criterion: str) -> int:
    """How many NGOs gave a level that does not count because of a conflict; an extract says the number itself."""
    if "recused" in milestone:
        return int(milestone["recused"])
    return sum(
        assessment["counting"] == Counting.RECUSED.value
        and any(
            answer["criterion"] == criterion and isinstance(answer["account"], int) for answer in assessment["answers"]
        )
        for assessment in milestone["assessments"]
    )

"""A published scorecard, or an extract of one, as pages read it: everything shown comes from the frozen bytes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache

from checkmyogp.domain.records import MilestoneRecord
from checkmyogp.domain.rubrics import Criterion
from checkmyogp.domain.wording import Wording
from checkmyogp.snapshots import recomputation
from checkmyogp.snapshots.criteria import CriterionView
from checkmyogp.snapshots.entries import ExtractedMilestoneEntry, MilestoneEntry
from checkmyogp.snapshots.schema import (
    HEADLINE_OF_FORM_1,
    AnyFigures,
    FrozenExtract,
    FrozenFrame,
    FrozenScorecard,
)
from checkmyogp.snapshots.vignette_readings import PublishedVignettes, vignettes_of


@dataclass(frozen=True, slots=True)
class PublishedExtension:
    """A deadline that was moved while the round was open."""

    closed_before: datetime
    closes_now: datetime
    reason: Wording


@dataclass(frozen=True, slots=True)
class PublishedMethod:
    """What the figures depend on besides the scores."""

    version: int
    quorum: int
    seed: int
    draws: int


@dataclass(frozen=True)
class Frame:
    """What a scorecard and its extracts say alike."""

    frozen: FrozenFrame
    digest: str

    @property
    def demonstration(self) -> bool:
        """Whether everything but the plan is invented."""
        return self.frozen["demonstration"]

    @property
    def version(self) -> int:
        """Its version; corrections count up."""
        return self.frozen["version"]

    @property
    def plan_slug(self) -> str:
        """The plan's name in addresses."""
        return self.frozen["plan"]["slug"]

    @property
    def round_slug(self) -> str:
        """The round's name in addresses."""
        return self.frozen["round"]["slug"]

    @property
    def period_ends(self) -> str:
        """The last day that the round is about, as YYYY-MM-DD."""
        return self.frozen["round"]["period"]["ends"]

    @property
    def method(self) -> PublishedMethod:
        """What its figures depend on besides the scores."""
        used = self.frozen["method"]
        return PublishedMethod(used["version"], used["quorum"], used["seed"], used["draws"])

    @property
    def quorum(self) -> int:
        """The fewest counted NGOs for a position."""
        return self.frozen["method"]["quorum"]

    @property
    def rubric(self) -> tuple[str, int]:
        """The key and version of the rubric: levels of another one mean something else."""
        return self.frozen["rubric"]["key"], self.frozen["rubric"]["version"]

    @cached_property
    def member(self) -> Wording:
        """The country or locality."""
        return Wording.restored(self.frozen["member"]["name"])

    @cached_property
    def plan(self) -> Wording:
        """The plan's title."""
        return Wording.restored(self.frozen["plan"]["title"])

    @cached_property
    def round_name(self) -> Wording:
        """The round's name."""
        return Wording.restored(self.frozen["round"]["name"])

    @cached_property
    def correction(self) -> Wording | None:
        """Why this version replaced an earlier one; nothing for the first."""
        return Wording.restored(self.frozen["correction"]) if "correction" in self.frozen else None

    @property
    def registered(self) -> str:
        """The digest of what was registered at the opening; empty for a round that was opened before that."""
        return self.frozen.get("registered", "")

    @property
    def published_on(self) -> date:
        """The day of its publication, in UTC."""
        return datetime.fromisoformat(self.frozen["published_at"]).date()

    @cached_property
    def raters(self) -> Mapping[str, Wording]:
        """The NGOs that scored, by key."""
        return {rater["key"]: Wording.restored(rater["name"]) for rater in self.frozen["raters"]}

    @cached_property
    def commitments(self) -> Mapping[str, Wording]:
        """Titles of commitments and sub-commitments by number, in the plan's order."""
        return {entry["number"]: Wording.restored(entry["title"]) for entry in self.frozen["commitments"]}

    @cached_property
    def tops(self) -> Mapping[str, str]:
        """For each commitment's number that of the commitment at the top."""
        return recomputation.tops_of(self.frozen["commitments"])

    @property
    def headline_key(self) -> str:
        """The key of the criterion that the finding is about."""
        return self.frozen["rubric"].get("headline", HEADLINE_OF_FORM_1)

    def judged(self, criterion: str) -> Criterion:
        """A criterion as the method takes it."""
        return next(each for each in recomputation.criteria(self.frozen["rubric"]) if each.key == criterion)

    def band(self, crosswalk: str, version: int, raw: str) -> Wording:
        """An administration's own band in words."""
        found = next(
            each for each in self.frozen["crosswalks"] if (each["key"], each["version"]) == (crosswalk, version)
        )
        return next(Wording.restored(band["name"]) for band in found["bands"] if band["raw"] == raw)


@dataclass(frozen=True)
class Scorecard(Frame):
    """One version of a scorecard, whole."""

    frozen: FrozenScorecard

    @classmethod
    def of(cls, frozen: bytes, digest: str) -> "Scorecard":
        """Read a snapshot's bytes, which were checked when they were frozen."""
        return _scorecard(frozen, digest)

    @cached_property
    def milestones(self) -> Mapping[str, MilestoneEntry]:
        """The milestones by number, in the plan's order."""
        return {milestone["number"]: MilestoneEntry(milestone) for milestone in self.frozen["milestones"]}

    @property
    def titles(self) -> Mapping[str, Wording]:
        """The titles of milestones by number, in the plan's order."""
        return {number: milestone.title for number, milestone in self.milestones.items()}

    @cached_property
    def agencies(self) -> Mapping[str, Wording]:
        """The agencies that lead or report, by key."""
        return _agencies(self)

    @cached_property
    def criteria(self) -> Mapping[str, CriterionView]:
        """The criteria by key, in the rubric's order."""
        return _criteria(self.frozen, self.frozen["figures"])

    @property
    def headline(self) -> CriterionView:
        """The criterion that the finding is about."""
        return self.criteria[self.headline_key]

    def before_replies(self, criterion: CriterionView) -> CriterionView:
        """A criterion with its figures from before anybody revised anything."""
        return _before_replies(self.frozen, criterion)

    def records(self, criterion: str) -> list[MilestoneRecord]:
        """Everything said on one criterion, as it is recomputed from."""
        return recomputation.records_of(self.frozen, self.judged(criterion))

    def vignettes(self, criterion: str) -> PublishedVignettes | None:
        """The vignettes of a criterion; nothing where the round had none."""
        return vignettes_of(self.frozen, criterion)

    @property
    def revised(self) -> bool:
        """Whether an NGO revised a level after a reply."""
        return recomputation.is_revised(self.frozen)

    @cached_property
    def extensions(self) -> tuple[PublishedExtension, ...]:
        """How the deadline was moved, the first time first."""
        return tuple(
            PublishedExtension(
                datetime.fromisoformat(each["closed_before"]),
                datetime.fromisoformat(each["closes_now"]),
                Wording.restored(each["reason"]),
            )
            for each in self.frozen.get("extensions", ())
        )

    @property
    def replied(self) -> int:
        """To the scores of how many milestones an agency replied."""
        return sum(bool(milestone.replies) for milestone in self.milestones.values())

    @property
    def not_replied(self) -> int:
        """To the scores of how many milestones an agency that leads them did not reply."""
        return sum(bool(milestone.silent_leads) for milestone in self.milestones.values())


@dataclass(frozen=True)
class Extract(Frame):
    """What a scorecard says on one criterion, without its texts; it is no scorecard and cannot be taken for one."""

    frozen: FrozenExtract

    @classmethod
    def of(cls, frozen: bytes, digest: str) -> "Extract":
        """Read an extract's bytes; ``digest`` is the scorecard's."""
        return _extract(frozen, digest)

    @cached_property
    def milestones(self) -> Mapping[str, ExtractedMilestoneEntry]:
        """The milestones by number, in the plan's order."""
        return {milestone["number"]: ExtractedMilestoneEntry(milestone) for milestone in self.frozen["milestones"]}

    @cached_property
    def agencies(self) -> Mapping[str, Wording]:
        """The agencies that lead or report, by key."""
        return _agencies(self)

    @cached_property
    def criteria(self) -> Mapping[str, CriterionView]:
        """Every criterion by key, in the rubric's order; figures has the one that this is an extract on."""
        return _criteria(self.frozen, self.frozen["figures"])

    def before_replies(self, criterion: CriterionView) -> CriterionView:
        """The criterion with its figures from before anybody revised anything."""
        return _before_replies(self.frozen, criterion)


KEPT = 16
"""How many of each are kept as they were read, by their very bytes: reading one costs more than a page made from it."""


@lru_cache(maxsize=KEPT)
def _scorecard(frozen: bytes, digest: str) -> Scorecard:
    return Scorecard(json.loads(frozen), digest)


@lru_cache(maxsize=KEPT)
def _extract(frozen: bytes, digest: str) -> Extract:
    return Extract(json.loads(frozen), digest)


Readable = Scorecard | Extract
"""What a page about one criterion can be made from."""


def _agencies(readable: Readable) -> dict[str, Wording]:
    leads = {lead.key: lead.name for milestone in readable.milestones.values() for lead in milestone.leads}
    return leads | {agency["key"]: Wording.restored(agency["name"]) for agency in readable.frozen["agencies"]}


def _criteria(frame: FrozenFrame, figures: list[AnyFigures]) -> dict[str, CriterionView]:
    published = {figure["criterion"]: figure for figure in figures}
    return {
        criterion["key"]: CriterionView(criterion, published.get(criterion["key"]), frame["method"]["version"])
        for criterion in frame["rubric"]["criteria"]
    }


def _before_replies(frozen: FrozenScorecard | FrozenExtract, criterion: CriterionView) -> CriterionView:
    figures = frozen.get("figures_before_replies", frozen["figures"])
    found = next(each for each in figures if each["criterion"] == criterion.key)
    return CriterionView(criterion.frozen, found, criterion.method_version)

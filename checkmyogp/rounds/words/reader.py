"""A round's words as its pages and figures read them, from what was kept at its opening or from the rows of today.

Whoever asks cannot tell which: only a draft follows the rows.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from checkmyogp.domain.dates import Bounds, Due, OpenEnded
from checkmyogp.domain.plans import About, Note
from checkmyogp.domain.wording import TextStanding, Version, Wording
from checkmyogp.plans.models import Commitment, Edition, Plan
from checkmyogp.rounds.words.schema import AT_THE_OPENING, KeptMilestone, KeptWording, KeptWords
from checkmyogp.rubrics.models import CriterionRow, CrosswalkVersion


@dataclass(frozen=True, slots=True)
class ScoredPlan:
    """The plan as a round judges it."""

    ogp_id: str
    number: int
    title: Wording
    starts: date
    ends: date

    @classmethod
    def of_row(cls, row: Plan) -> "ScoredPlan":
        """As it is called today."""
        return cls(row.ogp_id, row.number, row.title, row.starts, row.ends)


@dataclass(frozen=True, slots=True)
class ScoredCommitment:
    """A commitment as a round knows it."""

    number: str
    title: Wording
    place: int
    """Its place in the plan."""
    within: str
    """The number of the commitment above it; empty for one at the top."""

    @classmethod
    def of_row(cls, row: Commitment) -> "ScoredCommitment":
        """As it is called today."""
        return cls(row.number, row.title, row.place, row.parent.number if row.parent else "")


@dataclass(frozen=True, slots=True)
class ScoredEdition:
    """A milestone's edition in the words that a round scores."""

    number: int
    withdrawn: bool
    title: Wording
    text: Wording
    outputs: tuple[Wording, ...]
    due_printed: str
    due_starts: date
    due_ends: date | None
    """Empty where the plan names no end."""
    notes: tuple[Note, ...]

    @property
    def due(self) -> Due:
        """The bounds of its due date."""
        return OpenEnded(self.due_starts) if self.due_ends is None else Bounds(self.due_starts, self.due_ends)

    @classmethod
    def of_row(cls, row: Edition, kept: KeptMilestone | None) -> "ScoredEdition":
        """An edition in the words that were kept of it, or in those of today where none were."""
        return cls(
            number=row.number,
            withdrawn=row.withdrawn,
            title=_wording(kept["title"]) if kept else row.title,
            text=_wording(kept["text"]) if kept else row.text,
            outputs=tuple(_wording(output) for output in kept["outputs"]) if kept else row.outputs,
            due_printed=row.due_printed,
            due_starts=row.due_starts,
            due_ends=row.due_ends,
            notes=_notes(kept) if kept else row.notes,
        )


def _notes(kept: KeptMilestone) -> tuple[Note, ...]:
    return tuple(Note(About(note["about"]), _wording(note["text"])) for note in kept["notes"])


def _wording(kept: KeptWording) -> Wording:
    return Wording(tuple(Version(each["language"], each["text"], TextStanding(each["status"])) for each in kept))


@dataclass(frozen=True, slots=True)
class ScoredLevel:
    """One step of a scale, in the words it is chosen by."""

    value: int
    key: str
    name: Wording
    descriptor: Wording


@dataclass(frozen=True, slots=True)
class ScoredCriterion:
    """One criterion, in the words it is answered by."""

    key: str
    name: Wording
    question: Wording
    compared: bool
    evidence_from: int
    levels: tuple[ScoredLevel, ...]

    @classmethod
    def of_row(cls, row: CriterionRow) -> "ScoredCriterion":
        """As it is worded today."""
        levels = tuple(ScoredLevel(each.value, each.key, each.name, each.descriptor) for each in row.levels)
        return cls(row.key, row.name, row.question, row.compared, row.evidence_from, levels)


@dataclass(frozen=True, slots=True)
class ScoredCrosswalk:
    """What a version of a crosswalk and its bands are called."""

    name: Wording
    source: Wording
    bands: Mapping[str, Wording]
    """By the value that agencies report."""

    @classmethod
    def of_row(cls, row: CrosswalkVersion) -> "ScoredCrosswalk":
        """As they are called today."""
        return cls(row.name, row.source, {band.raw: band.name for band in row.bands})


class OpeningWords:
    """What was kept at a round's opening; each part is read when it is asked for."""

    def __init__(self, content: bytes) -> None:
        self.kept: KeptWords = json.loads(content)

    @property
    def since_opening(self) -> bool:
        """Whether they are those of the opening itself: an upgrade kept those of a round that is older than this."""
        return self.kept["kept"] == AT_THE_OPENING

    @property
    def member_name(self) -> Wording:
        """What the country or locality is called."""
        return _wording(self.kept["member"]["name"])

    @property
    def time_zone(self) -> str:
        """Whose clock its deadlines are set and read by."""
        return self.kept["member"]["time_zone"]

    @cached_property
    def plan(self) -> ScoredPlan:
        """The plan."""
        kept = self.kept["plan"]
        starts, ends = date.fromisoformat(kept["starts"]), date.fromisoformat(kept["ends"])
        return ScoredPlan(kept["ogp_id"], kept["number"], _wording(kept["title"]), starts, ends)

    @cached_property
    def commitments(self) -> tuple[ScoredCommitment, ...]:
        """Commitments and sub-commitments, in the plan's order."""
        return tuple(
            ScoredCommitment(kept["number"], _wording(kept["title"]), place, kept.get("within", ""))
            for place, kept in enumerate(self.kept["commitments"], start=1)
        )

    @cached_property
    def milestones(self) -> Mapping[str, KeptMilestone]:
        """What was kept of each milestone, by its number."""
        return {kept["number"]: kept for kept in self.kept["milestones"]}

    def commitment_of(self, milestone: str) -> ScoredCommitment:
        """The commitment under which the milestone of this number stands."""
        number = self.milestones[milestone]["commitment"]
        return next(each for each in self.commitments if each.number == number)

    @cached_property
    def names(self) -> Mapping[str, Wording]:
        """The names of the organisations that were known, by their keys."""
        return {kept["key"]: _wording(kept["name"]) for kept in self.kept["organisations"]}

    @cached_property
    def criteria(self) -> tuple[ScoredCriterion, ...]:
        """The rubric's criteria, in its order."""
        return tuple(
            ScoredCriterion(
                key=kept["key"],
                name=_wording(kept["name"]),
                question=_wording(kept["question"]),
                compared=kept["compared"],
                evidence_from=kept["evidence_from"],
                levels=tuple(
                    ScoredLevel(
                        each["value"],
                        each["key"],
                        _wording(each["name"]),
                        _wording(each["descriptor"]),
                    )
                    for each in kept["levels"]
                ),
            )
            for kept in self.kept["criteria"]
        )

    @cached_property
    def crosswalks(self) -> Mapping[tuple[str, int], ScoredCrosswalk]:
        """The member's crosswalks that were known, by key and version."""
        return {
            (kept["key"], kept["version"]): ScoredCrosswalk(
                _wording(kept["name"]),
                _wording(kept["source"]),
                {band["raw"]: _wording(band["name"]) for band in kept["bands"]},
            )
            for kept in self.kept["crosswalks"]
        }

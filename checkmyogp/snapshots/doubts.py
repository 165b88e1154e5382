"""How sure published figures are, as typed objects: which NGOs, who kept silent, which way, how the scale is read.

Published from version 2 of the method; what each means stands in the module of ``domain.method_2`` that computes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.divergence import Verdict
from checkmyogp.domain.method_2.direction import FEWEST_COMMITMENTS_FOR_A_DIRECTION
from checkmyogp.domain.method_2.headline_counts import Headline
from checkmyogp.snapshots.numbers import Figure, PublishedInterval


@dataclass(frozen=True, slots=True)
class PublishedRange:
    """The fewest and the most that a count came to."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class PublishedRanges:
    """How far each headline count goes."""

    counts: Mapping[Headline, PublishedRange]
    mean_distance: PublishedInterval | Undefined | None = None
    """The least and the greatest mean distance; nothing where the government is not asked."""


@dataclass(frozen=True, slots=True)
class Panels:
    """The same over the panels of one size."""

    size: int
    possible: int
    tried: int
    ranges: PublishedRanges

    @property
    def drawn(self) -> bool:
        """Whether only some of them were tried."""
        return self.tried < self.possible


@dataclass(frozen=True, slots=True)
class FlipCount:
    """How many milestones of one verdict have this flip number."""

    verdict: Verdict
    flip_number: int
    milestones: int


@dataclass(frozen=True, slots=True)
class PublishedDirection:
    """The signs of the plan by commitment, and how many of all flips are at least as one-sided."""

    by_commitment: tuple[tuple[str, int], ...]
    as_extreme: int
    flips: int

    @property
    def can_show(self) -> bool:
        """Whether there are enough commitments for any result to show anything."""
        return len(self.by_commitment) >= FEWEST_COMMITMENTS_FOR_A_DIRECTION


@dataclass(frozen=True, slots=True)
class Change:
    """A milestone that comes to something else when the same scores are read otherwise."""

    milestone: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ReadOtherwise:
    """One band read one level lower or higher."""

    crosswalk: str
    version: int
    band: str
    published: int
    read_as: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Lean:
    """How much higher or lower an NGO scores than the others do on the same milestones."""

    rater: str
    lean: Figure


@dataclass(frozen=True, slots=True)
class Certainty:
    """Points A to E on one criterion."""

    flip_numbers: tuple[FlipCount, ...]
    panels: tuple[Panels, ...]
    """From one NGO fewer down to the quorum."""
    one_ngo: PublishedRanges
    two_ngos: PublishedRanges
    missing: int
    """How many scores are missing."""
    missing_scores: PublishedRanges
    direction: PublishedDirection | None
    """Nothing where the government is not asked; so are ``bands`` and what changes without leans."""
    bands: tuple[ReadOtherwise, ...]
    leans: tuple[Lean, ...]
    without_leans: tuple[Change, ...]

    def flipping(self, verdicts: frozenset[Verdict]) -> list[tuple[int, int]]:
        """For these verdicts together each flip number, ascending, with how many milestones have it."""
        found: dict[int, int] = {}
        for each in self.flip_numbers:
            if each.verdict in verdicts:
                found[each.flip_number] = found.get(each.flip_number, 0) + each.milestones
        return sorted(found.items())

"""The published figures of a scorecard, as typed objects: read, never computed.

One vocabulary for both versions of the method. What only version 2 publishes is nothing in a scorecard of version 1.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.irm import Lifting
from checkmyogp.domain.method_2.headline_counts import Headline
from checkmyogp.domain.method_2.panel_reliability import AlphaMark, NoPanelReliability
from checkmyogp.domain.method_2.positions import Middle
from checkmyogp.domain.method_2.silences import PRECEDENCE
from checkmyogp.domain.method_2.verdicts import Alignment
from checkmyogp.domain.scales import Account, Silence
from checkmyogp.snapshots.numbers import Figure, PublishedInterval


@dataclass(frozen=True, slots=True)
class PublishedPosition:
    """Where civil society stands, and how far apart its NGOs are."""

    middle: Middle
    lowest: int
    highest: int
    split: bool
    at_top: bool
    """Whether it is at the highest level, as the version of the method that computed it has it."""

    @property
    def spread(self) -> int:
        """How many levels lie between the least and the most favourable NGO."""
        return self.highest - self.lowest


@dataclass(frozen=True, slots=True)
class PublishedSupport:
    """How many NGOs stand below, at and above the government's level."""

    below: int
    at: int
    above: int

    @property
    def raters(self) -> int:
        """How many NGOs count."""
        return self.below + self.at + self.above


@dataclass(frozen=True, slots=True)
class MilestoneFigures:
    """One milestone on one criterion."""

    number: str
    levels: tuple[int, ...]
    """The levels that count, ascending."""
    position: PublishedPosition | Silence
    government: Account
    """Not reported where the government is not asked."""
    outcome: str
    """The verdict or the silence in its place; of civil society alone its silence, or empty."""
    support: PublishedSupport | None
    fragile: bool
    without_interested: str
    """What it comes to without the interested NGOs; empty where there are none."""
    distance: int | None = None
    """Levels from the government's to the nearer of the middle two; from version 2, where there is a verdict."""
    flip_number: int | None = None
    """How many NGOs would have to change for another verdict; from version 2."""
    alignment: Alignment | None = None
    """What "aligned" means of it; from version 2."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts over the active milestones of a plan or a commitment, on one criterion."""

    active: int
    withdrawn: int
    split: int
    fragile: int
    headlines: Mapping[Headline, int]
    civil_society: tuple[tuple[Middle | Silence, int], ...]
    """Of how many milestones it stands where; the list adds up to ``active``."""
    government: tuple[tuple[Account, int], ...]
    """What it said of how many; this list adds up as well, and is empty where the government is not asked."""
    not_comparable: tuple[tuple[Silence, int], ...]
    """Why how many cannot be compared."""
    due: int | None = None
    """How many were due by the end of the period; from version 2."""
    mean_distance: Figure | Undefined | None = None
    """The mean of signed distances in levels; from version 2, where the government is asked."""

    def of(self, headline: Headline) -> int:
        """One of the headline counts."""
        return self.headlines.get(headline, 0)

    @property
    def silent_both(self) -> int:
        """How many milestones cannot be compared."""
        return self.active - self.of(Headline.COMPARABLE)


@dataclass(frozen=True, slots=True)
class PublishedLevel:
    """A commitment's level by a rule, and on how many of its milestones it rests."""

    level: Account
    milestones: int


@dataclass(frozen=True, slots=True)
class PublishedLevels:
    """A commitment's levels by one rule."""

    civil_society: PublishedLevel
    government: PublishedLevel | None
    """Nothing where the government is not asked."""


@dataclass(frozen=True, slots=True)
class CommitmentFigures:
    """One commitment on one criterion."""

    number: str
    counts: Counts
    derived: Mapping[Lifting, PublishedLevels]
    """By rule; from version 2."""


@dataclass(frozen=True, slots=True)
class PanelMiddle:
    """How reliable the middle of a panel is, and of how many NGOs the panel is."""

    raters: Figure
    value: Figure


@dataclass(frozen=True, slots=True)
class OnlyInVersion2:
    """What version 2 publishes about the agreement among NGOs, beside what both versions do."""

    mark: AlphaMark | None
    """What such an alpha is good for; nothing where alpha is not printed."""
    interval: PublishedInterval | Undefined
    panel: PanelMiddle | Undefined | NoPanelReliability
    exact_by_chance: Figure | Undefined
    adjacent_by_chance: Figure | Undefined


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the NGOs agree among themselves, and on how much that rests."""

    alpha: Figure | Undefined
    ac2: Figure | Undefined
    exact_agreement: Figure | Undefined
    adjacent_agreement: Figure | Undefined
    milestones: int
    raters: int
    values: int
    more: OnlyInVersion2 | None = None


def in_order(counted: Mapping[str, int]) -> tuple[tuple[Silence, int], ...]:
    """The silences that are counted, in the published order; keys of a snapshot are sorted by their letters."""
    return tuple((silence, counted[silence.value]) for silence in PRECEDENCE if silence.value in counted)

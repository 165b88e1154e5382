"""The published figures of a scorecard, as typed objects: read, never computed."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.scales import Account, Silence
from checkmyogp.snapshots.entries import account_of
from checkmyogp.snapshots.schema import (
    FrozenAgreement,
    FrozenCommitmentFigures,
    FrozenFigures,
    FrozenInterval,
    FrozenMilestoneFigures,
    FrozenNumber,
    FrozenPosition,
    FrozenSupport,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number: exact as a fraction, and as it is shown."""

    exact: str
    shown: str

    @property
    def value(self) -> Fraction:
        """The exact number."""
        return Fraction(self.exact)


def figure_of(frozen: FrozenNumber) -> Figure | Undefined:
    """A number, or why it is not computed."""
    if "exact" in frozen and "shown" in frozen:
        return Figure(frozen["exact"], frozen["shown"])
    return Undefined(frozen.get("undefined", ""))


@dataclass(frozen=True, slots=True)
class PublishedInterval:
    """The ends of an interval."""

    low: Figure
    high: Figure


def interval_of(frozen: FrozenInterval) -> PublishedInterval | Undefined:
    """An interval, or why there is none."""
    if "low" in frozen and "high" in frozen:
        low, high = figure_of(frozen["low"]), figure_of(frozen["high"])
        if isinstance(low, Figure) and isinstance(high, Figure):
            return PublishedInterval(low, high)
    return Undefined(frozen.get("undefined", ""))


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
class PublishedSupport:
    """How many NGOs stand below, at and above the government's level."""

    below: int
    at: int
    above: int
    clear: bool

    @property
    def raters(self) -> int:
        """How many NGOs count."""
        return self.below + self.at + self.above


@dataclass(frozen=True, slots=True)
class Median:
    """Where civil society stands, and how far apart its NGOs are."""

    exact: Fraction
    shown: str
    lowest: int
    highest: int
    coverage: str
    """The least probability, in per cent, that the spread covers the median."""
    split: bool


def _position(frozen: FrozenPosition) -> Median | Silence:
    if "silence" in frozen:
        return Silence(frozen["silence"])
    return Median(
        Fraction(frozen.get("exact", "")),
        frozen.get("shown", ""),
        frozen.get("lowest", 0),
        frozen.get("highest", 0),
        frozen.get("coverage", {}).get("shown", ""),
        frozen.get("split", False),
    )


@dataclass(frozen=True, slots=True)
class MilestoneFigures:
    """One milestone on one criterion."""

    number: str
    levels: tuple[int, ...]
    """The levels that count, ascending."""
    position: Median | Silence
    government: Account
    """Not reported where the government is not asked."""
    outcome: str
    """The verdict or the silence in its place; of civil society alone its silence, or empty."""
    divergence: Figure | None
    """Government minus civil society; nothing where one of them is silent."""
    support: PublishedSupport | None
    fragile: bool
    without_interested: str
    """What it comes to without the interested NGOs; empty where there are none."""

    @classmethod
    def of(cls, frozen: FrozenMilestoneFigures) -> "MilestoneFigures":
        """Read them."""
        position = _position(frozen["position"])
        divergence = figure_of(frozen["divergence"]) if "divergence" in frozen else None
        return cls(
            number=frozen["number"],
            levels=tuple(frozen["levels"]),
            position=position,
            government=account_of(frozen["government"]) if "government" in frozen else Silence.NOT_REPORTED,
            outcome=frozen.get("outcome", position.value if isinstance(position, Silence) else ""),
            divergence=divergence if isinstance(divergence, Figure) else None,
            support=_support(frozen["support"]) if "support" in frozen else None,
            fragile=frozen.get("fragile", False),
            without_interested=frozen["without_interested"]["outcome"] if "without_interested" in frozen else "",
        )


def _support(frozen: FrozenSupport) -> PublishedSupport:
    return PublishedSupport(**frozen)


@dataclass(frozen=True, slots=True)
class CommitmentFigures:
    """One commitment on one criterion."""

    number: str
    counts: Counts
    civil_society: Account
    """The level derived from civil society's positions."""
    government: Account
    """The level derived from the government's; not reported where it is not asked."""

    @classmethod
    def of(cls, frozen: FrozenCommitmentFigures) -> "CommitmentFigures":
        """Read them."""
        derived = frozen["derived"]
        return cls(
            frozen["number"],
            Counts(**frozen["counts"]),
            account_of(derived["civil_society"]),
            account_of(derived["government"]) if "government" in derived else Silence.NOT_REPORTED,
        )


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the NGOs agree among themselves, and on how much that rests."""

    alpha: Figure | Undefined
    interval: PublishedInterval | Undefined
    ac2: Figure | Undefined
    exact_agreement: Figure | Undefined
    adjacent_agreement: Figure | Undefined
    commitments: int
    milestones: int
    raters: int
    values: int

    @classmethod
    def of(cls, frozen: FrozenAgreement) -> "Agreement":
        """Read it."""
        return cls(
            figure_of(frozen["alpha"]),
            interval_of(frozen["interval"]),
            figure_of(frozen["ac2"]),
            figure_of(frozen["exact_agreement"]),
            figure_of(frozen["adjacent_agreement"]),
            frozen["commitments"],
            frozen["milestones"],
            frozen["raters"],
            frozen["values"],
        )


@dataclass(frozen=True, slots=True)
class MeanDivergence:
    """The mean signed divergence over comparable milestones."""

    mean: Figure | Undefined
    interval: PublishedInterval | Undefined


@dataclass(frozen=True)
class CriterionFigures:
    """Everything published on one criterion; read part by part, since an extract at the close lacks the plan's."""

    frozen: FrozenFigures

    @cached_property
    def counts(self) -> Counts:
        """Counts over the plan."""
        return Counts(**self.frozen["counts"])

    @property
    def agreement(self) -> Agreement:
        """The agreement among NGOs."""
        return Agreement.of(self.frozen["agreement"])

    @property
    def commitments(self) -> tuple[CommitmentFigures, ...]:
        """Each commitment, in the plan's order."""
        return tuple(CommitmentFigures.of(each) for each in self.frozen["commitments"])

    @cached_property
    def _by_number(self) -> Mapping[str, FrozenMilestoneFigures]:
        return {each["number"]: each for each in self.frozen["milestones"]}

    def milestone(self, number: str) -> MilestoneFigures:
        """One milestone."""
        return MilestoneFigures.of(self._by_number[number])

    @property
    def mean_divergence(self) -> MeanDivergence | None:
        """The mean divergence; nothing where the government is not asked."""
        if "mean_divergence" not in self.frozen:
            return None
        frozen = self.frozen["mean_divergence"]
        return MeanDivergence(figure_of(frozen), interval_of(frozen["interval"]))

    @property
    def leave_one_out(self) -> tuple[int, int] | None:
        """The fewest and most milestones "government higher" if any one NGO is left out; nothing without NGOs."""
        found: Any = self.frozen.get("leave_one_out", {})
        return (found["low"], found["high"]) if "low" in found else None

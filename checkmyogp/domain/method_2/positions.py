"""Where civil society stands on one milestone: a level that somebody gave, or two of them, never a half.

Only the order of levels is used. Source: the published method, version 2, section "One milestone, one criterion".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from checkmyogp.domain.divergence import SPREAD_THAT_SPLITS
from checkmyogp.domain.scales import Silence


@dataclass(frozen=True, slots=True, order=True)
class Middle:
    """The middle level of some NGOs, twice; for an even number of them the middle two, which may differ."""

    lower: int
    upper: int

    @property
    def between(self) -> bool:
        """Whether the middle two differ, so that the position is said as "between Informed and Involved"."""
        return self.lower != self.upper

    @classmethod
    def around(cls, median: Fraction) -> "Middle":
        """The level that a median of version 1 falls on, or the two that it falls between."""
        lower = median.numerator // median.denominator
        return cls(lower, lower if median.denominator == 1 else lower + 1)


@dataclass(frozen=True, slots=True)
class CountedLevels:
    """The levels that count, ascending: at least one, and at least a quorum."""

    levels: tuple[int, ...]

    @property
    def raters(self) -> int:
        """How many NGOs count."""
        return len(self.levels)

    @property
    def middle(self) -> Middle:
        """Civil society's position."""
        return Middle(self.levels[(self.raters - 1) // 2], self.levels[self.raters // 2])

    @property
    def lowest(self) -> int:
        """The least favourable level."""
        return self.levels[0]

    @property
    def highest(self) -> int:
        """The most favourable level."""
        return self.levels[-1]

    @property
    def spread(self) -> int:
        """How many levels lie between the least and the most favourable NGO."""
        return self.highest - self.lowest

    @property
    def split(self) -> bool:
        """Whether the NGOs stand two or more levels apart."""
        return self.spread >= SPREAD_THAT_SPLITS

    def at_top(self, highest: int) -> bool:
        """Whether more than half of the NGOs gave the scale's highest level ("complete")."""
        return 2 * self.levels.count(highest) > self.raters


def counted(levels: Iterable[int], *, quorum: int, otherwise: Silence) -> CountedLevels | Silence:
    """The levels that count, where they are a quorum; ``otherwise`` names the silence of no level at all."""
    ascending = tuple(sorted(levels))
    if not ascending:
        return otherwise
    return CountedLevels(ascending) if len(ascending) >= quorum else Silence.NO_QUORUM

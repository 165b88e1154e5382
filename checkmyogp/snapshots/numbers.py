"""Published numbers as typed objects: exact, and as they are shown."""

from dataclasses import dataclass
from fractions import Fraction

from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.snapshots.schema import FrozenInterval, FrozenNumber


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

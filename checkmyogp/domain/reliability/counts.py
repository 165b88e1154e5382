"""How often each level was given to one milestone: all that the coefficients need to know of the scores.

Krippendorff calls what is scored a *unit*; here it is a milestone. Silences are left out before counting.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, starmap
from operator import mul, sub


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """How many raters gave each level to one unit, in the order of the rubric's full list of levels."""

    by_level: tuple[int, ...]

    @classmethod
    def of(cls, given: Iterable[int], levels: Sequence[int]) -> "UnitCounts":
        """Count the levels that one unit was given, in any order.

        Raises:
            ValueError: when a level is not on the rubric.
        """
        values = tuple(given)
        unit = cls(tuple(map(values.count, levels)))
        if unit.values != len(values):
            raise ValueError(f"{values} are not all among the levels {tuple(levels)}")
        return unit

    @property
    def values(self) -> int:
        """How many levels the unit was given."""
        return sum(self.by_level)

    @property
    def pairable(self) -> bool:
        """Whether two raters can be compared on this unit."""
        return self.values > 1


def refuse_disorder(levels: Sequence[int]) -> None:
    """Stop before an order that is none turns into a coefficient that looks right.

    Raises:
        ValueError: unless there are two or more levels, ascending.
    """
    if len(levels) < 2 or any(low >= high for low, high in pairwise(levels)):  # noqa: PLR2004
        raise ValueError(f"{tuple(levels)} is no scale: it takes two or more levels, ascending")


def products(numbers: Iterable[int]) -> list[int]:
    """The product of every two numbers, in the order of ``itertools.combinations``."""
    return list(starmap(mul, combinations(numbers, 2)))


def squared_distances(places: Iterable[int]) -> list[int]:
    """The squared distance between every two places, in the order of ``itertools.combinations``."""
    return [gap * gap for gap in starmap(sub, combinations(places, 2))]

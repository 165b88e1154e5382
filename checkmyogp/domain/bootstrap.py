"""How far a published figure could move if other commitments had been in the plan.

Milestones of one commitment resemble each other, so whole commitments are drawn again, never single milestones.
Source: Efron and Tibshirani 1993, "An Introduction to the Bootstrap" (percentile interval); the published method,
section "A commitment, a plan".
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum, unique
from fractions import Fraction
from random import Random
from typing import TypeVar

FEWEST_COMMITMENTS = 8

Cluster = TypeVar("Cluster")


@unique
class Undefined(StrEnum):
    """Why a coefficient or its interval has no value. The values are the keys used in snapshots and exports."""

    NO_PAIRS = "no_pairs"
    """Nothing was scored by two parties."""

    NO_VARIATION = "no_variation"
    """Every value is the same, so agreement cannot be told from habit."""

    TOO_FEW_MILESTONES = "too_few_milestones"
    """Too few milestones were scored by two parties for a coefficient to mean anything."""

    TOO_FEW_COMMITMENTS = "too_few_commitments"
    """Too few commitments to draw from."""

    NO_DEFINED_DRAW = "no_defined_draw"
    """The figure had a value in none of the draws."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The middle 95 % of the values a figure took when the commitments were drawn again."""

    low: Fraction
    high: Fraction
    draws: int  # all that were made
    undefined: int  # those among them in which the figure had no value, and which the interval leaves out


def bootstrap(
    clusters: Sequence[Cluster],
    statistic: Callable[[Sequence[Cluster]], Fraction | Undefined],
    *,
    seed: int,
    draws: int,
) -> Interval | Undefined:
    """The 95 % percentile interval of a statistic over clusters, or why there is none.

    The rule, so that a stranger can draw the same:

    1. ``generator = random.Random(seed)``, made once; each of the ``draws`` draws takes the clusters at
       ``generator.choices(range(n), k=n)``, n being their number. The order of ``clusters`` is part of the result.
    2. Draws in which the statistic is undefined are counted in ``undefined`` and left out; m values remain.
    3. The m values are sorted ascending. By nearest rank the low end is the value at index ``ceil(m * 25 / 1000) - 1``
       and the high end the one at ``ceil(m * 975 / 1000) - 1``, counted from 0: nothing is interpolated.

    Raises:
        ValueError: when no draw is asked for.
    """
    if draws < 1:
        raise ValueError("a bootstrap needs at least one draw")
    if len(clusters) < FEWEST_COMMITMENTS:
        return Undefined.TOO_FEW_COMMITMENTS
    generator = Random(seed)  # noqa: S311  # The draws have to be repeatable, not secret.
    results = [statistic(generator.choices(clusters, k=len(clusters))) for _ in range(draws)]
    values = ascending([result for result in results if not isinstance(result, Undefined)])
    if not values:
        return Undefined.NO_DEFINED_DRAW
    return Interval(
        low=values[rank(len(values), per_mille=25)],
        high=values[rank(len(values), per_mille=975)],
        draws=draws,
        undefined=draws - len(values),
    )


def rank(count: int, *, per_mille: int) -> int:
    """The index, counted from 0, of the nearest rank among ``count`` ascending values."""
    return -(-count * per_mille // 1000) - 1


def ascending(values: Sequence[Fraction]) -> list[Fraction]:
    """Sorted, exactly as ``sorted`` would, in a fraction of its time.

    Two different fractions lie at least 1 / (product of their denominators) apart. Multiplied by a power of two above
    that product they lie at least 1 apart, and then their integer parts alone put them in order.
    """
    shift = 2 * max((value.denominator.bit_length() for value in values), default=0)
    return sorted(values, key=lambda value: (value.numerator << shift) // value.denominator)

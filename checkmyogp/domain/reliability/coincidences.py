"""Krippendorff's alpha, from counts that add up.

Source: Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", sections B to E: the coincidence matrix, and
the nominal, ordinal and interval metrics. Some packages give another measure the name "ordinal".
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum, unique
from fractions import Fraction
from itertools import accumulate, combinations
from math import lcm
from operator import add, mul

from checkmyogp.domain.bootstrap import Interval, Undefined, bootstrap
from checkmyogp.domain.reliability.counts import UnitCounts, products, refuse_disorder, squared_distances


@unique
class Metric(StrEnum):
    """What the distance between two levels is taken to be."""

    NOMINAL = "nominal"
    """Different is different."""

    ORDINAL = "ordinal"
    """Levels lie as far apart as the values given in between are many. The one we publish."""

    INTERVAL = "interval"
    """Levels lie as far apart as their numbers."""


@dataclass(frozen=True, slots=True)
class Coincidences:
    """Krippendorff's coincidence matrix in whole numbers, symmetric, so that only half of it is kept.

    Those of separate sets of units add up to those of all of them together, which is why commitments can be drawn
    again without looking at a score twice.
    """

    levels: tuple[int, ...]
    scale: int  # what the disagreements were multiplied by to make them whole
    marginals: tuple[int, ...]  # how often each level occurs among the pairable values
    disagreements: tuple[int, ...]  # for every two levels, in the order of itertools.combinations

    @classmethod
    def of(cls, units: Iterable[UnitCounts], levels: Sequence[int]) -> "Coincidences":
        """Count the coincidences of the units' values; a unit with fewer than two values has none.

        Raises:
            ValueError: when the levels are not in order, or the units were counted by other levels.
        """
        refuse_disorder(levels)
        marginals = [0] * len(levels)
        by_weight: dict[int, list[int]] = {}
        for unit in units:
            if not unit.pairable:
                continue
            marginals = [total + count for total, count in zip(marginals, unit.by_level, strict=True)]
            pairs = products(unit.by_level)
            weight = unit.values - 1  # Each of a unit's m values stands in m - 1 pairs and shall count once.
            by_weight[weight] = list(map(add, by_weight[weight], pairs)) if weight in by_weight else pairs
        scale = lcm(*by_weight)
        whole = [[pairs * (scale // weight) for pairs in sums] for weight, sums in by_weight.items()]
        none = [0] * len(products(levels))
        return cls(tuple(levels), scale, tuple(marginals), tuple(map(sum, zip(none, *whole, strict=True))))

    def __add__(self, other: "Coincidences") -> "Coincidences":
        """The coincidences of both sets of units.

        Raises:
            ValueError: when the two were counted by different levels.
        """
        refuse_mixture([self, other])
        scale = lcm(self.scale, other.scale)
        return Coincidences(
            self.levels,
            scale,
            tuple(map(add, self.marginals, other.marginals)),
            tuple(map(add, self.disagreements_by(scale), other.disagreements_by(scale))),
        )

    def disagreements_by(self, scale: int) -> tuple[int, ...]:
        """The disagreements multiplied by another scale, a multiple of the present one."""
        return tuple(count * (scale // self.scale) for count in self.disagreements)

    @property
    def values(self) -> int:
        """How many values can be paired with another of the same unit."""
        return sum(self.marginals)

    @property
    def rows(self) -> tuple[tuple[Fraction, ...], ...]:
        """The whole matrix as Krippendorff prints it."""
        size = len(self.levels)
        matrix = [[Fraction(0)] * size for _ in self.levels]
        for (one, other), count in zip(combinations(range(size), 2), self.disagreements, strict=True):
            matrix[one][other] = matrix[other][one] = Fraction(count, self.scale)
        for place, marginal in enumerate(self.marginals):
            matrix[place][place] = marginal - sum(matrix[place], Fraction())
        return tuple(map(tuple, matrix))


def alpha(coincidences: Coincidences, metric: Metric) -> Fraction | Undefined:
    """Krippendorff's alpha: 1 for perfect agreement, 0 for what chance gives, below 0 for worse.

    Every disagreement counts with its squared distance: what was observed is set against what the same values would
    give if they had been dealt to the units by chance. Where all values are the same nothing could have disagreed, and
    alpha is undefined, not 1.
    """
    marginals = coincidences.marginals
    distances = SQUARED[metric](coincidences.levels, marginals)
    return less_than_chance(marginals, coincidences.disagreements, distances, coincidences.scale)


def all_alike(levels: Sequence[int], _marginals: Sequence[int]) -> list[int]:
    """The nominal metric: one level is as far from the next as from any other."""
    return [1] * len(products(levels))


def by_values_between(_levels: Sequence[int], marginals: Sequence[int]) -> list[int]:
    """The ordinal metric, four times over to stay whole.

    Krippendorff's sum of the marginals from c to k, less half of both ends, is the way from the middle of c to the
    middle of k when all values lie in one row, sorted. Taken twice, neighbours lie the sum of their marginals apart.
    """
    return squared_distances(accumulate(map(add, marginals, marginals[1:]), initial=0))


def by_number(levels: Sequence[int], _marginals: Sequence[int]) -> list[int]:
    """The interval metric: the difference of the levels themselves."""
    return squared_distances(levels)


SQUARED: Mapping[Metric, Callable[[Sequence[int], Sequence[int]], list[int]]] = {
    Metric.NOMINAL: all_alike,
    Metric.ORDINAL: by_values_between,
    Metric.INTERVAL: by_number,
}
"""The squared distance between every two levels, up to one factor for all, which alpha does not notice."""


def less_than_chance(
    marginals: Sequence[int], disagreements: Iterable[int], distances: Sequence[int], scale: int
) -> Fraction | Undefined:
    """By what share the observed disagreement, still multiplied by ``scale``, stays below that of chance."""
    if not (values := sum(marginals)):
        return Undefined.NO_PAIRS
    expected = sum(map(mul, products(marginals), distances)) * scale
    if not expected:
        return Undefined.NO_VARIATION
    observed = sum(map(mul, disagreements, distances)) * (values - 1)
    return Fraction(expected - observed, expected)


def refuse_mixture(counted: Sequence[Coincidences]) -> None:
    """Stop before counts of different things are added.

    Raises:
        ValueError: when not all were counted by the same levels.
    """
    if len(scales := {coincidences.levels for coincidences in counted}) > 1:
        raise ValueError(f"counts by different levels cannot be added: {sorted(scales)}")


def alpha_interval(clusters: Sequence[Coincidences], metric: Metric, *, seed: int, draws: int) -> Interval | Undefined:
    """The bootstrap interval of alpha over clusters, each given by the coincidences of its own units.

    A draw adds up the clusters' counts and never returns to the scores. All counts of a cluster stand side by side in
    one integer, in fields wide enough for the largest possible sum: so adding two clusters is adding two numbers.

    Raises:
        ValueError: when not all clusters were counted by the same levels, or no draw is asked for.
    """
    refuse_mixture(clusters)
    if not clusters:
        return Undefined.TOO_FEW_COMMITMENTS
    levels = clusters[0].levels
    scale = lcm(*(cluster.scale for cluster in clusters))
    rows = [cluster.marginals + cluster.disagreements_by(scale) for cluster in clusters]
    width = (len(rows) * max(map(max, rows))).bit_length()
    offsets = [width * place for place in range(len(rows[0]))]
    field = (1 << width) - 1
    squared = SQUARED[metric]

    def alpha_of(drawn: Sequence[int]) -> Fraction | Undefined:
        together = sum(drawn)
        sums = [together >> offset & field for offset in offsets]
        marginals = sums[: len(levels)]
        return less_than_chance(marginals, sums[len(levels) :], squared(levels, marginals), scale)

    side_by_side = [sum(count << offset for count, offset in zip(row, offsets, strict=True)) for row in rows]
    return bootstrap(side_by_side, alpha_of, seed=seed, draws=draws)

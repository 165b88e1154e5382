"""Our alpha against PyPI's `krippendorff`, which the application itself never imports.

The comparison is tried on wrong metrics too: a harness that cannot turn red proves nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import cache
from random import Random

import krippendorff
import numpy as np
import pytest

from checkmyogp.domain.reliability import Coincidences, Metric, Undefined, UnitCounts, alpha
from checkmyogp.domain.reliability.coincidences import less_than_chance
from checkmyogp.domain.reliability.counts import squared_distances
from tests.unit.domain.written_scores import EXAMPLE_A, table

MATRICES = 3_000
CLOSE = 1e-9

Row = list[int | None]
Matrix = tuple[list[Row], Sequence[int]]
Distances = Callable[[Coincidences], list[int]]
Alpha = Callable[[Coincidences, Metric], Fraction | Undefined]


def random_matrix(random: Random) -> Matrix:
    """One row for each unit, one column for each rater, with gaps; often skewed, sometimes without any variation."""
    lowest = random.choice([-1, 0, 1])
    levels = range(lowest, lowest + random.randint(2, 6))
    popularity = random.choice([[1] * 6, [40, 4, 1, 1, 1, 1], [1, 0, 0, 0, 0, 0], [1, 1, 8, 8, 1, 1]])[: len(levels)]
    silence = random.choice([0, 20, 50, 85])
    raters = random.randint(2, 7)
    rows: list[Row] = [
        [None if random.randrange(100) < silence else random.choices(levels, popularity)[0] for _ in range(raters)]
        for _ in range(random.randint(1, 15))
    ]
    return rows, levels


@cache
def matrices() -> list[Matrix]:
    random = Random(2011)  # noqa: S311  # Repeatable, not secret.
    return [random_matrix(random) for _ in range(MATRICES)]


def library_says(matrix: Matrix, metric: Metric) -> float | Undefined:
    """What the library finds, with its error and its NaN called by our names."""
    rows, levels = matrix
    if all(sum(level is not None for level in row) < 2 for row in rows):
        with pytest.raises(ValueError, match="at least one unit with values assigned by at least two coders"):
            ask(rows, levels, metric)
        return Undefined.NO_PAIRS
    result = ask(rows, levels, metric)
    return Undefined.NO_VARIATION if np.isnan(result) else result


def ask(rows: list[Row], levels: Sequence[int], metric: Metric) -> float:
    raters_by_units = np.array([[np.nan if level is None else level for level in row] for row in rows]).T
    # Without variation the library divides nothing by nothing.
    with np.errstate(invalid="ignore"):
        return float(krippendorff.alpha(raters_by_units, value_domain=list(levels), level_of_measurement=metric.value))


@cache
def answers(metric: Metric) -> list[float | Undefined]:
    return [library_says(matrix, metric) for matrix in matrices()]


def coincidences(matrix: Matrix) -> Coincidences:
    rows, levels = matrix
    return Coincidences.of([UnitCounts.of([v for v in row if v is not None], levels) for row in rows], levels)


def mismatches(ours: Alpha, metric: Metric) -> Iterator[str]:
    """One sentence for each matrix on which we and the library differ."""
    for matrix, expected in zip(matrices(), answers(metric), strict=True):
        result = ours(coincidences(matrix), metric)
        if isinstance(result, Undefined) or isinstance(expected, Undefined):
            agree = result is expected
        else:
            agree = abs(float(result) - expected) <= CLOSE
        if not agree:
            yield f"{metric}: {result} instead of {expected} on {matrix}"


def by(distances: Distances) -> Alpha:
    """Alpha by a metric of one's own, whatever metric is asked for."""

    def own_alpha(counts: Coincidences, _metric: Metric) -> Fraction | Undefined:
        return less_than_chance(counts.marginals, counts.disagreements, distances(counts), counts.scale)

    return own_alpha


def interval_called_ordinal(counts: Coincidences) -> list[int]:
    return squared_distances(counts.levels)


def gwet_s_ordinal(counts: Coincidences) -> list[int]:
    """What some packages call ordinal: how many pairs of levels a stretch of the scale holds, given or not."""
    stretches = [b - a for place, a in enumerate(counts.levels) for b in counts.levels[place + 1 :]]
    return [stretch * (stretch + 1) // 2 for stretch in stretches]


def ordinal_without_the_halves(counts: Coincidences) -> list[int]:
    """The ordinal metric when one forgets to take off half of both ends."""
    marginals = counts.marginals
    places = range(len(marginals))
    return [sum(marginals[a : b + 1]) ** 2 for a in places for b in places[a + 1 :]]


@pytest.mark.parametrize("metric", Metric)
def test_alpha_is_what_the_library_finds(metric: Metric):
    assert list(mismatches(alpha, metric)) == []


@pytest.mark.parametrize("metric", Metric)
def test_the_matrices_include_those_without_a_value(metric: Metric):
    found = answers(metric)

    assert found.count(Undefined.NO_PAIRS) > 20
    assert found.count(Undefined.NO_VARIATION) > 20
    assert sum(isinstance(answer, float) for answer in found) > MATRICES // 2


@pytest.mark.parametrize("wrong", [interval_called_ordinal, gwet_s_ordinal, ordinal_without_the_halves])
def test_a_wrong_ordinal_metric_is_found_out(wrong: Distances):
    assert len(list(mismatches(by(wrong), Metric.ORDINAL))) > MATRICES // 4


def test_one_for_no_variation_is_found_out():
    def generous(counts: Coincidences, metric: Metric) -> Fraction | Undefined:
        result = alpha(counts, metric)
        return Fraction(1) if result is Undefined.NO_VARIATION else result

    found = list(mismatches(generous, Metric.ORDINAL))

    assert len(found) == answers(Metric.ORDINAL).count(Undefined.NO_VARIATION)


def test_the_other_ordinal_is_the_one_that_the_method_warns_of():
    counts = coincidences((table(EXAMPLE_A), range(1, 6)))

    wrong, right = by(gwet_s_ordinal)(counts, Metric.ORDINAL), alpha(counts, Metric.ORDINAL)

    assert isinstance(wrong, Fraction)
    assert isinstance(right, Fraction)
    assert (f"{float(wrong):.3f}", f"{float(right):.3f}") == ("0.834", "0.815")

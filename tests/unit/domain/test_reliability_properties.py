"""What must hold of agreement whatever the scores are."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations
from random import Random

from hypothesis import assume, given, settings
from hypothesis.strategies import DrawFn, composite, integers, lists, sampled_from, tuples
from hypothesis.strategies import permutations as orders

from checkmyogp.domain.bootstrap import Interval
from checkmyogp.domain.reliability import (
    Coincidences,
    Metric,
    Severity,
    Undefined,
    UnitCounts,
    adjacent_agreement,
    alpha,
    alpha_interval,
    exact_agreement,
    gwet_ac2,
    severity,
    weighted_kappa,
)

LEVELS = range(-1, 4)
Units = list[list[int]]

one_level = sampled_from(LEVELS)
any_units = lists(lists(one_level, max_size=5), max_size=12)
comparable_units = lists(lists(one_level, min_size=2, max_size=5), min_size=1, max_size=12)
metrics = sampled_from(Metric)


@composite
def shuffled(draw: DrawFn) -> tuple[Units, Units]:
    """Units, and the same with milestones and raters in another order."""
    units = draw(any_units)
    return units, [draw(orders(unit)) for unit in draw(orders(units))]


def counted(units: Units, levels: Sequence[int] = LEVELS) -> list[UnitCounts]:
    return [UnitCounts.of(unit, levels) for unit in units]


def alpha_of(units: Units, metric: Metric, levels: Sequence[int] = LEVELS) -> Fraction | Undefined:
    return alpha(Coincidences.of(counted(units, levels), levels), metric)


def ac2_by_the_book(units: Units, levels: Sequence[int]) -> Fraction:
    """Gwet 2014 word for word: weights, weighted counts, prevalences."""
    weight = {(k, i): 1 - Fraction((k - i) ** 2, (levels[-1] - levels[0]) ** 2) for k in levels for i in levels}
    scored = [unit for unit in units if unit]
    paired = [unit for unit in units if len(unit) > 1]
    paired_shares = (
        Fraction(unit.count(k))
        * (sum(weight[k, i] * unit.count(i) for i in levels) - 1)
        / (len(unit) * (len(unit) - 1))
        for unit in paired
        for k in levels
    )
    observed = sum(paired_shares, Fraction()) / len(paired)
    prevalence = [
        sum((Fraction(unit.count(k), len(unit)) for unit in scored), Fraction()) / len(scored) for k in levels
    ]
    spread = sum((share * (1 - share) for share in prevalence), Fraction())
    by_chance = sum(weight.values(), Fraction()) / (len(levels) * (len(levels) - 1)) * spread
    return (observed - by_chance) / (1 - by_chance)


def kappa_by_the_book(pairs: list[tuple[int, int]], levels: Sequence[int]) -> Fraction:
    """Cohen 1968: weighted agreement observed, less that of chance, over what chance leaves open."""
    widest = (levels[-1] - levels[0]) ** 2
    weight = {(k, i): 1 - Fraction((k - i) ** 2, widest) for k in levels for i in levels}
    ones, others = zip(*pairs, strict=True)
    observed = sum((weight[pair] for pair in pairs), Fraction()) / len(pairs)
    by_chance = sum(
        (weight[k, i] * Fraction(ones.count(k) * others.count(i), len(pairs) ** 2) for k in levels for i in levels),
        Fraction(),
    )
    return (observed - by_chance) / (1 - by_chance)


@given(shuffled(), metrics)
def test_the_order_of_raters_and_milestones_is_irrelevant(two: tuple[Units, Units], metric: Metric):
    units, others = two

    assert alpha_of(units, metric) == alpha_of(others, metric)
    assert gwet_ac2(counted(units), LEVELS) == gwet_ac2(counted(others), LEVELS)
    assert exact_agreement(counted(units)) == exact_agreement(counted(others))
    assert adjacent_agreement(counted(units), LEVELS) == adjacent_agreement(counted(others), LEVELS)


@given(lists(tuples(one_level, integers(2, 5)), min_size=1), metrics)
def test_perfect_agreement_is_one_if_anything_varies(units: list[tuple[int, int]], metric: Metric):
    perfect = [[level] * raters for level, raters in units]
    varies = len({level for level, _ in units}) > 1

    assert alpha_of(perfect, metric) == (1 if varies else Undefined.NO_VARIATION)
    assert gwet_ac2(counted(perfect), LEVELS) == 1
    assert exact_agreement(counted(perfect)) == 1


@given(comparable_units, metrics)
def test_only_perfect_agreement_is_one(units: Units, metric: Metric):
    assume(any(len(set(unit)) > 1 for unit in units))

    coefficient, ac2 = alpha_of(units, metric), gwet_ac2(counted(units), LEVELS)

    assert isinstance(coefficient, Fraction)
    assert coefficient < 1
    assert isinstance(ac2, Fraction)
    assert ac2 < 1
    assert exact_agreement(counted(units)) != 1


@given(any_units, one_level, metrics)
def test_a_milestone_that_one_ngo_scored_does_not_change_alpha(units: Units, alone: int, metric: Metric):
    assert alpha_of([*units, [alone], []], metric) == alpha_of(units, metric)


@given(any_units, any_units)
def test_coincidences_add_up(ones: Units, others: Units):
    together = Coincidences.of(counted(ones + others), LEVELS)

    assert Coincidences.of(counted(ones), LEVELS) + Coincidences.of(counted(others), LEVELS) == together


@given(any_units)
def test_the_rows_of_the_coincidences_are_symmetric_and_sum_to_the_marginals(units: Units):
    coincidences = Coincidences.of(counted(units), LEVELS)

    rows = coincidences.rows

    assert rows == tuple(zip(*rows, strict=True))
    assert tuple(map(sum, rows)) == coincidences.marginals
    assert sum(map(sum, rows)) == sum(len(unit) for unit in units if len(unit) > 1)


@given(any_units, metrics)
def test_a_scale_turned_upside_down_changes_nothing(units: Units, metric: Metric):
    turned = [[2 - level for level in unit] for unit in units]

    assert alpha_of(turned, metric) == alpha_of(units, metric)
    assert gwet_ac2(counted(turned), LEVELS) == gwet_ac2(counted(units), LEVELS)


@given(any_units, metrics)
def test_levels_that_nobody_gave_do_not_change_alpha(units: Units, metric: Metric):
    assert alpha_of(units, metric, range(-3, 9)) == alpha_of(units, metric)


@given(any_units)
def test_for_the_nominal_metric_levels_are_only_names(units: Units):
    original = alpha_of(units, Metric.NOMINAL)

    for names in list(permutations(LEVELS))[::24]:
        renamed = [[names[level + 1] for level in unit] for unit in units]
        assert alpha_of(renamed, Metric.NOMINAL) == original


@given(any_units)
def test_with_two_levels_all_metrics_are_one(units: Units):
    halved = [[int(level > 1) for level in unit] for unit in units]

    results = {alpha_of(halved, metric, range(2)) for metric in Metric}

    assert len(results) == 1


@given(comparable_units, lists(lists(one_level, max_size=1), max_size=4))
def test_ac2_is_what_the_book_says(units: Units, alone: Units):
    assert gwet_ac2(counted(units + alone), LEVELS) == ac2_by_the_book(units + alone, LEVELS)


@given(comparable_units)
def test_agreement_within_a_level_includes_exact_agreement(units: Units):
    exact, adjacent = exact_agreement(counted(units)), adjacent_agreement(counted(units), LEVELS)

    assert isinstance(exact, Fraction)
    assert isinstance(adjacent, Fraction)
    assert 0 <= exact <= adjacent <= 1


@given(lists(tuples(one_level, one_level), min_size=1))
def test_weighted_kappa_is_what_the_book_says(pairs: list[tuple[int, int]]):
    assume(len({level for pair in pairs for level in pair}) > 1)

    result = weighted_kappa(pairs, LEVELS)

    assert result == kappa_by_the_book(pairs, LEVELS)
    assert result == weighted_kappa([(other, one) for one, other in pairs], LEVELS)


@given(lists(lists(one_level, min_size=2, max_size=2), min_size=1))
def test_the_distances_of_two_raters_cancel(units: Units):
    ratings = {f"m{place}": dict(zip("ab", unit, strict=True)) for place, unit in enumerate(units)}

    distances = severity(ratings)

    assert isinstance(distances["a"], Severity)
    assert isinstance(distances["b"], Severity)
    assert distances["a"].mean == -distances["b"].mean
    assert distances["a"].milestones == distances["b"].milestones == len(units)


@settings(deadline=None)
@given(lists(comparable_units, min_size=8, max_size=10), metrics, integers(0, 2**32))
def test_the_interval_does_not_depend_on_the_order_inside_a_commitment(
    clusters: list[Units], metric: Metric, seed: int
):
    backwards = [[unit[::-1] for unit in cluster[::-1]] for cluster in clusters]

    forth, back = (
        alpha_interval([Coincidences.of(counted(c), LEVELS) for c in order], metric, seed=seed, draws=20)
        for order in (clusters, backwards)
    )

    assert forth == back


@settings(deadline=None)
@given(lists(comparable_units, min_size=8, max_size=10), metrics, integers(0, 2**32))
def test_an_interval_is_drawn_from_the_sums_of_whole_commitments(clusters: list[Units], metric: Metric, seed: int):
    generator = Random(seed)  # noqa: S311  # Repeatable, not secret.
    draws = [generator.choices(range(len(clusters)), k=len(clusters)) for _ in range(20)]
    results = [alpha_of([unit for place in drawn for unit in clusters[place]], metric) for drawn in draws]
    values = sorted(result for result in results if isinstance(result, Fraction))

    interval = alpha_interval([Coincidences.of(counted(c), LEVELS) for c in clusters], metric, seed=seed, draws=20)

    if values:
        assert interval == Interval(values[0], values[-1], 20, 20 - len(values))
    else:
        assert interval is Undefined.NO_DEFINED_DRAW

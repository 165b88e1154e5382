"""Drawing commitments again: the rule that a stand-alone verifier follows."""

from collections.abc import Sequence
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis.strategies import fractions, integers, lists

from checkmyogp.domain.bootstrap import Interval, Undefined, ascending, bootstrap, rank

EIGHT = [3, 1, 4, 1, 5, 9, 2, 6]


def mean(drawn: Sequence[int]) -> Fraction:
    return Fraction(sum(drawn), len(drawn))


def test_an_interval_can_be_drawn_again_from_its_description():
    generator = Random(7)  # noqa: S311  # Repeatable, not secret.
    again = sorted(mean([EIGHT[index] for index in generator.choices(range(8), k=8)]) for _ in range(2_000))

    interval = bootstrap(EIGHT, mean, seed=7, draws=2_000)

    assert interval == Interval(low=again[49], high=again[1_949], draws=2_000, undefined=0)


def test_a_published_interval_stays_what_it_was():
    interval = bootstrap(EIGHT, mean, seed=2026, draws=2_000)

    assert interval == Interval(low=Fraction(17, 8), high=Fraction(23, 4), draws=2_000, undefined=0)


def test_the_same_seed_gives_the_same_interval_and_another_seed_another():
    first, second, other = (bootstrap(EIGHT, mean, seed=seed, draws=200) for seed in (1, 1, 2))

    assert first == second
    assert first != other


def test_the_order_of_the_clusters_is_part_of_the_result():
    forwards = bootstrap(EIGHT, mean, seed=1, draws=200)

    backwards = bootstrap(EIGHT[::-1], mean, seed=1, draws=200)

    assert forwards != backwards


def test_seven_clusters_are_too_few_and_eight_are_enough():
    refused = bootstrap(EIGHT[:7], mean, seed=1, draws=10)
    given_ = bootstrap(EIGHT, mean, seed=1, draws=10)

    assert refused is Undefined.TOO_FEW_COMMITMENTS
    assert isinstance(given_, Interval)


def test_draws_without_a_value_are_left_out_and_counted():
    def mean_with_the_nine(drawn: Sequence[int]) -> Fraction | Undefined:
        return mean(drawn) if 9 in drawn else Undefined.NO_VARIATION

    generator = Random(5)  # noqa: S311  # Repeatable, not secret.
    draws = [generator.choices(EIGHT, k=8) for _ in range(100)]
    kept = sorted(mean(drawn) for drawn in draws if 9 in drawn)

    interval = bootstrap(EIGHT, mean_with_the_nine, seed=5, draws=100)

    assert 0 < len(kept) < 100
    assert interval == Interval(
        low=kept[rank(len(kept), per_mille=25)],
        high=kept[rank(len(kept), per_mille=975)],
        draws=100,
        undefined=100 - len(kept),
    )


def test_a_figure_without_a_value_in_any_draw_has_no_interval():
    interval = bootstrap(EIGHT, lambda _: Undefined.NO_VARIATION, seed=1, draws=10)

    assert interval is Undefined.NO_DEFINED_DRAW


def test_no_draw_at_all_is_refused():
    with pytest.raises(ValueError, match="at least one draw"):
        bootstrap(EIGHT, mean, seed=1, draws=0)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(1, 0, 0), (39, 0, 38), (40, 0, 38), (41, 1, 39), (1_000, 24, 974), (1_999, 49, 1_949), (2_000, 49, 1_949)],
)
def test_the_ends_lie_at_the_nearest_rank(count: int, low: int, high: int):
    ends = rank(count, per_mille=25), rank(count, per_mille=975)

    assert ends == (low, high)


@given(lists(fractions()))
def test_fractions_are_put_in_exact_order(values: list[Fraction]):
    assert ascending(values) == sorted(values)


@given(integers(1, 10**30), integers(-(10**30), 10**30))
def test_fractions_that_nearly_touch_are_put_in_exact_order(denominator: int, whole: int):
    upper, lower = whole + Fraction(1, denominator), whole + Fraction(1, denominator + 1)

    assert ascending([upper, lower]) == [lower, upper]

"""What is printed of a plan's reliability, what is refused, and what each rater does to it."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from checkmyogp.domain.bootstrap import Interval
from checkmyogp.domain.reliability import (
    Coincidences,
    LeftOut,
    Metric,
    Severity,
    Undefined,
    alpha,
    gwet_ac2,
    leave_one_out,
    reliability,
    severity,
)
from tests.unit.domain.written_scores import COMPLETION, EXAMPLE_A, SKEW, ratings, units


def alpha_of(written: str, levels: Sequence[int]) -> Fraction | Undefined:
    return alpha(Coincidences.of(units(written, levels), levels), Metric.ORDINAL)


def one_commitment_each(given: dict[str, dict[str, int]]) -> list[list[str]]:
    return [[milestone] for milestone in given]


def test_a_plan_s_reliability_is_printed_with_all_that_it_rests_on():
    given = ratings(EXAMPLE_A)

    result = reliability(given, one_commitment_each(given), range(1, 6), seed=1, draws=200)

    assert result.alpha == alpha_of(EXAMPLE_A, range(1, 6))
    assert result.ac2 == gwet_ac2(units(EXAMPLE_A, range(1, 6)), range(1, 6))
    assert (result.exact, result.adjacent) == (Fraction(43, 55), Fraction(52, 55))
    assert (result.commitments, result.milestones, result.raters, result.values) == (11, 11, 4, 40)
    assert isinstance(result.interval, Interval)
    assert isinstance(result.alpha, Fraction)
    assert result.interval.low < result.alpha < result.interval.high
    assert (result.interval.draws, result.interval.undefined) == (200, 0)


def test_nine_milestones_are_too_few_for_alpha_and_ten_are_enough():
    nine, ten = (ratings("|".join(["0 1", "2 2", "3 3", "1 1", "0 0"] * 2)[: 4 * count - 1]) for count in (9, 10))

    refused, accepted = (
        reliability(given, one_commitment_each(given), COMPLETION, seed=1, draws=20) for given in (nine, ten)
    )

    assert (refused.milestones, accepted.milestones) == (9, 10)
    assert refused.alpha is Undefined.TOO_FEW_MILESTONES
    assert refused.interval is Undefined.TOO_FEW_MILESTONES
    assert isinstance(refused.ac2, Fraction)
    assert isinstance(accepted.alpha, Fraction)
    assert isinstance(accepted.interval, Interval)


def test_alpha_without_variation_has_no_interval_either():
    given = ratings("|".join(["1 1"] * 10))

    result = reliability(given, one_commitment_each(given), COMPLETION, seed=1, draws=20)

    assert (result.alpha, result.interval) == (Undefined.NO_VARIATION, Undefined.NO_VARIATION)
    assert (result.exact, result.ac2) == (1, 1)


def test_draws_without_variation_are_counted():
    given = ratings(SKEW)

    result = reliability(given, one_commitment_each(given), COMPLETION, seed=1, draws=200)

    assert isinstance(result.interval, Interval)
    assert result.interval.undefined > 0


def test_commitments_that_one_ngo_scored_do_not_make_an_interval():
    given = ratings("|".join(["0 1", "2 2", "3 3", "1 1", "0 0"] * 2 + [". . 1"] * 5))
    milestones = list(given)
    five_with_pairs = [milestones[place : place + 2] for place in range(0, 10, 2)]
    five_without = [[milestone] for milestone in milestones[10:]]

    result = reliability(given, five_with_pairs + five_without, COMPLETION, seed=1, draws=20)

    assert isinstance(result.alpha, Fraction)
    assert result.interval is Undefined.TOO_FEW_COMMITMENTS
    assert (result.commitments, result.milestones, result.raters, result.values) == (5, 10, 2, 20)


def test_a_milestone_of_a_commitment_may_be_without_any_level():
    given = ratings(EXAMPLE_A)
    clusters = one_commitment_each(given)

    with_silent = reliability(given, [["silent"], *clusters], range(1, 6), seed=1, draws=20)

    assert with_silent == reliability(given, clusters, range(1, 6), seed=1, draws=20)


@pytest.mark.parametrize("clusters", [[["m01"]], [["m01", "m02"], ["m02"]], [["m01", "m02", "m02"]]])
def test_a_milestone_outside_any_commitment_or_in_two_is_refused(clusters: list[list[str]]):
    with pytest.raises(ValueError, match="not in exactly one commitment: m02"):
        reliability(ratings("1 1|2 2"), clusters, COMPLETION, seed=1, draws=20)


def test_leaving_out_the_one_who_reads_the_rubric_differently_raises_alpha():
    everyone = alpha_of("|".join(["0 0 3", "1 1 0", "2 2 1", "3 3 3", "0 1 2"] * 2), COMPLETION)
    without_c = alpha_of("|".join(["0 0", "1 1", "2 2", "3 3", "0 1"] * 2), COMPLETION)
    assert isinstance(everyone, Fraction)
    assert isinstance(without_c, Fraction)

    result = leave_one_out(ratings("|".join(["0 0 3", "1 1 0", "2 2 1", "3 3 3", "0 1 2"] * 2)), COMPLETION)

    assert list(result) == ["a", "b", "c"]
    assert result["c"] == LeftOut(alpha=without_c, effect=everyone - without_c)
    assert everyone < without_c


def test_leaving_one_out_may_leave_too_few_milestones():
    given = ratings("|".join(["0 0 .", "1 1 2", "2 2 1", "3 3 3", "0 1 2"] * 2))

    result = leave_one_out(given, COMPLETION)

    assert result["a"] == LeftOut(alpha=Undefined.TOO_FEW_MILESTONES, effect=Undefined.TOO_FEW_MILESTONES)
    assert isinstance(result["c"].effect, Fraction)


def test_where_alpha_is_refused_so_is_every_effect_on_it():
    given = ratings("|".join(["1 1 1"] * 10))

    result = leave_one_out(given, COMPLETION)

    assert set(result.values()) == {LeftOut(alpha=Undefined.NO_VARIATION, effect=Undefined.NO_VARIATION)}


def test_severity_is_the_mean_distance_to_the_mean_of_the_others():
    given = ratings("3 2 1|0 1 .|2 . .")

    result = severity(given)

    assert result == {
        "a": Severity(mean=Fraction(1, 4), milestones=2),
        "b": Severity(mean=Fraction(1, 2), milestones=2),
        "c": Severity(mean=Fraction(-3, 2), milestones=1),
    }


def test_a_rater_whom_nobody_can_be_set_against_has_no_severity():
    result = severity(ratings("1 .|. 2"))

    assert result == {"a": Undefined.NO_PAIRS, "b": Undefined.NO_PAIRS}

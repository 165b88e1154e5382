"""Agreement among NGOs: the numbers of the published method, and what is refused."""

from collections.abc import Sequence
from fractions import Fraction
from math import floor

import pytest

from checkmyogp.domain.reliability import (
    Coincidences,
    Metric,
    Undefined,
    UnitCounts,
    adjacent_agreement,
    alpha,
    alpha_interval,
    exact_agreement,
    gwet_ac2,
    weighted_kappa,
)
from tests.unit.domain.written_scores import COMPLETION, EXAMPLE_A, EXAMPLE_C, OPENING, SKEW, units

SCALE_OF_A = range(1, 6)


def alpha_of(example: str, levels: Sequence[int], metric: Metric = Metric.ORDINAL) -> Fraction | Undefined:
    return alpha(Coincidences.of(units(example, levels), levels), metric)


def printed(value: Fraction | Undefined, decimals: int) -> str:
    """A coefficient as people print it: without the zero before the point, half up."""
    assert isinstance(value, Fraction)
    digits = floor(abs(value) * 10**decimals + Fraction(1, 2))
    return f"{'-' * (value < 0)}.{digits:0{decimals}}"


@pytest.mark.parametrize(
    ("example", "levels", "metric", "expected"),
    [
        (EXAMPLE_A, SCALE_OF_A, Metric.NOMINAL, ".743"),
        (EXAMPLE_A, SCALE_OF_A, Metric.ORDINAL, ".815"),
        (EXAMPLE_A, SCALE_OF_A, Metric.INTERVAL, ".849"),
        (EXAMPLE_C, COMPLETION, Metric.NOMINAL, ".438017"),
        (EXAMPLE_C, COMPLETION, Metric.ORDINAL, ".811942"),
        (EXAMPLE_C, COMPLETION, Metric.INTERVAL, ".815718"),
        (SKEW, COMPLETION, Metric.NOMINAL, "-.0263"),
        (SKEW, COMPLETION, Metric.ORDINAL, "-.0263"),
        (SKEW, COMPLETION, Metric.INTERVAL, "-.0263"),
    ],
)
def test_alpha_hits_the_published_numbers(example: str, levels: range, metric: Metric, expected: str):
    result = alpha_of(example, levels, metric)

    assert printed(result, len(expected.lstrip("-")) - 1) == expected


@pytest.mark.parametrize(
    ("example", "levels", "expected"),
    [
        (EXAMPLE_A, SCALE_OF_A, ".914"),
        (EXAMPLE_C, COMPLETION, ".852930"),
        (EXAMPLE_C, range(5), ".922354"),
        (SKEW, COMPLETION, ".9878"),
    ],
)
def test_ac2_hits_the_published_numbers(example: str, levels: range, expected: str):
    result = gwet_ac2(units(example, levels), levels)

    assert printed(result, len(expected) - 1) == expected


def test_the_coincidences_of_example_c_are_the_published_rows():
    coincidences = Coincidences.of(units(EXAMPLE_C, COMPLETION), COMPLETION)

    assert coincidences.rows == ((3, 1, 0, 0), (1, 2, 2, 0), (0, 2, 2, 1), (0, 0, 1, 3))
    assert coincidences.values == 18


def test_three_raters_weigh_each_of_their_pairs_by_half():
    coincidences = Coincidences.of(units("0 1 1", COMPLETION), COMPLETION)

    assert coincidences.rows[:2] == ((0, 1, 0, 0), (1, 1, 0, 0))


def test_the_skewed_example_agrees_in_ninety_per_cent():
    assert exact_agreement(units(SKEW, COMPLETION)) == Fraction(9, 10)


def test_agreement_counts_every_pair_once():
    scored = units("0 0 1|3 1|2", COMPLETION)

    assert exact_agreement(scored) == Fraction(1, 4)
    assert adjacent_agreement(scored, COMPLETION) == Fraction(3, 4)


def test_ac2_can_fall_below_minus_one():
    worst = units("0 2|0 2|0 2|0 2|1 1", range(3))

    assert gwet_ac2(worst, range(3)) == Fraction(-11, 9)


def test_alpha_without_variation_is_undefined_and_never_one():
    assert alpha_of("2 2|2 2 2|2 .|1 .", COMPLETION) is Undefined.NO_VARIATION


def test_ac2_without_variation_is_one():
    assert gwet_ac2(units("2 2|2 2", COMPLETION), COMPLETION) == 1


@pytest.mark.parametrize("example", ["1 .|. 2|. .", ". ."])
def test_nothing_is_said_where_nobody_can_be_compared(example: str):
    scored = units(example, COMPLETION)

    assert alpha_of(example, COMPLETION) is Undefined.NO_PAIRS
    assert gwet_ac2(scored, COMPLETION) is Undefined.NO_PAIRS
    assert exact_agreement(scored) is Undefined.NO_PAIRS
    assert adjacent_agreement(scored, COMPLETION) is Undefined.NO_PAIRS


def test_levels_below_zero_are_levels_like_others():
    raised = alpha_of("0 0|1 2|3 4|4 4", range(5), Metric.INTERVAL)

    lowered = alpha_of("-1 -1|0 1|2 3|3 3", OPENING, Metric.INTERVAL)

    assert raised == lowered


def test_a_level_that_is_not_on_the_rubric_is_refused():
    with pytest.raises(ValueError, match="not all among the levels"):
        UnitCounts.of([1, 4], COMPLETION)


@pytest.mark.parametrize("levels", [[], [1], [0, 2, 1], [0, 0, 1]])
def test_levels_that_are_no_scale_are_refused(levels: list[int]):
    with pytest.raises(ValueError, match="no scale"):
        Coincidences.of([], levels)
    with pytest.raises(ValueError, match="no scale"):
        gwet_ac2([], levels)
    with pytest.raises(ValueError, match="no scale"):
        adjacent_agreement([], levels)
    with pytest.raises(ValueError, match="no scale"):
        weighted_kappa([], levels)


def test_counts_by_different_levels_are_not_mixed():
    four, five = (Coincidences.of(units("1 2", levels), levels) for levels in (range(4), range(5)))

    with pytest.raises(ValueError, match="different levels"):
        _ = four + five
    with pytest.raises(ValueError, match="different levels"):
        alpha_interval([four] * 8 + [five], Metric.ORDINAL, seed=1, draws=10)


def test_no_commitment_at_all_gives_no_interval():
    assert alpha_interval([], Metric.ORDINAL, seed=1, draws=10) is Undefined.TOO_FEW_COMMITMENTS


def test_weighted_kappa_of_a_sum_done_by_hand():
    # Observed squared distance 1 over 4 pairs; 48 over the 16 pairs that chance would make.
    result = weighted_kappa([(0, 0), (1, 1), (2, 3), (3, 3)], COMPLETION)

    assert result == 1 - Fraction(4 * 1, 48)


def test_weighted_kappa_of_two_parties_who_never_vary():
    same, apart = weighted_kappa([(2, 2)] * 5, COMPLETION), weighted_kappa([(2, 3)] * 5, COMPLETION)

    assert same is Undefined.NO_VARIATION
    assert apart == 0


def test_weighted_kappa_of_nothing():
    assert weighted_kappa([], COMPLETION) is Undefined.NO_PAIRS


def test_weighted_kappa_refuses_a_level_that_is_not_on_the_rubric():
    with pytest.raises(ValueError, match="not all among the levels"):
        weighted_kappa([(0, 4)], COMPLETION)


def test_the_reasons_for_having_no_value_are_keys():
    assert [reason.value for reason in Undefined] == [
        "no_pairs",
        "no_variation",
        "too_few_milestones",
        "too_few_commitments",
        "no_defined_draw",
    ]

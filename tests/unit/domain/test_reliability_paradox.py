"""When alpha misleads: high agreement, low alpha."""

from fractions import Fraction

import pytest

from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.reliability import Coincidences, Metric, alpha, alpha_misleads, exact_agreement
from tests.unit.domain.written_scores import COMPLETION, EXAMPLE_A, EXAMPLE_C, SKEW, units


@pytest.mark.parametrize(
    ("written", "levels", "misleads"),
    [
        (SKEW, COMPLETION, True),
        ("2 2|2 2|2 2", COMPLETION, True),
        (EXAMPLE_A, range(1, 6), False),
        (EXAMPLE_C, COMPLETION, False),
        ("0 3|3 0|1 2", COMPLETION, False),
    ],
)
def test_the_examples_are_told_apart(written: str, levels: range, misleads: bool):  # noqa: FBT001
    scored = units(written, levels)

    ordinal = alpha(Coincidences.of(scored, levels), Metric.ORDINAL)

    assert alpha_misleads(ordinal, exact_agreement(scored)) is misleads


@pytest.mark.parametrize(
    ("low", "high", "misleads"),
    [
        (Fraction(199, 1000), Fraction(4, 5), True),
        (Fraction(1, 5), Fraction(4, 5), False),
        (Fraction(0), Fraction(799, 1000), False),
        (Undefined.NO_PAIRS, Undefined.NO_PAIRS, False),
        (Undefined.TOO_FEW_MILESTONES, Fraction(1), False),
    ],
)
def test_both_bounds_are_exact(low: Fraction | Undefined, high: Fraction | Undefined, misleads: bool):  # noqa: FBT001
    assert alpha_misleads(low, high) is misleads

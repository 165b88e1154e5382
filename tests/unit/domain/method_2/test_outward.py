"""The ends of ranges are rounded outwards."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis.strategies import fractions, integers

from checkmyogp.domain.method_2.outward import outward, rounded_down, rounded_up


@pytest.mark.parametrize(
    ("low", "high", "decimals", "shown"),
    [
        (Fraction("0.457"), Fraction("0.833"), 1, ("0.4", "0.9")),
        (Fraction("-0.457"), Fraction("-0.41"), 1, ("-0.5", "-0.4")),
        (Fraction("0.4"), Fraction("0.8"), 1, ("0.4", "0.8")),
        (Fraction("-0.04"), Fraction("-0.04"), 1, ("-0.1", "0.0")),
        (10, 16, 0, ("10", "16")),
        (Fraction(1, 3), Fraction(2, 3), 3, ("0.333", "0.667")),
    ],
)
def test_the_ends_hold_what_is_between(
    low: Fraction | int, high: Fraction | int, decimals: int, shown: tuple[str, str]
):
    assert outward(low, high, decimals) == shown


@given(value=fractions(-9, 9), decimals=integers(0, 3))
def test_nothing_is_rounded_inwards_or_by_a_whole_unit(value: Fraction, decimals: int):
    low, high = Fraction(rounded_down(value, decimals)), Fraction(rounded_up(value, decimals))

    assert low <= value <= high
    assert high - low <= Fraction(1, 10**decimals)

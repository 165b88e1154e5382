"""The one place that rounds: halves away from zero, and the same characters everywhere."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis.strategies import fractions, integers

from checkmyogp.domain import display

HALVES = [Fraction(numerator, 2) for numerator in range(-8, 9)]


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (Fraction(1, 20), 1, "0.1"),
        (Fraction(-1, 20), 1, "-0.1"),
        (Fraction(1, 30), 1, "0.0"),
        (Fraction(-1, 30), 1, "0.0"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(-5, 2), 0, "-3"),
        (Fraction(2, 3), 3, "0.667"),
        (12, 2, "12.00"),
    ],
)
def test_halves_go_away_from_zero_and_a_zero_has_no_sign(value: Fraction, decimals: int, shown: str):
    assert display.rounded(value, decimals) == shown


@pytest.mark.parametrize(("value", "shown"), [(2, "2"), (Fraction(3, 2), "1.5"), (0, "0"), (Fraction(-1, 2), "-0.5")])
def test_a_level_has_a_decimal_only_where_it_needs_one(value: Fraction, shown: str):
    assert display.levels(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(Fraction(1, 25), "+0.040"), (Fraction(-1, 18), "-0.056"), (0, "0.000"), (Fraction(1, 3000), "0.000")],
)
def test_a_change_of_a_coefficient_has_a_sign_unless_it_is_too_small_to_be_shown(value: Fraction, shown: str):
    assert display.signed_coefficient(value) == shown


@pytest.mark.parametrize(("value", "shown"), [(7, "7"), (Fraction(4, 3), "1.333"), (Fraction(8, 2), "4")])
def test_a_coincidence_has_decimals_only_where_it_needs_them(value: Fraction, shown: str):
    assert display.coincidences(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(1, "+1"), (0, "0"), (-2, "-2"), (Fraction(3, 2), "+1.5"), (Fraction(-1, 2), "-0.5")]
)
def test_a_distance_has_a_sign(value: Fraction, shown: str):
    assert display.signed_levels(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1, "+1.0"), (0, "0.0"), (Fraction(1, 30), "0.0"), (Fraction(-1, 30), "0.0"), (Fraction(-3, 20), "-0.2")],
)
def test_a_mean_distance_always_has_one_decimal(value: Fraction, shown: str):
    assert display.rounded_levels(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(Fraction(3, 4), "75"), (Fraction(1, 200), "1"), (1, "100"), (Fraction(1, 3), "33")]
)
def test_per_cents_are_whole(value: Fraction, shown: str):
    assert display.percent(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(Fraction(3, 4), "75"), (Fraction(15, 16), "93.75"), (Fraction(31, 32), "96.875"), (0, "0")]
)
def test_a_probability_is_printed_with_every_decimal_it_has(value: Fraction, shown: str):
    assert display.percent_at_least(Fraction(value)) == shown


@given(raters=integers(1, 200))
def test_what_is_said_as_at_least_is_never_more_than_the_truth(raters: int):
    coverage = 1 - Fraction(2, 2**raters)
    shown = Fraction(display.percent_at_least(coverage))

    assert shown <= coverage * 100
    assert coverage * 100 - shown < Fraction(1, 10**6)


def test_a_coefficient_has_three_decimals():
    assert display.coefficient(Fraction("0.8149")) == "0.815"
    assert display.coefficient(Fraction("-0.0263")) == "-0.026"


@given(value=fractions(min_value=-1000, max_value=1000), decimals=integers(0, 4))
def test_rounding_agrees_with_the_standard_librarys(value: Fraction, decimals: int):
    with localcontext() as context:
        context.prec = 400
        # Far more digits than any half needs, so that the quotient lies on the same side of it as the fraction.
        quantum = Decimal(1).scaleb(-decimals)
        nearest = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(quantum, ROUND_HALF_UP)

    assert Decimal(display.rounded(value, decimals)) == nearest


@given(value=fractions(min_value=-1000, max_value=1000), decimals=integers(0, 4))
def test_rounding_moves_a_number_by_half_a_unit_at_most(value: Fraction, decimals: int):
    shown = display.rounded(value, decimals)

    assert abs(Fraction(shown) - value) <= Fraction(1, 2 * 10**decimals)
    assert shown != "-0"
    assert len(shown.partition(".")[2]) == decimals


@pytest.mark.parametrize("value", HALVES)
def test_a_half_shows_as_itself(value: Fraction):
    assert Fraction(display.levels(value)) == value
    assert Fraction(display.signed_levels(value)) == value

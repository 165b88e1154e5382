"""The one place that rounds.

Every figure is exact (integers and fractions) until it is shown. Shown numbers are half up: one decimal
for levels, whole per cents, three decimals for coefficients. The same characters stand in the page, the
files and the JSON, where a figure is kept both exact and as shown.
Source: the published method, section "Decimals".
"""

from collections.abc import Callable
from fractions import Fraction

Shown = Callable[[Fraction], str]
"""How a figure of one kind is written."""


def rounded(value: Fraction | int, decimals: int) -> str:
    """A number with this many decimals, halves away from zero, as ASCII digits."""
    scaled = abs(Fraction(value)) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    digits = str(whole).rjust(decimals + 1, "0")
    sign = "-" if value < 0 and whole else ""
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}" if decimals else f"{sign}{digits}"


def levels(value: Fraction | int) -> str:
    """A level or a distance in levels: ``2`` where it is exactly two, otherwise one decimal."""
    exact = Fraction(value)
    return str(exact.numerator) if exact.denominator == 1 else rounded(exact, 1)


def signed_levels(value: Fraction | int) -> str:
    """A distance in levels with its sign: ``+1.5``, ``-1``, ``0``."""
    shown = levels(value)
    return f"+{shown}" if value > 0 else shown


def rounded_levels(value: Fraction | int) -> str:
    """A mean of distances in levels with its sign: always one decimal, since a mean is rarely exact."""
    shown = rounded(value, 1)
    return f"+{shown}" if value > 0 and shown != "0.0" else shown


def coefficient(value: Fraction | int) -> str:
    """A coefficient of agreement, three decimals."""
    return rounded(value, 3)


def signed_coefficient(value: Fraction | int) -> str:
    """What a coefficient changes by, with its sign; nothing stands before a change too small to be shown."""
    shown = coefficient(value)
    return f"+{shown}" if value > 0 and shown != "0.000" else shown


def coincidences(value: Fraction | int) -> str:
    """A cell of a coincidence matrix: ``7`` where it is whole, otherwise as many decimals as a coefficient."""
    exact = Fraction(value)
    return str(exact.numerator) if exact.denominator == 1 else coefficient(exact)


def percent(value: Fraction | int) -> str:
    """A share as whole per cents, without the sign."""
    return rounded(Fraction(value) * 100, 0)


MOST_DECIMALS = 6


def percent_at_least(value: Fraction) -> str:
    """A share that is said as "at least", in per cents without the sign: every decimal it has (``93.75``).

    Beyond the sixth decimal it is cut off, never rounded up, so that what is said stays true.
    """
    scaled = value * 100
    for decimals in range(MOST_DECIMALS + 1):
        if (scaled * 10**decimals).denominator == 1:
            return rounded(scaled, decimals)
    return rounded(Fraction(scaled * 10**MOST_DECIMALS // 1, 10**MOST_DECIMALS), MOST_DECIMALS)

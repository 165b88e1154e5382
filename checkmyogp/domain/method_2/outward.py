"""The ends of a range as they are shown: the low end is never rounded up, nor the high end down.

Source: the published method, version 2, section "Decimals".
"""

from fractions import Fraction

from checkmyogp.domain.display import rounded


def rounded_down(value: Fraction | int, decimals: int) -> str:
    """The greatest number with so many decimals that is not above the value."""
    unit = 10**decimals
    return rounded(Fraction(value * unit // 1, unit), decimals)


def rounded_up(value: Fraction | int, decimals: int) -> str:
    """The least number with so many decimals that is not below the value."""
    unit = 10**decimals
    return rounded(-Fraction(-value * unit // 1, unit), decimals)


def outward(low: Fraction | int, high: Fraction | int, decimals: int) -> tuple[str, str]:
    """Both ends of a range as shown: what is shown holds everything that the range holds."""
    return rounded_down(low, decimals), rounded_up(high, decimals)

"""An example of a range whose ends are rounded outwards."""

from dataclasses import dataclass
from fractions import Fraction

from checkmyogp.domain import display
from checkmyogp.domain.method_2.outward import outward

ENDS = (Fraction(3, 11), Fraction(5, 12))


@dataclass(frozen=True, slots=True)
class DecimalsExample:
    """The exact ends, as they are shown, and as rounding each to the nearest would have it."""

    exact: tuple[str, str]
    shown: tuple[str, str]
    nearest: tuple[str, str]


def decimals_example() -> DecimalsExample:
    """Compute it."""
    low, high = ENDS
    return DecimalsExample(
        exact=(str(low), str(high)),
        shown=outward(low, high, 1),
        nearest=(display.rounded(low, 1), display.rounded(high, 1)),
    )

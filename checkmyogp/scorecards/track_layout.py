"""Where the marks of a milestone's track stand. One geometry for the page, the picture and the PDF.

Square = government, circle = civil society's median, small dots = each NGO, pale bar = the divergence.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from checkmyogp.domain.display import rounded
from checkmyogp.domain.scales import Account, Silence

WIDTH = 320
HEIGHT = 34
MIDDLE = 13
DOTS = 27
DOT_STEP = 7


@dataclass(frozen=True, slots=True)
class Bar:
    """The divergence: from civil society's median to the government's level."""

    start: str
    length: str
    higher: str
    """Which side is higher: government, civil-society, or neither."""


@dataclass(frozen=True, slots=True)
class Track:
    """Everything to be drawn for one milestone; coordinates as text, ready to be written."""

    ticks: tuple[str, ...]
    government: str
    """Empty while the government is silent."""
    median: str
    """Empty while civil society has no position."""
    dots: tuple[str, ...]
    bar: Bar | None


def track(scale: Sequence[int], government: Account, levels: Sequence[int], median: Fraction | Silence) -> Track:
    """Lay out one milestone on its scale."""
    return Track(
        ticks=tuple(_at(scale, Fraction(level)) for level in scale),
        government="" if isinstance(government, Silence) else _at(scale, Fraction(government)),
        median="" if isinstance(median, Silence) else _at(scale, median),
        dots=tuple(_dots(scale, levels)),
        bar=_bar(scale, government, median),
    )


def _place(scale: Sequence[int], level: Fraction) -> Fraction:
    """Each level has a column of its own; its mark stands in the middle of it."""
    return (level - scale[0] + Fraction(1, 2)) * WIDTH / len(scale)


def _at(scale: Sequence[int], level: Fraction) -> str:
    return _written(_place(scale, level))


def _written(place: Fraction) -> str:
    return str(place.numerator) if place.denominator == 1 else rounded(place, 1)


def _dots(scale: Sequence[int], levels: Sequence[int]) -> list[str]:
    """Equal levels lie side by side around their column's middle."""
    dots: list[str] = []
    for level, count in sorted(Counter(levels).items()):
        middle = _place(scale, Fraction(level))
        dots += [_written(middle + (Fraction(place) - Fraction(count - 1, 2)) * DOT_STEP) for place in range(count)]
    return dots


def _bar(scale: Sequence[int], government: Account, median: Fraction | Silence) -> Bar | None:
    if isinstance(government, Silence) or isinstance(median, Silence) or government == median:
        return None
    low, high = sorted((Fraction(government), median))
    start, end = _place(scale, low), _place(scale, high)
    higher = "neither" if abs(government - median) < 1 else "government" if government > median else "civil-society"
    return Bar(_written(start), _written(end - start), higher)

"""Where the marks of a milestone's track stand. One geometry for the page, the picture and the PDF.

Square = government, circle = where civil society stands (two of them, joined, where its middle two levels differ),
small dots = each NGO, pale bar = the distance.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from checkmyogp.domain.display import rounded
from checkmyogp.domain.method_2.positions import Middle
from checkmyogp.domain.scales import Account, Silence

WIDTH = 320
DOT_STEP = 7


@dataclass(frozen=True, slots=True)
class Bar:
    """A line from one place to another."""

    start: str
    length: str
    higher: str = ""
    """Of the distance, which side is higher: government or civil-society."""


@dataclass(frozen=True, slots=True)
class Track:
    """Everything to be drawn for one milestone; coordinates as text, ready to be written."""

    ticks: tuple[str, ...]
    government: str
    """Empty while the government is silent."""
    stands: tuple[str, ...]
    """Where civil society stands: nowhere, at one level or at two."""
    between: Bar | None
    """What joins the two."""
    dots: tuple[str, ...]
    bar: Bar | None
    """From the government's level to the nearer end of civil society's."""


def track(scale: Sequence[int], government: Account, levels: Sequence[int], stands: Middle | Silence) -> Track:
    """Lay out one milestone on its scale."""
    ends = () if isinstance(stands, Silence) else tuple(sorted({stands.lower, stands.upper}))
    return Track(
        ticks=tuple(_at(scale, level) for level in scale),
        government="" if isinstance(government, Silence) else _at(scale, government),
        stands=tuple(_at(scale, level) for level in ends),
        between=_line(scale, ends[0], ends[1]) if len(ends) > 1 else None,
        dots=tuple(_dots(scale, levels)),
        bar=_bar(scale, government, stands),
    )


def _place(scale: Sequence[int], level: int) -> Fraction:
    """Each level has a column of its own; its mark stands in the middle of it."""
    return (level - scale[0] + Fraction(1, 2)) * WIDTH / len(scale)


def _at(scale: Sequence[int], level: int) -> str:
    return _written(_place(scale, level))


def _written(place: Fraction) -> str:
    return str(place.numerator) if place.denominator == 1 else rounded(place, 1)


def _dots(scale: Sequence[int], levels: Sequence[int]) -> list[str]:
    """Equal levels lie side by side around their column's middle."""
    dots: list[str] = []
    for level, count in sorted(Counter(levels).items()):
        middle = _place(scale, level)
        dots += [_written(middle + (Fraction(place) - Fraction(count - 1, 2)) * DOT_STEP) for place in range(count)]
    return dots


def _line(scale: Sequence[int], low: int, high: int, higher: str = "") -> Bar:
    start, end = _place(scale, low), _place(scale, high)
    return Bar(_written(start), _written(end - start), higher)


def _bar(scale: Sequence[int], government: Account, stands: Middle | Silence) -> Bar | None:
    if isinstance(government, Silence) or isinstance(stands, Silence):
        return None
    if government > stands.upper:
        return _line(scale, stands.upper, government, "government")
    if government < stands.lower:
        return _line(scale, government, stands.lower, "civil-society")
    return None

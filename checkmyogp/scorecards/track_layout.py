"""Where the marks of a milestone's track stand. One geometry for the page, the picture and the PDF.

Square = government, circle = where civil society stands (two of them, joined, where its middle two levels differ),
small dots over the axis = each NGO, bar = the distance. The axis lies at y = 0, and what stands above it has y < 0.
Where a dozen NGOs or more share a level anywhere in a table, its rows draw pills with a number in the place of dots.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checkmyogp.domain.display import rounded
from checkmyogp.domain.method_2.positions import Middle
from checkmyogp.domain.scales import Account, Silence

WIDTH = 320
FOOT = 10
"""What the marks on the axis need below it."""
LOWEST = 12
"""How far above the axis the lowest dot stands, clear of a square."""
PITCH = 6
ABREAST = 7
SINGLE_FILE, DOUBLE_FILE = 6, 11
"""Up to how many NGOs on one level stand in one column of dots, and in two."""
CAP = 3
"""The round end of a pill, and no less than a dot needs."""
TALLEST = 24
"""From the middle of a pill's lower end to that of its upper."""
NUMBER_ROOM = 10
NUMBER_GAP = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """A line from one place to another."""

    start: str
    length: str
    higher: str = ""
    """Of the distance, which side is higher: government or civil-society."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One NGO."""

    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Pill:
    """All NGOs of a level; the height grows with their number, which stands on top."""

    x: str
    foot: str
    height: str
    number: int
    baseline: str


@dataclass(frozen=True, slots=True)
class Track:
    """Everything to be drawn for one milestone; coordinates as text, ready to be written."""

    view_box: str
    axis: str
    """A line from the lowest level to the highest, with a tick at each."""
    government: str
    """Empty while the government is silent."""
    stands: tuple[str, ...]
    """Where civil society stands: nowhere, at one level or at two."""
    between: Bar | None
    """What joins the two."""
    dots: tuple[Dot, ...]
    pills: tuple[Pill, ...]
    bar: Bar | None
    """From the government's level to the nearer end of civil society's."""


def most_on_one_level(judged: Iterable[Sequence[int]]) -> int:
    """How many NGOs share a level where most do, among all milestones of a table: this decides how each is drawn."""
    return max((count for levels in judged for count in Counter(levels).values()), default=0)


def track(
    scale: Sequence[int], government: Account, levels: Sequence[int], stands: Middle | Silence, *, most: int
) -> Track:
    """Lay out one milestone on its scale, of a table with at most so many NGOs on one level."""
    ends = () if isinstance(stands, Silence) else tuple(sorted({stands.lower, stands.upper}))
    counts = sorted(Counter(levels).items())
    pills = most > DOUBLE_FILE
    height = _height(most)
    return Track(
        view_box=f"0 -{_written(height)} {WIDTH} {_written(height + FOOT)}",
        axis=_axis(scale),
        government="" if isinstance(government, Silence) else _at(scale, government),
        stands=tuple(_at(scale, level) for level in ends),
        between=_line(scale, ends[0], ends[1]) if len(ends) > 1 else None,
        dots=() if pills else tuple(dot for level, n in counts for dot in _dots(_place(scale, level), n, most)),
        pills=tuple(_pill(_place(scale, level), n, most) for level, n in counts) if pills else (),
        bar=_bar(scale, government, stands),
    )


def _height(most: int) -> Fraction:
    """What the tallest stack of the table needs above the axis."""
    if most > DOUBLE_FILE:
        return Fraction(LOWEST + TALLEST + CAP + NUMBER_GAP + NUMBER_ROOM)
    rows = -(-most // _files(most))
    return Fraction(LOWEST + PITCH * max(rows - 1, 0) + CAP)


def _files(most: int) -> int:
    return 1 if most <= SINGLE_FILE else 2


def _place(scale: Sequence[int], level: int) -> Fraction:
    """Each level has a column of its own; its mark stands in the middle of it."""
    return (level - scale[0] + Fraction(1, 2)) * WIDTH / len(scale)


def _at(scale: Sequence[int], level: int) -> str:
    return _written(_place(scale, level))


def _written(place: Fraction) -> str:
    return str(place.numerator) if place.denominator == 1 else rounded(place, 1)


def _axis(scale: Sequence[int]) -> str:
    places = [_at(scale, level) for level in scale]
    return f"M{places[0]} 0H{places[-1]}" + "".join(f"M{place}-5v10" for place in places)


def _dots(middle: Fraction, count: int, most: int) -> Iterable[Dot]:
    """Equal levels stand over each other, from the axis upwards; an odd one on top of two columns in their middle."""
    files = _files(most)
    for place in range(count):
        row, file = divmod(place, files)
        abreast = min(files, count - row * files)
        x = middle + (file - Fraction(abreast - 1, 2)) * ABREAST
        yield Dot(_written(x), str(-LOWEST - PITCH * row))


def _pill(middle: Fraction, count: int, most: int) -> Pill:
    height = Fraction(TALLEST * (count - 1), most - 1)
    top = LOWEST + height + CAP
    return Pill(_written(middle), str(-LOWEST), _written(height), count, _written(-top - NUMBER_GAP))


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

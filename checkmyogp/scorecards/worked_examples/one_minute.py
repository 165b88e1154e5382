"""The one drawn example: five NGOs' levels of a milestone, the government's, and what they come to."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from checkmyogp.scorecards.worked_examples.milestones import SCALE, VerdictExample, verdict_example

DRAWN = (3, (1, 1, 2, 2, 3))
WIDTH = 320
COLUMN = WIDTH // len(SCALE)
FLOOR = 138
"""Where the lowest dots lie."""
STEP = 24


@dataclass(frozen=True, slots=True)
class DrawnDot:
    """One NGO: where it is drawn, and whether it is the middle one."""

    x: int
    y: int
    middle: bool


@dataclass(frozen=True, slots=True)
class OneMinute:
    """The example and its drawing, in units of a picture 320 wide."""

    judged: VerdictExample
    dots: tuple[DrawnDot, ...]
    columns: tuple[int, ...]
    """The middle of each level's column."""
    government: int
    below_width: int
    """How wide the part of the scale below the government's level is."""


def one_minute() -> OneMinute:
    """Compute and lay it out."""
    government, levels = DRAWN
    judged = verdict_example(government, levels)
    return OneMinute(
        judged=judged,
        dots=tuple(_dots(judged)),
        columns=tuple(map(_column, SCALE)),
        government=_column(government),
        below_width=(government - SCALE[0]) * COLUMN,
    )


def _column(level: int) -> int:
    return (level - SCALE[0]) * COLUMN + COLUMN // 2


def _dots(judged: VerdictExample) -> Iterator[DrawnDot]:
    """Equal levels lie upon each other; of the sorted NGOs the middle one is marked."""
    piled: Counter[int] = Counter()
    for place, level in enumerate(judged.levels):
        yield DrawnDot(_column(level), FLOOR - STEP * piled[level], middle=place == len(judged.levels) // 2)
        piled[level] += 1

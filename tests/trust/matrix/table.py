"""The table that somebody has reviewed: one line for each address and method, one column for each role.

Lines of one address are told apart by what it is about, and by the states of the round: all those stand in one line in
which everybody is answered the same.
"""

import csv
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path

from tests.trust.matrix import world
from tests.trust.matrix.addresses import Place
from tests.trust.matrix.driving import Cell
from tests.trust.matrix.roles import NAMES

REVIEWED = Path(__file__).parents[1] / "matrix.csv"
ABOUT = ("endpoint", "method", "target", "round")
ANY_STATE = "any"

Words = Mapping[Cell, str]


def read(text: str) -> dict[Cell, str]:
    """What a table says of every cell."""
    return {
        Cell(Place(line["endpoint"], line["method"], line["target"], state), role): line[role]
        for line in csv.DictReader(StringIO(text))
        for state in _states(line["round"])
        for role in NAMES
    }


def written(words: Words) -> str:
    """The table that says this of every cell."""
    text = StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow([*ABOUT, *NAMES])
    lines.writerows(_lines(words))
    return text.getvalue()


def _lines(words: Words) -> Iterator[list[str]]:
    alike: dict[tuple[str, str, str, tuple[str, ...]], list[str]] = {}
    for place in dict.fromkeys(cell.place for cell in words):
        answers = tuple(words[Cell(place, role)] for role in NAMES)
        alike.setdefault((place.endpoint, place.method, place.target, answers), []).append(place.state)
    for (endpoint, method, target, answers), states in alike.items():
        named = ANY_STATE if tuple(states) == world.STATES else " ".join(states)
        yield [endpoint, method, target, named, *answers]


def _states(named: str) -> tuple[str, ...]:
    return world.STATES if named == ANY_STATE else tuple(named.split()) or ("",)

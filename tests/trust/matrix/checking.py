"""What is answered otherwise than the table says."""

import random
from collections import defaultdict
from collections.abc import Iterable

from tests.trust.matrix.driving import Cell, Driver
from tests.trust.matrix.table import Words

SEED = 7


def problems(driver: Driver, words: Words, cells: Iterable[Cell]) -> list[str]:
    """A sentence for each answer that the table does not give, and for each that is wrong whatever it gives."""
    found: list[str] = []
    for cell in cells:
        answer = driver.ask(cell)
        found += answer.faults
        if answer.word != words.get(cell):
            found.append(f"{cell}: {answer.word!r}, and the table says {words.get(cell)!r}")
    return found


def unreviewed(driver: Driver, words: Words) -> list[str]:
    """A sentence for each address that nobody has put into the table, and for each line without an address."""
    there, known = dict.fromkeys(driver.addresses.places()), dict.fromkeys(cell.place for cell in words)
    return [f"{place} is not in the table" for place in there if place not in known] + [
        f"{place} is in the table and nowhere else" for place in known if place not in there
    ]


def sample(cells: Iterable[Cell]) -> list[Cell]:
    """Every address and method once as everybody, in one of the states of the round and about one of the things."""
    chance = random.Random(SEED)  # noqa: S311 - nothing here is a secret, and what was found must be found again
    alike: defaultdict[tuple[str, str, str], list[Cell]] = defaultdict(list)
    for cell in cells:
        alike[cell.place.endpoint, cell.place.method, cell.role].append(cell)
    return [chance.choice(choices) for choices in alike.values()]


def about(cells: Iterable[Cell], endpoint: str, state: str) -> list[Cell]:
    """Those of this endpoint while the round is in this state."""
    return [cell for cell in cells if (cell.place.endpoint, cell.place.state) == (endpoint, state)]


def unlike_without_text(driver: Driver, cells: Iterable[Cell]) -> list[str]:
    """A sentence for each page that is answered otherwise when only its headers are asked for."""
    return [
        f"{cell}: HEAD is answered otherwise" for cell in cells if driver.status(cell) != driver.status(cell, "HEAD")
    ]

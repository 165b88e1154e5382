"""B. What the counts would have been had one NGO, or two, been at an extreme throughout.

"No single NGO could have moved the count outside 10 to 16."
Source: the published method, version 2, section "How sure are we?", point B.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from checkmyogp.domain.findings import MilestoneRatings
from checkmyogp.domain.method_2.ballots import BallotSheet, Counted, Ranges, levels_of, ranges, sheet
from checkmyogp.domain.rubrics import Criterion


@dataclass(frozen=True, slots=True)
class Extremes:
    """How far each count goes; each range holds the published count, and the second the first."""

    one: Ranges
    """If at most one NGO, whichever, had given the lowest or the highest level everywhere that it scored."""
    two: Ranges
    """If at most two had, each the lowest or each the highest or one of each."""


def extremes(rows: Sequence[MilestoneRatings], criterion: Criterion, *, quorum: int) -> Extremes:
    """Try every NGO and every two of them at both ends of the scale; for N NGOs that is 2 N^2 + 1 times at most."""
    page = sheet(rows, criterion, quorum=quorum)
    given = levels_of(rows)
    published = sum(map(page.ballot, given.values()))
    changes = [tuple(_changes(page, levels)) for levels in given.values()]
    nobody: set[Counted] = {page.read(published)}
    one = nobody | {page.read(published + change) for both in changes for change in both}
    two = one | {page.read(published + sum(ends)) for pair in combinations(changes, 2) for ends in product(*pair)}
    return Extremes(ranges(one), ranges(two))


def _changes(page: BallotSheet, levels: Mapping[str, int]) -> Iterator[int]:
    """What giving the lowest level throughout adds to an NGO's ballot, and the highest."""
    for level in (page.scale[0], page.scale[-1]):
        yield page.ballot(dict.fromkeys(levels, level)) - page.ballot(levels)

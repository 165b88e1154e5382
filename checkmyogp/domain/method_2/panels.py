"""B. What the counts would have been had only some of the NGOs been heard.

Not a sample and no confidence: every smaller panel is tried, where there are not too many to try.
Source: the published method, version 2, section "How sure are we?", point B.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations
from math import comb

from checkmyogp.domain.findings import MilestoneRatings
from checkmyogp.domain.method_2.ballots import BallotSheet, Counted, Ranges, levels_of, ranges, sheet
from checkmyogp.domain.method_2.seeds import drawn_order
from checkmyogp.domain.rubrics import Criterion

MOST_PANELS = 20_000
"""Of a size that has more panels than this, only some are drawn."""

DRAWN_PANELS = 2_000
"""How many."""


@dataclass(frozen=True, slots=True)
class PanelRanges:
    """How far each count goes over the panels of one size."""

    size: int
    possible: int  # how many panels of this size there are
    tried: int  # how many of them were looked at
    ranges: Ranges
    """Smaller panels lose milestones to the quorum: the range of ``COMPARABLE`` says how many are left."""

    @property
    def exact(self) -> bool:
        """Whether every panel was looked at; otherwise some were drawn, which the page says."""
        return self.tried == self.possible


def panels(
    rows: Sequence[MilestoneRatings], criterion: Criterion, *, quorum: int, seed: int
) -> tuple[PanelRanges, ...]:
    """The ranges over panels of N-1 NGOs, then of fewer, down to the quorum; N NGOs have a counted level somewhere.

    A size with at most 20,000 panels is tried in full. Of the others 2,000 panels each are drawn: the first k NGOs of
    2,000 orders (``seeds.drawn_order``, draws 0 to 1,999), the same orders for every size.
    """
    page = sheet(rows, criterion, quorum=quorum)
    ballots = {rater: page.ballot(levels) for rater, levels in levels_of(rows).items()}
    sizes = range(len(ballots) - 1, max(quorum, 1) - 1, -1)
    drawn = _drawn(page, ballots, [size for size in sizes if comb(len(ballots), size) > MOST_PANELS], seed=seed)
    return tuple(_of_size(page, ballots, size, drawn.get(size, set())) for size in sizes)


def _of_size(page: BallotSheet, ballots: Mapping[str, int], size: int, drawn: set[Counted]) -> PanelRanges:
    possible = comb(len(ballots), size)
    if drawn:
        return PanelRanges(size, possible, DRAWN_PANELS, ranges(drawn))
    return PanelRanges(size, possible, possible, ranges(set(map(page.read, _totals(tuple(ballots.values()), size)))))


def _totals(ballots: Sequence[int], size: int) -> Iterator[int]:
    """The sum of ballots of every panel of a size; nearly everybody is heard by leaving out the few."""
    if left_out := (len(ballots) - size if 2 * size > len(ballots) else 0):
        everybody = sum(ballots)
        return (everybody - sum(absent) for absent in combinations(ballots, left_out))
    return map(sum, combinations(ballots, size))


def _drawn(
    page: BallotSheet, ballots: Mapping[str, int], sizes: Sequence[int], *, seed: int
) -> dict[int, set[Counted]]:
    found: dict[int, set[Counted]] = {size: set() for size in sizes}
    for draw in range(DRAWN_PANELS if sizes else 0):
        order = drawn_order(ballots, seed=seed, draw=draw)
        totals = list(accumulate(ballots[rater] for rater in order))
        for size in sizes:
            found[size].add(page.read(totals[size - 1]))
    return found

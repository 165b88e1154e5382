"""E. How each rater reads the scale, from short invented cases with a known level that everybody scored.

Source: King, Murray, Salomon and Tandon 2004, "Enhancing the Validity and Cross-Cultural Comparability of Measurement
in Survey Research" (a place relative to one's own vignettes); the published method, version 2, section "How sure are
we?", point E.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.findings import Counting, MilestoneRatings, Rating
from checkmyogp.domain.reliability import Coincidences, Metric, UnitCounts, alpha
from checkmyogp.domain.scales import Silence

KnownLevels = Mapping[str, int]
"""The level that each vignette was written for."""

VignetteScores = Mapping[str, Mapping[str, int]]
"""For each rater, an NGO or an agency, the level that it gave to each vignette that it scored."""


class NoVignettes(ValueError):
    """Places were asked for in a round that had no vignettes."""


@dataclass(frozen=True, slots=True)
class VignetteReading:
    """How one rater read the vignettes."""

    scored: int
    hits: int  # scored at the known level
    in_order: int  # pairs of different known levels, put in that order
    tied: int  # put at one level
    reversed: int  # put the other way round


def vignette_reading(known: KnownLevels, given: Mapping[str, int]) -> VignetteReading:
    """A rater's hits and order, over the vignettes that it scored.

    Raises:
        KeyError: for a score of what is no vignette of the round.
    """
    pairs = [
        (given[one] - given[other]) * (known[one] - known[other])
        for one, other in combinations(sorted(given), 2)
        if known[one] != known[other]
    ]
    return VignetteReading(
        scored=len(given),
        hits=sum(known[vignette] == level for vignette, level in given.items()),
        in_order=sum(product > 0 for product in pairs),
        tied=sum(product == 0 for product in pairs),
        reversed=sum(product < 0 for product in pairs),
    )


def vignette_alpha(scores: VignetteScores, scale: Sequence[int]) -> Fraction | Undefined:
    """Krippendorff's alpha, ordinal, on the vignettes.

    The rule of ten milestones is not asked for: vignettes are few by design, and alpha is printed with their number.

    Raises:
        ValueError: when a level is not on the scale, or the scale has a single level.
    """
    vignettes = sorted({vignette for given in scores.values() for vignette in given})
    units = [
        UnitCounts.of([given[vignette] for given in scores.values() if vignette in given], scale)
        for vignette in vignettes
    ]
    return alpha(Coincidences.of(units, scale), Metric.ORDINAL)


def place(level: int, own: Iterable[int]) -> int:
    """Where a level lies among one's own scores of the vignettes: 1 + 2 * #(v < level) + #(v = level).

    1 below them all, 2 level with the lowest, 3 between the lowest and the next, and so on.
    """
    scores = tuple(own)
    return 1 + 2 * sum(score < level for score in scores) + scores.count(level)


@dataclass(frozen=True, slots=True)
class Placed:
    """A round's rows on places instead of levels, to be judged like any other rows."""

    rows: tuple[MilestoneRatings, ...]
    left_out: tuple[str, ...]
    """NGOs with a counted level that did not score every vignette, in order of key: they have no place."""
    unplaced: tuple[str, ...]
    """Active milestones, in the order given, with a level of an agency that did not score every vignette. They are not
    among the rows."""


def on_places(
    rows: Sequence[MilestoneRatings], agencies: Mapping[str, str], scores: VignetteScores, vignettes: Iterable[str]
) -> Placed:
    """Every level as a place; silences stay what they are.

    ``agencies`` names for each milestone the agency whose report stands. Places of different vignettes cannot be
    compared, so that only whoever scored all of them has one.

    Raises:
        NoVignettes: when there are none.
    """
    everything = frozenset(vignettes)
    if not everything:
        raise NoVignettes("a place is relative to vignettes, and the round has none")
    own = {
        rater: tuple(level for vignette, level in given.items() if vignette in everything)
        for rater, given in scores.items()
        if everything <= given.keys()
    }
    heard = [row for row in rows if not row.withdrawn]
    unplaced = [row.milestone for row in heard if _said(row) and agencies.get(row.milestone, "") not in own]
    return Placed(
        rows=tuple(
            _placed(row, own.get(agencies.get(row.milestone, ""), ()), own)
            for row in rows
            if row.milestone not in unplaced
        ),
        left_out=tuple(sorted({rater for row in heard for rater in row.by_rater} - own.keys())),
        unplaced=tuple(unplaced),
    )


def _said(row: MilestoneRatings) -> bool:
    return not isinstance(row.government, Silence)


def _placed(row: MilestoneRatings, agency: Sequence[int], own: Mapping[str, Sequence[int]]) -> MilestoneRatings:
    government = row.government if isinstance(row.government, Silence) else place(row.government, agency)
    return replace(row, government=government, ratings=tuple(_placed_rating(each, own) for each in row.ratings))


def _placed_rating(rating: Rating, own: Mapping[str, Sequence[int]]) -> Rating:
    """A level without a place does not count, and leaves the silence that says that somebody scored."""
    if isinstance(rating.account, Silence):
        return rating
    if rating.rater not in own:
        return replace(rating, counting=Counting.NOT_ACCREDITED)
    return replace(rating, account=place(rating.account, own[rating.rater]))

"""What each NGO does to the agreement: for the researcher who looks for one rater who reads the rubric differently.

Source: Krippendorff 2011 for alpha; the published method, section "Agreement among NGOs (reliability)".
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.reliability.coincidences import Coincidences, Metric, alpha
from checkmyogp.domain.reliability.counts import UnitCounts

FEWEST_MILESTONES = 10

Ratings = Mapping[str, Mapping[str, int]]
"""For each milestone the counted level of each NGO that gave one; silences are left out."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Agreement without one rater, and what the rater's presence adds to it; negative when it takes away."""

    alpha: Fraction | Undefined
    effect: Fraction | Undefined


@dataclass(frozen=True, slots=True)
class Severity:
    """How far a rater stands from the others: below 0 when harsher, above 0 when more favourable."""

    mean: Fraction  # levels
    milestones: int  # those that at least one other rater scored too


def publishable_alpha(units: Sequence[UnitCounts], levels: Sequence[int], metric: Metric) -> Fraction | Undefined:
    """Alpha, unless fewer than ten milestones have two or more levels."""
    if sum(unit.pairable for unit in units) < FEWEST_MILESTONES:
        return Undefined.TOO_FEW_MILESTONES
    return alpha(Coincidences.of(units, levels), metric)


def leave_one_out(ratings: Ratings, levels: Sequence[int], *, metric: Metric = Metric.ORDINAL) -> dict[str, LeftOut]:
    """For each rater, in order of name, alpha among the others; refused by the same rule as alpha itself.

    The effect is alpha with everyone less alpha without the rater. Where either is refused the effect is refused for
    the same reason.

    Raises:
        ValueError: when a level is not on the rubric, or the levels are not in order.
    """

    def alpha_without(*absent: str) -> Fraction | Undefined:
        heard = ([level for rater, level in given.items() if rater not in absent] for given in ratings.values())
        return publishable_alpha([UnitCounts.of(given, levels) for given in heard], levels, metric)

    everyone = alpha_without()
    return {rater: left_out(everyone, alpha_without(rater)) for rater in raters(ratings)}


def left_out(everyone: Fraction | Undefined, others: Fraction | Undefined) -> LeftOut:
    """Set agreement with and without a rater side by side."""
    if isinstance(everyone, Undefined):
        return LeftOut(others, everyone)
    return LeftOut(others, others if isinstance(others, Undefined) else everyone - others)


def severity(ratings: Ratings) -> dict[str, Severity | Undefined]:
    """For each rater, in order of name, the mean signed distance to the others.

    On each milestone that others scored too, it is the rater's level less the mean of theirs; then the mean over these
    milestones. A rater with no such milestone gets ``NO_PAIRS``.
    """
    distances: dict[str, list[Fraction]] = defaultdict(list)
    for given in ratings.values():
        total, others = sum(given.values()), len(given) - 1
        if others > 0:
            for rater, level in given.items():
                distances[rater].append(Fraction(level * others - (total - level), others))
    return {
        rater: Severity(sum(apart, Fraction()) / len(apart), len(apart)) if apart else Undefined.NO_PAIRS
        for rater, apart in ((rater, distances[rater]) for rater in raters(ratings))
    }


def raters(ratings: Ratings) -> list[str]:
    """Everyone who gave a level, in order of name."""
    return sorted(set(chain.from_iterable(ratings.values())))

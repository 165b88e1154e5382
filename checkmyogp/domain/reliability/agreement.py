"""Agreement that does not depend on how much the milestones differ: beside alpha, because alpha alone misleads.

Where nearly all scores are equal, chance explains nearly everything and alpha falls to 0 although raters hardly ever
differ. The page then shows how often they agree, and Gwet's coefficient, whose idea of chance does not collapse.
Source: Gwet 2014, "Handbook of Inter-Rater Reliability", 4th edition, chapter 5 (AC2, ratings may be missing);
Cohen 1968, "Weighted kappa".
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from operator import mul

from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.reliability.counts import UnitCounts, products, refuse_disorder, squared_distances


def exact_agreement(units: Iterable[UnitCounts]) -> Fraction | Undefined:
    """The share of all pairs of raters, over all units, in which both gave the same level. Every pair counts once."""
    same, pairs = 0, 0
    for unit in units:
        same += equal_pairs(unit)
        pairs += all_pairs(unit)
    return Fraction(same, pairs) if pairs else Undefined.NO_PAIRS


def adjacent_agreement(units: Iterable[UnitCounts], levels: Sequence[int]) -> Fraction | Undefined:
    """The share of all pairs of raters, over all units, whose levels are equal or differ by one.

    Raises:
        ValueError: when the levels are not in order.
    """
    refuse_disorder(levels)
    near = [abs(one - other) <= 1 for one, other in combinations(levels, 2)]
    close, pairs = 0, 0
    for unit in units:
        neighbours = sum(count for count, is_near in zip(products(unit.by_level), near, strict=True) if is_near)
        close += equal_pairs(unit) + neighbours
        pairs += all_pairs(unit)
    return Fraction(close, pairs) if pairs else Undefined.NO_PAIRS


def gwet_ac2(units: Sequence[UnitCounts], levels: Sequence[int]) -> Fraction | Undefined:
    """Gwet's AC2 with quadratic weights over the rubric's full list of levels, used or not.

    Observed agreement is the mean over units with two or more values; the prevalence of each level, from which chance
    is reckoned, the mean over units with any. The result is 1 at best. It has no lower bound of -1, unlike what is
    often said: with these weights three levels in the shares .4, .2, .4, paired as badly as can be, give -11/9.

    Raises:
        ValueError: when the levels are not in order.
    """
    refuse_disorder(levels)
    if not any(unit.pairable for unit in units):
        return Undefined.NO_PAIRS
    widest = (levels[-1] - levels[0]) ** 2
    distances = squared_distances(levels)
    observed = mean_disagreement(units, distances) / widest
    # The weights of all ordered pairs of levels, equal ones included: 1 - (squared distance / widest).
    weights = len(levels) ** 2 - Fraction(2 * sum(distances), widest)
    spread = sum(share * (1 - share) for share in prevalences(units))
    by_chance = weights * spread / (len(levels) * (len(levels) - 1))
    return 1 - observed / (1 - by_chance)


def weighted_kappa(pairs: Iterable[tuple[int, int]], levels: Sequence[int]) -> Fraction | Undefined:
    """Cohen's kappa between two parties, every disagreement weighted by its squared distance.

    Each pair holds the two parties' levels of one unit. The levels only say what is allowed: those that nobody gave
    do not change the result. Undefined where both parties gave one and the same level throughout.

    Raises:
        ValueError: when the levels are not in order, or a pair holds another.
    """
    refuse_disorder(levels)
    together = tuple(pairs)
    if not together:
        return Undefined.NO_PAIRS
    ones, others = (UnitCounts.of(side, levels).by_level for side in zip(*together, strict=True))
    observed = sum((one - other) ** 2 for one, other in together)
    expected = sum(
        count * opposite * (one - other) ** 2
        for one, count in zip(levels, ones, strict=True)
        for other, opposite in zip(levels, others, strict=True)
    )
    return 1 - Fraction(len(together) * observed, expected) if expected else Undefined.NO_VARIATION


def all_pairs(unit: UnitCounts) -> int:
    """How many pairs of raters a unit has."""
    return unit.values * (unit.values - 1) // 2


def equal_pairs(unit: UnitCounts) -> int:
    """How many pairs of raters gave the unit the same level."""
    return sum(count * (count - 1) // 2 for count in unit.by_level)


def mean_disagreement(units: Iterable[UnitCounts], distances: Sequence[int]) -> Fraction:
    """The mean over pairable units of the mean squared distance between two of a unit's raters."""
    by_pairs: dict[int, int] = defaultdict(int)
    pairable = 0
    for unit in units:
        if unit.pairable:
            pairable += 1
            counts = products(unit.by_level)
            by_pairs[all_pairs(unit)] += sum(map(mul, counts, distances))
    return mean(by_pairs, pairable)


def prevalences(units: Iterable[UnitCounts]) -> list[Fraction]:
    """For each level the mean, over units with any value, of the share of the unit's raters who gave it."""
    scored = [unit for unit in units if unit.values]
    shares: list[dict[int, int]] = [defaultdict(int) for _ in scored[0].by_level]
    for unit in scored:
        raters = unit.values
        for share, count in zip(shares, unit.by_level, strict=True):
            share[raters] += count
    return [mean(share, len(scored)) for share in shares]


def mean(numerators: Mapping[int, int], count: int) -> Fraction:
    """The mean of ``count`` fractions, given the sum of the numerators over each denominator."""
    return sum((Fraction(total, denominator) for denominator, total in numerators.items()), Fraction()) / count

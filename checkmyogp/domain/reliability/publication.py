"""What the scorecard prints about agreement among NGOs, never including the government.

Source: the published method, section "Agreement among NGOs (reliability)".
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from checkmyogp.domain.bootstrap import Interval, Undefined
from checkmyogp.domain.reliability.agreement import adjacent_agreement, exact_agreement, gwet_ac2
from checkmyogp.domain.reliability.coincidences import Coincidences, Metric, alpha_interval
from checkmyogp.domain.reliability.counts import UnitCounts
from checkmyogp.domain.reliability.raters import Ratings, publishable_alpha, raters


@dataclass(frozen=True, slots=True)
class Reliability:
    """Agreement on one criterion: each figure, or why it is not printed."""

    alpha: Fraction | Undefined  # Krippendorff's, ordinal metric
    interval: Interval | Undefined  # of alpha, over commitments
    ac2: Fraction | Undefined  # Gwet's, quadratic weights
    exact: Fraction | Undefined  # share of pairs with the same level
    adjacent: Fraction | Undefined  # share of pairs at most one level apart
    commitments: int  # with at least one of the milestones below
    milestones: int  # with two or more counted levels
    raters: int  # who gave at least one of the values below
    values: int  # pairable: on a milestone that another rater scored too


def reliability(
    ratings: Ratings, clusters: Sequence[Sequence[str]], levels: Sequence[int], *, seed: int, draws: int
) -> Reliability:
    """Agreement among NGOs on one criterion of one plan.

    ``clusters`` are the commitments in their published order, each naming its milestones; ``levels`` the rubric's full
    list, ascending. The interval draws only from commitments that hold a pairable milestone, in that order: the others
    carry no information on agreement, and eight of them would not make an interval. Gwet's AC2 alone also hears the
    milestones that one NGO scored.

    Raises:
        ValueError: when a milestone is in no commitment or in two, a level is not on the rubric, or the levels are not
            in order.
    """
    refuse_stray_milestones(ratings, clusters)
    counted = [
        [UnitCounts.of(ratings[unit].values(), levels) for unit in cluster if unit in ratings] for cluster in clusters
    ]
    units = list(chain.from_iterable(counted))
    pairable = [cluster for cluster in counted if any(unit.pairable for unit in cluster)]
    alpha = publishable_alpha(units, levels, Metric.ORDINAL)
    return Reliability(
        alpha=alpha,
        interval=alpha if isinstance(alpha, Undefined) else interval_over(pairable, levels, seed=seed, draws=draws),
        ac2=gwet_ac2(units, levels),
        exact=exact_agreement(units),
        adjacent=adjacent_agreement(units, levels),
        commitments=len(pairable),
        milestones=sum(unit.pairable for unit in units),
        raters=len(raters({unit: given for unit, given in ratings.items() if len(given) > 1})),
        values=sum(unit.values for unit in units if unit.pairable),
    )


def interval_over(
    clusters: Sequence[Sequence[UnitCounts]], levels: Sequence[int], *, seed: int, draws: int
) -> Interval | Undefined:
    """The interval of the ordinal alpha over commitments, each given by its milestones' counts."""
    coincidences = [Coincidences.of(cluster, levels) for cluster in clusters]
    return alpha_interval(coincidences, Metric.ORDINAL, seed=seed, draws=draws)


def refuse_stray_milestones(ratings: Ratings, clusters: Sequence[Sequence[str]]) -> None:
    """Stop before a milestone is left out, or counted twice, unnoticed.

    Raises:
        ValueError: naming the milestones that are in no commitment or in more than one.
    """
    placed = Counter(chain.from_iterable(clusters))
    stray = sorted(unit for unit in ratings.keys() | placed.keys() if placed[unit] != 1)
    if stray:
        raise ValueError(f"not in exactly one commitment: {', '.join(stray)}")

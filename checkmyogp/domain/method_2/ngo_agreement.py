"""Everything that version 2 prints about agreement among NGOs on one criterion, never including the government.

Source: the published method, version 2, section "Agreement among NGOs (reliability)".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from checkmyogp.domain.bootstrap import Interval, Undefined
from checkmyogp.domain.findings import MilestoneRatings, ratings
from checkmyogp.domain.method_2.chance import ChanceAgreement, chance_agreement
from checkmyogp.domain.method_2.panel_reliability import NoPanelReliability, PanelReliability, panel_reliability
from checkmyogp.domain.reliability import (
    FEWEST_MILESTONES,
    Coincidences,
    Metric,
    UnitCounts,
    adjacent_agreement,
    alpha,
    alpha_interval,
    exact_agreement,
    gwet_ac2,
)

MEANINGLESS = Undefined.NO_VARIATION
"""On a scale of a single level nothing can vary, and no coefficient has a meaning."""


@dataclass(frozen=True, slots=True)
class NgoAgreement:
    """Agreement among NGOs: each figure, or why it is not printed."""

    alpha: Fraction | Undefined  # Krippendorff's, ordinal metric; not printed below ten milestones
    interval: Interval | Undefined  # of alpha, milestones drawn again within the plan: a description only
    panel: PanelReliability | Undefined | NoPanelReliability
    ac2: Fraction | Undefined  # Gwet's, quadratic weights over the whole scale
    exact: Fraction | Undefined  # share of pairs with the same level
    adjacent: Fraction | Undefined  # share of pairs at most one level apart
    by_chance: ChanceAgreement | Undefined
    milestones: int  # with two or more counted levels
    raters: int  # who gave at least one of the values below
    values: int  # pairable: on a milestone that another NGO scored too


def ngo_agreement(rows: Sequence[MilestoneRatings], scale: Sequence[int], *, seed: int, draws: int) -> NgoAgreement:
    """Agreement on one criterion over any selection of milestones; ``scale`` is its full list of levels, ascending.

    Raises:
        ValueError: when a level is not on the scale.
    """
    given = ratings(rows)
    together = {milestone: levels for milestone, levels in given.items() if len(levels) > 1}
    counts = (len(together), len({rater for levels in together.values() for rater in levels}))
    values = sum(map(len, together.values()))
    if len(scale) == 1:
        none = MEANINGLESS
        return NgoAgreement(none, none, none, none, none, none, none, *counts, values)
    units = [UnitCounts.of(levels.values(), scale) for levels in given.values()]
    pairable = [Coincidences.of([unit], scale) for unit in units if unit.pairable]
    enough = len(pairable) >= FEWEST_MILESTONES
    found = alpha(Coincidences.of(units, scale), Metric.ORDINAL) if enough else Undefined.TOO_FEW_MILESTONES
    undefined = isinstance(found, Undefined)
    return NgoAgreement(
        alpha=found,
        interval=found if undefined else alpha_interval(pairable, Metric.ORDINAL, seed=seed, draws=draws),
        panel=panel_reliability(found, map(len, together.values())),
        ac2=gwet_ac2(units, scale),
        exact=exact_agreement(units),
        adjacent=adjacent_agreement(units, scale),
        by_chance=chance_agreement(units, scale),
        milestones=counts[0],
        raters=counts[1],
        values=values,
    )

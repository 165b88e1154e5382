"""How far NGOs agree, down to the counts it is computed from: per commitment, per rater, and the matrix itself.

The figures of a whole criterion are the snapshot's own; what a snapshot does not hold is computed here from its scores.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from checkmyogp.comparison.criterion_data import CriterionData
from checkmyogp.domain import findings
from checkmyogp.domain.reliability import (
    FEWEST_MILESTONES,
    Coincidences,
    LeftOut,
    Metric,
    Severity,
    Undefined,
    UnitCounts,
    adjacent_agreement,
    alpha,
    alpha_misleads,
    exact_agreement,
    gwet_ac2,
    leave_one_out,
    severity,
)


@dataclass(frozen=True)
class Scored:
    """Some milestones with the counts of their levels, and the coefficients that these give, whatever their number."""

    milestones: Mapping[str, Sequence[int]]
    """The levels of each milestone that was scored, ascending; one that a single NGO scored is heard by AC2 alone."""
    units: Sequence[UnitCounts]
    """The same as counts."""
    levels: Sequence[int]

    @classmethod
    def of(cls, ratings: Mapping[str, Mapping[str, int]], numbers: Iterable[str], levels: Sequence[int]) -> "Scored":
        """Count the levels of these milestones."""
        given = {number: sorted(ratings[number].values()) for number in numbers}
        units = [UnitCounts.of(found, levels) for found in given.values()]
        return cls(given, units, levels)

    @property
    def pairable(self) -> int:
        """How many of them two or more NGOs scored."""
        return sum(unit.pairable for unit in self.units)

    @property
    def few(self) -> bool:
        """Whether a scorecard prints no alpha over so few milestones."""
        return self.pairable < FEWEST_MILESTONES

    @cached_property
    def coincidences(self) -> Coincidences:
        """Krippendorff's matrix."""
        return Coincidences.of(self.units, self.levels)

    @cached_property
    def alphas(self) -> Mapping[Metric, Fraction | Undefined]:
        """Alpha by each metric."""
        return {metric: alpha(self.coincidences, metric) for metric in Metric}

    @property
    def alpha(self) -> Fraction | Undefined:
        """Alpha by the metric that is published."""
        return self.alphas[Metric.ORDINAL]

    @property
    def ac2(self) -> Fraction | Undefined:
        """Gwet's coefficient."""
        return gwet_ac2(self.units, self.levels)

    @cached_property
    def exact(self) -> Fraction | Undefined:
        """The share of pairs of scores with the same level."""
        return exact_agreement(self.units)

    @property
    def adjacent(self) -> Fraction | Undefined:
        """The share of pairs at most one level apart."""
        return adjacent_agreement(self.units, self.levels)

    @property
    def misleading(self) -> bool:
        """Whether alpha misleads here."""
        return alpha_misleads(self.alpha, self.exact)


@dataclass(frozen=True, slots=True)
class Rater:
    """What one NGO does to the agreement, and how far it stands from the others."""

    key: str
    left_out: LeftOut
    severity: Severity | Undefined


def of_criterion(judged: CriterionData) -> Scored:
    """All milestones of a criterion together."""
    return Scored.of(judged.ratings, judged.ratings, judged.criterion.values)


def by_commitment(judged: CriterionData) -> dict[str, Scored]:
    """The milestones of each commitment of which one was scored."""
    found = findings.clusters(judged.rows)
    return {
        top: Scored.of(judged.ratings, numbers, judged.criterion.values) for top, numbers in found.items() if numbers
    }


def by_rater(judged: CriterionData) -> list[Rater]:
    """Every NGO that gave a level that counts, in the order of keys."""
    effects = leave_one_out(judged.ratings, judged.criterion.values)
    stands = severity(judged.ratings)
    return [Rater(key, effects[key], stands[key]) for key in effects]

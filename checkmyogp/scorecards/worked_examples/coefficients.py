"""Examples of agreement: alpha with its matrix, its marks, chance, the panel, AC2, weighted kappa, severity.

Sources: Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability" (the first example); Cohen 1968, "Weighted
kappa" (the table of two judges).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from checkmyogp.domain import display
from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.findings import ratings
from checkmyogp.domain.method_2.chance import ChanceAgreement, chance_agreement
from checkmyogp.domain.method_2.panel_reliability import AlphaMark, PanelReliability, alpha_mark, panel_reliability
from checkmyogp.domain.reliability import (
    Coincidences,
    LeftOut,
    Metric,
    Severity,
    UnitCounts,
    adjacent_agreement,
    alpha,
    exact_agreement,
    gwet_ac2,
    leave_one_out,
    severity,
    weighted_kappa,
)
from checkmyogp.scorecards.worked_examples.example_plan import SCALE, example_rows

KRIPPENDORFF = "11.1|2232|3333|3333|2222|1234|4444|1121|2222|.555|..11|.3.."
SMALL = "33.|010|112|2.2|323|00.|121|.3."
SKEWED = "|".join(["11"] * 18 + ["12", "21"])
COHEN = ((88, 14, 18), (10, 40, 10), (2, 6, 12))
"""How often the first judge gave the row's level and the second the column's."""
MARKED = (Fraction(815, 1000), Fraction(7995, 10000), Fraction(7, 10), Fraction(648, 1000))
"""Alphas whose marks are shown; the second is shown as .800."""


@dataclass(frozen=True, slots=True)
class ScoredExample:
    """Scores of several raters, a row for each milestone, and what they give."""

    rows: tuple[str, ...]
    units: tuple[UnitCounts, ...]
    scale: tuple[int, ...]

    @property
    def coincidences(self) -> Coincidences:
        """Which levels stand together."""
        return Coincidences.of(self.units, self.scale)

    @property
    def matrix(self) -> tuple[tuple[str, ...], ...]:
        """The coincidence matrix as shown."""
        return tuple(tuple(display.coincidences(cell) for cell in row) for row in self.coincidences.rows)

    @property
    def nominal(self) -> str:
        """Alpha, every two levels being equally far apart."""
        return shown(alpha(self.coincidences, Metric.NOMINAL))

    @property
    def ordinal(self) -> str:
        """Alpha as it is published."""
        return shown(alpha(self.coincidences, Metric.ORDINAL))

    @property
    def interval(self) -> str:
        """Alpha, levels lying as far apart as their numbers."""
        return shown(alpha(self.coincidences, Metric.INTERVAL))

    @property
    def ac2(self) -> str:
        """Gwet's coefficient."""
        return shown(gwet_ac2(self.units, self.scale))

    @property
    def exact(self) -> str:
        """Pairs with the same level, in per cent."""
        return in_per_cent(exact_agreement(self.units))

    @property
    def adjacent(self) -> str:
        """Pairs at most one level apart, in per cent."""
        return in_per_cent(adjacent_agreement(self.units, self.scale))

    @property
    def exact_by_chance(self) -> str:
        """What chance alone would give of the first."""
        return in_per_cent(_defined(chance_agreement(self.units, self.scale)).exact)

    @property
    def adjacent_by_chance(self) -> str:
        """What chance alone would give of the second."""
        return in_per_cent(_defined(chance_agreement(self.units, self.scale)).adjacent)

    @property
    def panel(self) -> PanelReliability:
        """How reliable the middle of the panel is."""
        found = panel_reliability(
            alpha(self.coincidences, Metric.ORDINAL), (unit.values for unit in self.units if unit.pairable)
        )
        if not isinstance(found, PanelReliability):
            raise TypeError(f"the example has no panel reliability: {found}")
        return found


@dataclass(frozen=True, slots=True)
class CoefficientExamples:
    """The examples of every coefficient."""

    krippendorff: ScoredExample
    small: ScoredExample
    skewed: ScoredExample
    marks: tuple[tuple[str, AlphaMark], ...]
    panel_raters: str
    panel_value: str
    cohen: tuple[tuple[int, ...], ...]
    cohen_cases: int
    kappa: str
    severities: tuple[tuple[str, str, int, str], ...]
    """For each NGO of the example plan: how far it stands from the others, on how many milestones, its effect."""


def coefficient_examples() -> CoefficientExamples:
    """Compute them."""
    small = scored(SMALL, SCALE)
    return CoefficientExamples(
        krippendorff=scored(KRIPPENDORFF, (1, 2, 3, 4, 5)),
        small=small,
        skewed=scored(SKEWED, SCALE),
        marks=tuple((display.coefficient(value), alpha_mark(value)) for value in MARKED),
        panel_raters=display.levels(small.panel.raters),
        panel_value=display.coefficient(small.panel.value),
        cohen=COHEN,
        cohen_cases=sum(map(sum, COHEN)),
        kappa=shown(weighted_kappa(_pairs(COHEN), range(len(COHEN)))),
        severities=_severities(),
    )


def scored(written: str, scale: Sequence[int]) -> ScoredExample:
    """Milestones are separated by a bar, one character per rater, a point for a missing score."""
    rows = tuple(written.split("|"))
    units = tuple(UnitCounts.of([int(level) for level in row if level != "."], scale) for row in rows)
    return ScoredExample(rows, units, tuple(scale))


def shown(value: Fraction | Undefined) -> str:
    """A coefficient, or the key of the reason why there is none."""
    return value.value if isinstance(value, Undefined) else display.coefficient(value)


def in_per_cent(value: Fraction | Undefined) -> str:
    """A share, or the key of the reason why there is none."""
    return value.value if isinstance(value, Undefined) else display.percent(value)


def _defined(found: ChanceAgreement | Undefined) -> ChanceAgreement:
    if isinstance(found, Undefined):
        raise TypeError(f"the example has no agreement by chance: {found}")
    return found


def _pairs(table: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    return [(one, other) for one, row in enumerate(table) for other, count in enumerate(row) for _ in range(count)]


def _severities() -> tuple[tuple[str, str, int, str], ...]:
    given = ratings(example_rows())
    without = leave_one_out(given, SCALE)
    return tuple(
        (ngo, display.rounded_levels(stands.mean), stands.milestones, _effect(without[ngo]))
        for ngo, stands in severity(given).items()
        if isinstance(stands, Severity)
    )


def _effect(left_out: LeftOut) -> str:
    effect = left_out.effect
    return effect.value if isinstance(effect, Undefined) else display.signed_coefficient(effect)

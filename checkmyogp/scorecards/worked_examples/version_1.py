"""The method's worked examples, computed by the very code that computes scorecards.

Sources: Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability" (example A); the published method (the rest).
"""

from dataclasses import dataclass
from fractions import Fraction

from checkmyogp.domain import display
from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.crosswalks import mean_of_bands
from checkmyogp.domain.divergence import Divergence, Outcome, compare, coverage, outcome
from checkmyogp.domain.reliability import Coincidences, Metric, UnitCounts, alpha, exact_agreement, gwet_ac2
from checkmyogp.domain.scales import Account, Silence

NOT_DUE = "not due"
BANDS = {"100": 50, "70": 21, "30": 19, "0": 0, NOT_DUE: 2}
QUORUM = 3
COMPARISONS: tuple[tuple[Account, tuple[int, ...]], ...] = (
    (3, (0, 1, 1, 1, 2)),
    (3, (2, 2, 3, 3)),
    (3, (0, 1, 2, 3, 3)),
    (1, (2, 2, 2, 2, 3)),
    (3, (2, 3)),
    (Silence.NOT_REPORTED, (1, 1, 2)),
)
KRIPPENDORFF = "11.1|2232|3333|3333|2222|1234|4444|1121|2222|.555|..11|.3.."
SMALL = "33.|010|112|2.2|323|00.|121|.3."
SKEWED = "|".join(["11"] * 18 + ["12", "21"])


@dataclass(frozen=True, slots=True)
class ComparisonExample:
    """One milestone of the example: what was said, and what it comes to."""

    government: Account
    levels: tuple[int, ...]
    outcome: Outcome
    divergence: Divergence | None

    @property
    def position(self) -> str:
        """Civil society's median; empty without one."""
        return display.levels(self.divergence.position.median) if self.divergence else ""

    @property
    def distance(self) -> str:
        """Government minus civil society; empty without one."""
        return display.signed_levels(self.divergence.signed) if self.divergence else ""


@dataclass(frozen=True, slots=True)
class AgreementExample:
    """Scores of several raters, a row a milestone, and the coefficients they give."""

    rows: tuple[str, ...]
    nominal: str
    ordinal: str
    interval: str
    ac2: str
    exact: str


@dataclass(frozen=True, slots=True)
class Worked:
    """Every worked example."""

    bands: dict[str, int]
    bands_mean: str
    bands_mistake: str
    quorum: int
    compared: tuple[ComparisonExample, ...]
    coverages: tuple[tuple[int, str], ...]
    krippendorff: AgreementExample
    small: AgreementExample
    skewed: AgreementExample


def all_() -> Worked:
    """Compute them."""
    due = sum(int(raw) * count for raw, count in BANDS.items() if raw != NOT_DUE)
    mean = mean_of_bands(BANDS, not_due=NOT_DUE)
    return Worked(
        bands=BANDS,
        bands_mean=display.rounded(mean, 2) if isinstance(mean, Fraction) else mean.value,
        bands_mistake=display.rounded(Fraction(due, sum(BANDS.values())), 2),
        quorum=QUORUM,
        compared=tuple(_compared(government, levels) for government, levels in COMPARISONS),
        coverages=tuple((raters, display.percent_at_least(coverage(raters))) for raters in range(3, 9)),
        krippendorff=_agreement(KRIPPENDORFF, (1, 2, 3, 4, 5)),
        small=_agreement(SMALL, (0, 1, 2, 3)),
        skewed=_agreement(SKEWED, (0, 1, 2, 3)),
    )


def _compared(government: Account, levels: tuple[int, ...]) -> ComparisonExample:
    found = compare(government, levels, quorum=QUORUM)
    return ComparisonExample(government, levels, outcome(found), found if isinstance(found, Divergence) else None)


def _agreement(written: str, scale: tuple[int, ...]) -> AgreementExample:
    """Units are separated by a bar, one character per rater, a point for a missing score."""
    rows = tuple(written.split("|"))
    units = [UnitCounts.of([int(level) for level in row if level != "."], scale) for row in rows]
    coincidences = Coincidences.of(units, scale)
    return AgreementExample(
        rows=rows,
        nominal=_shown(alpha(coincidences, Metric.NOMINAL)),
        ordinal=_shown(alpha(coincidences, Metric.ORDINAL)),
        interval=_shown(alpha(coincidences, Metric.INTERVAL)),
        ac2=_shown(gwet_ac2(units, scale)),
        exact=_percent(exact_agreement(units)),
    )


def _shown(value: Fraction | Undefined) -> str:
    return value.value if isinstance(value, Undefined) else display.coefficient(value)


def _percent(value: Fraction | Undefined) -> str:
    return value.value if isinstance(value, Undefined) else display.percent(value)

"""Examples of a whole plan: two lists, headline counts, a derived level, the mean distance, bands."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from checkmyogp.domain import display
from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.crosswalks import mean_of_bands
from checkmyogp.domain.irm.agreement import Lifting
from checkmyogp.domain.method_2 import derived_levels
from checkmyogp.domain.method_2.derived_levels import DerivedLevel
from checkmyogp.domain.method_2.headline_counts import PlanCounts, mean_distance, plan_counts
from checkmyogp.domain.method_2.two_lists import Lists, two_lists
from checkmyogp.domain.method_2.verdicts import MilestoneFinding, TwoAccounts
from checkmyogp.domain.scales import Silence
from checkmyogp.scorecards.worked_examples.example_plan import (
    CRITERION,
    DUE,
    NGOS,
    SCALE,
    example_findings,
    example_records,
)

LIFTED = "1"
"""The commitment whose derived level is shown."""
NOT_DUE = "not due"
REPORTED_BANDS = {"100": 50, "70": 21, "30": 19, "0": 0, NOT_DUE: 2}
"""How many milestones report each band."""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One milestone of the example plan as its table shows it."""

    number: str
    band: str
    """As reported; empty where nothing was."""
    finding: MilestoneFinding
    given: tuple[int | Silence, ...]
    """A level or silence for each NGO."""


@dataclass(frozen=True, slots=True)
class PlanExamples:
    """The example plan, and what it comes to."""

    ngos: tuple[str, ...]
    lines: tuple[PlanLine, ...]
    lists: Lists
    counts: PlanCounts
    government_derived: tuple[DerivedLevel, ...]
    """By the median rule, then by the strict one."""
    civil_society_derived: tuple[DerivedLevel, ...]
    signed: tuple[int, ...]
    """The signed distance of each comparable milestone."""
    mean: str


@dataclass(frozen=True, slots=True)
class BandsExample:
    """A mean of bands, and what it would be if what is not yet due were counted."""

    counts: Mapping[str, int]
    not_due: str
    mean: str
    mistake: str


def plan_examples() -> PlanExamples:
    """Compute them."""
    found = example_findings()
    lifted = [finding for finding in found if finding.row.commitment == LIFTED]
    return PlanExamples(
        ngos=NGOS,
        lines=tuple(_lines(found)),
        lists=two_lists(found, SCALE),
        counts=plan_counts(found, highest=CRITERION.highest, due=DUE),
        government_derived=tuple(derived_levels.of_the_government(lifted, SCALE, rule=rule) for rule in Lifting),
        civil_society_derived=tuple(derived_levels.of_civil_society(lifted, SCALE, rule=rule) for rule in Lifting),
        signed=tuple(each.compared.signed_distance for each in found if isinstance(each.compared, TwoAccounts)),
        mean=shown_mean(mean_distance(found)),
    )


def bands_example() -> BandsExample:
    """Compute it."""
    due = sum(int(raw) * count for raw, count in REPORTED_BANDS.items() if raw != NOT_DUE)
    mean = mean_of_bands(REPORTED_BANDS, not_due=NOT_DUE)
    return BandsExample(
        counts=REPORTED_BANDS,
        not_due=NOT_DUE,
        mean=display.rounded(mean, 2) if isinstance(mean, Fraction) else mean.value,
        mistake=display.rounded(Fraction(due, sum(REPORTED_BANDS.values())), 2),
    )


def shown_mean(mean: Fraction | Undefined) -> str:
    """A mean in levels with its sign, or the key of the reason why there is none."""
    return mean.value if isinstance(mean, Undefined) else display.rounded_levels(mean)


def _lines(found: tuple[MilestoneFinding, ...]) -> list[PlanLine]:
    lines: list[PlanLine] = []
    for record, finding in zip(example_records(), found, strict=True):
        given = {rating.rater: rating.account for rating in record.ratings}
        lines.append(
            PlanLine(
                number=record.milestone,
                band=record.report.read_from.band if record.report.read_from else "",
                finding=finding,
                given=tuple(given.get(ngo, Silence.NOT_ASSESSED) for ngo in NGOS),
            )
        )
    return lines

"""Parts of the plain form that several figures are written in.

A number, a level, a silence and a coefficient are written as in version 1 (``domain.figures``). A place between two
levels is ``{"middle": [1, 2]}``; the ends of a range are shown rounded outwards.
"""

from collections.abc import Iterable
from fractions import Fraction

from checkmyogp.domain import display
from checkmyogp.domain.bootstrap import Interval, Undefined
from checkmyogp.domain.figures import PlainTable, number
from checkmyogp.domain.method_2.ballots import CountRange, Ranges
from checkmyogp.domain.method_2.changes import ChangedVerdict
from checkmyogp.domain.method_2.headline_counts import Headline
from checkmyogp.domain.method_2.outward import outward
from checkmyogp.domain.method_2.positions import Middle
from checkmyogp.domain.rubrics import Criterion
from checkmyogp.domain.scales import Silence

DECIMALS_OF_A_MEAN = 1
DECIMALS_OF_A_COEFFICIENT = 3


def stance(stands: Middle | Silence) -> PlainTable:
    """Where civil society stands: the middle two levels, or its silence."""
    return {"silence": stands.value} if isinstance(stands, Silence) else {"middle": [stands.lower, stands.upper]}


def mean(value: Fraction | Undefined) -> PlainTable:
    """A mean of signed levels, one decimal, or why there is none."""
    if isinstance(value, Undefined):
        return {"undefined": value.value}
    return number(value, display.rounded_levels(value))


def headlines_of(criterion: Criterion) -> tuple[Headline, ...]:
    """The counts that make sense: where civil society alone is asked nothing is compared."""
    return tuple(Headline) if criterion.compared else (Headline.POSITIONS, Headline.POSITIONS_AT_TOP)


def count_ranges(counts: tuple[tuple[Headline, CountRange], ...], criterion: Criterion) -> PlainTable:
    """The fewest and the most of each headline count, by its key."""
    found = dict(counts)
    return {each.value: {"low": found[each].low, "high": found[each].high} for each in headlines_of(criterion)}


def ranges(found: Ranges, criterion: Criterion) -> PlainTable:
    """How far each headline count goes, and the mean distance where there is one."""
    content: PlainTable = {"counts": count_ranges(found.counts, criterion)}
    if criterion.compared:
        content["mean_distance"] = _mean_range(found.mean)
    return content


def _mean_range(ends: tuple[Fraction, Fraction] | Undefined) -> PlainTable:
    if isinstance(ends, Undefined):
        return {"undefined": ends.value}
    # What is cut outwards is shown with its sign, as a mean itself is.
    low, high = (display.rounded_levels(Fraction(end)) for end in outward(*ends, DECIMALS_OF_A_MEAN))
    return {"low": number(ends[0], low), "high": number(ends[1], high)}


def changes(found: Iterable[ChangedVerdict]) -> list[PlainTable]:
    """Which verdicts are others when the same scores are read otherwise."""
    return [
        {"milestone": change.milestone, "before": change.before.value, "after": change.after.value} for change in found
    ]


def interval(found: Interval | Undefined) -> PlainTable:
    """The interval of a coefficient, or why there is none."""
    if isinstance(found, Undefined):
        return {"undefined": found.value}
    low, high = outward(found.low, found.high, DECIMALS_OF_A_COEFFICIENT)
    return {
        "low": number(found.low, low),
        "high": number(found.high, high),
        "draws": found.draws,
        "undefined_draws": found.undefined,
    }

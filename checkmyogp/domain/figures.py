"""A round's findings in the plain form that a snapshot keeps: each number exact and as shown, each silence by name.

A number is ``{"exact": "3/2", "shown": "1.5"}``; a level that was said is an integer; where there is neither, there
is ``{"silence": "no_quorum"}`` for what nobody said, and ``{"undefined": "too_few_commitments"}`` for what the
method does not compute. The stand-alone verifier recomputes all of this from the scores.
Source: the published method.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from checkmyogp.domain import display
from checkmyogp.domain.bootstrap import Interval, Undefined, bootstrap
from checkmyogp.domain.canon import Plain
from checkmyogp.domain.divergence import Divergence, Position, Verdict, outcome
from checkmyogp.domain.findings import (
    Comparison,
    MilestoneRatings,
    Sum,
    Tally,
    clusters,
    commitment_level,
    compare_row,
    divergence_sums,
    leave_one_out,
    mean_divergence,
    ratings,
    tally,
)
from checkmyogp.domain.reliability import Reliability, reliability
from checkmyogp.domain.rubrics import Criterion
from checkmyogp.domain.scales import Account, Silence

PlainTable = dict[str, Plain]


@dataclass(frozen=True, slots=True)
class Method:
    """What the sums depend on besides the scores."""

    quorum: int
    seed: int
    draws: int


def figures(criterion: Criterion, rows: Sequence[MilestoneRatings], method: Method) -> PlainTable:
    """Everything the scorecard says of one criterion; ``rows`` are all milestones, in the plan's order."""
    comparisons = [compare_row(row, quorum=method.quorum) for row in rows]
    content: PlainTable = {
        "criterion": criterion.key,
        "compared": criterion.compared,
        "counts": _counts(tally(comparisons, top=criterion.highest), compared=criterion.compared),
        "agreement": _agreement(_reliability(criterion, rows, method)),
        "commitments": _commitments(criterion, comparisons),
        "milestones": [_milestone(comparison, compared=criterion.compared) for comparison in comparisons],
    }
    if criterion.compared:
        content |= {
            "mean_divergence": _mean_divergence(comparisons, method),
            "leave_one_out": _leave_one_out(rows, method),
        }
    return content


def of_milestones(criterion: Criterion, rows: Sequence[MilestoneRatings], *, quorum: int) -> list[PlainTable]:
    """What the scorecard says of each milestone on one criterion, and nothing of the plan as a whole."""
    return [_milestone(compare_row(row, quorum=quorum), compared=criterion.compared) for row in rows]


def number(value: Fraction | int, shown: str) -> PlainTable:
    """A number, exact and as shown."""
    return {"exact": str(Fraction(value)), "shown": shown}


def account(said: Account) -> Plain:
    """A level, or the silence in its place."""
    return {"silence": said.value} if isinstance(said, Silence) else said


def _counts(counted: Tally, *, compared: bool) -> PlainTable:
    content: PlainTable = {
        "active": counted.active,
        "withdrawn": counted.withdrawn,
        "assessed": counted.assessed,
        "civil_society_at_top": counted.civil_society_at_top,
        "split": counted.split,
    }
    if compared:
        content |= {
            "reported": counted.reported,
            "comparable": counted.comparable,
            "government_at_top": counted.government_at_top,
            "fragile": counted.fragile,
            "outcomes": {outcome.value: count for outcome, count in counted.outcomes},
        }
    return content


def _milestone(comparison: Comparison, *, compared: bool) -> PlainTable:
    row = comparison.row
    content: PlainTable = {
        "number": row.milestone,
        "levels": sorted(row.levels()),
        "position": _position(comparison.civil_society),
    }
    if compared:
        content |= {
            "government": account(row.government),
            "outcome": comparison.outcome.value,
            **_divergence(comparison.divergence),
            "fragile": comparison.fragile,
        }
        if comparison.row.has_interested:
            content["without_interested"] = {
                "levels": sorted(row.levels(interested=False)),
                "outcome": outcome(comparison.without_interested).value,
                **_divergence(comparison.without_interested),
            }
    return content


def _position(stands: Position | Silence) -> PlainTable:
    if isinstance(stands, Silence):
        return {"silence": stands.value}
    return {
        **number(stands.median, display.levels(stands.median)),
        "lowest": stands.lowest,
        "highest": stands.highest,
        "coverage": number(stands.coverage, display.percent_at_least(stands.coverage)),
        "split": stands.split,
    }


def _divergence(divergence: Divergence | Silence) -> PlainTable:
    if isinstance(divergence, Silence):
        return {}
    support = divergence.support
    return {
        "divergence": number(divergence.signed, display.signed_levels(divergence.signed)),
        "support": {"below": support.below, "at": support.at, "above": support.above, "clear": divergence.clear},
    }


def _mean_divergence(comparisons: Sequence[Comparison], method: Method) -> PlainTable:
    sums = divergence_sums(comparisons)
    mean = mean_divergence(sums)
    if isinstance(mean, Silence):
        return {"undefined": Undefined.NO_PAIRS.value, "interval": {"undefined": Undefined.NO_PAIRS.value}}
    interval = bootstrap(sums, _mean_of_drawn, seed=method.seed, draws=method.draws)
    return {
        **number(mean, display.rounded_levels(mean)),
        "interval": _interval(interval, display.rounded_levels),
    }


def _mean_of_drawn(sums: Sequence[Sum]) -> Fraction:
    mean = mean_divergence(sums)
    assert not isinstance(mean, Silence)  # noqa: S101 - each sum stands for at least one milestone
    return mean


def _interval(interval: Interval | Undefined, shown: display.Shown) -> PlainTable:
    if isinstance(interval, Undefined):
        return {"undefined": interval.value}
    return {
        "low": number(interval.low, shown(interval.low)),
        "high": number(interval.high, shown(interval.high)),
        "draws": interval.draws,
        "undefined_draws": interval.undefined,
    }


def _leave_one_out(rows: Sequence[MilestoneRatings], method: Method) -> PlainTable:
    by_rater = leave_one_out(rows, quorum=method.quorum)
    counts = [count for _, count in by_rater]
    content: PlainTable = {
        "outcome": Verdict.GOVERNMENT_HIGHER.value,
        "by_rater": [{"rater": rater, "count": count} for rater, count in by_rater],
    }
    return content | {"low": min(counts), "high": max(counts)} if counts else content


def _commitments(criterion: Criterion, comparisons: Sequence[Comparison]) -> list[PlainTable]:
    numbers = dict.fromkeys(comparison.row.commitment for comparison in comparisons)
    return [
        _commitment(criterion, top, [item for item in comparisons if item.row.commitment == top]) for top in numbers
    ]


def _commitment(criterion: Criterion, top: str, comparisons: Sequence[Comparison]) -> PlainTable:
    active = [comparison for comparison in comparisons if not comparison.row.withdrawn]
    positions = [item.civil_society.median for item in active if isinstance(item.civil_society, Position)]
    derived: PlainTable = {"civil_society": account(commitment_level(positions, otherwise=Silence.NOT_ASSESSED))}
    if criterion.compared:
        reported = [item.row.government for item in active if not isinstance(item.row.government, Silence)]
        derived["government"] = account(commitment_level(reported, otherwise=Silence.NOT_REPORTED))
    return {
        "number": top,
        "counts": _counts(tally(comparisons, top=criterion.highest), compared=criterion.compared),
        "derived": derived,
    }


def _reliability(criterion: Criterion, rows: Sequence[MilestoneRatings], method: Method) -> Reliability:
    found = clusters(rows).values()
    return reliability(ratings(rows), list(found), criterion.values, seed=method.seed, draws=method.draws)


def _agreement(found: Reliability) -> PlainTable:
    return {
        "alpha": coefficient(found.alpha),
        "interval": _interval(found.interval, display.coefficient),
        "ac2": coefficient(found.ac2),
        "exact_agreement": share(found.exact),
        "adjacent_agreement": share(found.adjacent),
        "commitments": found.commitments,
        "milestones": found.milestones,
        "raters": found.raters,
        "values": found.values,
    }


def coefficient(value: Fraction | Undefined) -> PlainTable:
    """A coefficient of agreement, or why there is none."""
    if isinstance(value, Undefined):
        return {"undefined": value.value}
    return number(value, display.coefficient(value))


def share(value: Fraction | Undefined) -> PlainTable:
    """A share in per cent, or why there is none."""
    return {"undefined": value.value} if isinstance(value, Undefined) else number(value, display.percent(value))

"""The published figures of each milestone and criterion, as the scorecard keeps them."""

from flask_babel import lazy_gettext

from checkmyogp.comparison.exporting.cells import ColumnKind, ExportCell, ExportColumn, ExportRow, ExportTable
from checkmyogp.comparison.exporting.columns import (
    COMMITMENT,
    CRITERION,
    DENOMINATOR,
    MILESTONE,
    NUMERATOR,
    ORDER,
    SHOWN,
    TOP,
    place,
)
from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.divergence import Verdict
from checkmyogp.domain.findings import OUTCOMES
from checkmyogp.domain.scales import Silence
from checkmyogp.scorecards.rows import MilestoneRow, milestone_row
from checkmyogp.snapshots.criteria import CriterionView
from checkmyogp.snapshots.figures import Figure
from checkmyogp.snapshots.reader import Scorecard

EVERY_OUTCOME = (*(outcome.value for outcome in OUTCOMES), Silence.WITHDRAWN.value)
NO_POSITION = tuple(key for key in EVERY_OUTCOME if key not in {*Verdict, Silence.NOT_REPORTED, Silence.NOT_YET_DUE})
EVERY_UNDEFINED = tuple(reason.value for reason in Undefined)
FIGURES = (
    "alpha",
    "alpha_low",
    "alpha_high",
    "ac2",
    "exact_agreement",
    "adjacent_agreement",
    "commitments",
    "milestones",
    "raters",
    "values",
)

DIVERGENCE = (
    ORDER,
    MILESTONE,
    COMMITMENT,
    TOP,
    CRITERION,
    ExportColumn("n", ColumnKind.NUMBER, lazy_gettext("How many NGO levels count.")),
    ExportColumn(
        "levels", ColumnKind.TEXT, lazy_gettext("These levels, ascending, in brackets, with a space between them.")
    ),
    ExportColumn(
        "position",
        ColumnKind.NUMBER,
        lazy_gettext(
            "Civil society's median, exact: it may fall halfway between two levels. Empty without a position."
        ),
    ),
    ExportColumn("position_shown", ColumnKind.NUMBER, lazy_gettext("The position as the scorecard prints it.")),
    ExportColumn("position_silence", ColumnKind.TEXT, lazy_gettext("Why there is no position."), NO_POSITION),
    ExportColumn(
        "government_level",
        ColumnKind.NUMBER,
        lazy_gettext("The government's level; empty where it is silent or not asked."),
    ),
    ExportColumn(
        "government_silence",
        ColumnKind.TEXT,
        lazy_gettext("Why the government gave no level; empty where it is not asked."),
        (Silence.NOT_REPORTED.value, Silence.NOT_YET_DUE.value, Silence.WITHDRAWN.value),
    ),
    ExportColumn(
        "divergence", ColumnKind.NUMBER, lazy_gettext("The government's level minus the position, exact, in levels.")
    ),
    ExportColumn(
        "divergence_shown",
        ColumnKind.NUMBER,
        lazy_gettext("The divergence as the scorecard prints it, without a plus sign."),
    ),
    ExportColumn(
        "outcome",
        ColumnKind.TEXT,
        lazy_gettext("The verdict, or the silence in its place; empty where the government is not asked."),
        EVERY_OUTCOME,
    ),
    ExportColumn("below", ColumnKind.NUMBER, lazy_gettext("How many NGOs stand below the government's level.")),
    ExportColumn("at", ColumnKind.NUMBER, lazy_gettext("How many NGOs stand at the government's level.")),
    ExportColumn("above", ColumnKind.NUMBER, lazy_gettext("How many NGOs stand above the government's level.")),
    ExportColumn(
        "clear",
        ColumnKind.TRUTH,
        lazy_gettext("Whether at least two thirds of the NGOs stand where the verdict says."),
        ("true", "false"),
    ),
    ExportColumn(
        "split", ColumnKind.TRUTH, lazy_gettext("Whether the NGOs stand two or more levels apart."), ("true", "false")
    ),
    ExportColumn(
        "fragile",
        ColumnKind.TRUTH,
        lazy_gettext("Whether the outcome changes once the interested NGOs are left out."),
        ("true", "false"),
    ),
    ExportColumn(
        "outcome_without_interested",
        ColumnKind.TEXT,
        lazy_gettext("The outcome without the interested NGOs; empty where there is none."),
        EVERY_OUTCOME,
    ),
)

RELIABILITY = (
    CRITERION,
    ExportColumn(
        "figure",
        ColumnKind.TEXT,
        lazy_gettext(
            "Krippendorff's alpha with the ordinal metric and the ends of its interval; Gwet's AC2 with quadratic "
            "weights; the shares of pairs of NGOs with the same level and at most one level apart; and on how many "
            "commitments, milestones, NGOs and values they rest."
        ),
        FIGURES,
    ),
    NUMERATOR,
    DENOMINATOR,
    SHOWN,
    ExportColumn("undefined", ColumnKind.TEXT, lazy_gettext("Why the figure is not printed."), EVERY_UNDEFINED),
)


def divergence(scorecard: Scorecard) -> ExportTable:
    """Each milestone on each criterion, in the plan's order."""
    return ExportTable(
        "divergence.csv",
        lazy_gettext("How far the accounts of each milestone lie apart, as published."),
        DIVERGENCE,
        [
            {
                **place(order, milestone, scorecard.tops),
                "criterion": criterion.key,
                **_milestone(milestone_row(scorecard, criterion, number)),
            }
            for order, (number, milestone) in enumerate(scorecard.milestones.items(), start=1)
            for criterion in scorecard.criteria.values()
        ],
    )


def _milestone(found: MilestoneRow) -> ExportRow:
    row: dict[str, ExportCell] = {"n": len(found.levels), "levels": f"[{' '.join(map(str, found.levels))}]"}
    if isinstance(found.position, Silence):
        row["position_silence"] = found.position.value
    else:
        row |= {"position": found.position, "position_shown": found.position_shown, "split": found.split}
    return {**row, **_compared(found)} if found.compared else row


def _compared(found: MilestoneRow) -> ExportRow:
    silent = isinstance(found.government, Silence)
    row: dict[str, ExportCell] = {
        "government_silence" if silent else "government_level": found.government,
        "outcome": found.outcome,
        "fragile": found.fragile,
        "outcome_without_interested": found.without_interested,
    }
    if found.distance is not None and found.support:
        row |= {
            "divergence": found.distance,
            "divergence_shown": found.distance_shown.removeprefix("+"),
            "below": found.support.below,
            "at": found.support.at,
            "above": found.support.above,
            "clear": found.support.clear,
        }
    return row


def reliability(scorecard: Scorecard) -> ExportTable:
    """The agreement among NGOs on each criterion, as published."""
    return ExportTable(
        "reliability.csv",
        lazy_gettext("How far the NGOs agree among themselves on each criterion, as published."),
        RELIABILITY,
        [row for criterion in scorecard.criteria.values() for row in _agreement(criterion)],
    )


def _agreement(criterion: CriterionView) -> list[ExportRow]:
    found = criterion.figures.agreement
    interval = found.interval
    low, high = (interval, interval) if isinstance(interval, Undefined) else (interval.low, interval.high)
    figures: dict[str, Figure | Undefined] = {
        "alpha": found.alpha,
        "alpha_low": low,
        "alpha_high": high,
        "ac2": found.ac2,
        "exact_agreement": found.exact_agreement,
        "adjacent_agreement": found.adjacent_agreement,
        "commitments": _amount(found.commitments),
        "milestones": _amount(found.milestones),
        "raters": _amount(found.raters),
        "values": _amount(found.values),
    }
    return [{"criterion": criterion.key, "figure": name, **figure(value)} for name, value in figures.items()]


def _amount(number: int) -> Figure:
    return Figure(str(number), str(number))


def figure(value: Figure | Undefined) -> ExportRow:
    """A figure's cells, or why it has none."""
    if isinstance(value, Undefined):
        return {"undefined": value.value}
    return {"numerator": str(value.value.numerator), "denominator": str(value.value.denominator), "shown": value.shown}

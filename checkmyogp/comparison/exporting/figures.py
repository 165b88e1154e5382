"""The published figures of each milestone and criterion, as the scorecard keeps them."""

from fractions import Fraction
from typing import cast

from flask_babel import lazy_gettext

from checkmyogp.comparison.exporting.cells import ColumnKind, ExportCell, ExportColumn, ExportRow, ExportTable
from checkmyogp.comparison.exporting.columns import (
    ABOVE,
    AT,
    BELOW,
    COMMITMENT,
    COUNTED_LEVELS,
    CRITERION,
    DENOMINATOR,
    GOVERNMENT_LEVEL,
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
from checkmyogp.snapshots.criteria import CriterionView
from checkmyogp.snapshots.entries import account_of
from checkmyogp.snapshots.numbers import Figure, figure_of, interval_of
from checkmyogp.snapshots.reader import Scorecard
from checkmyogp.snapshots.schema import FrozenFigures, FrozenMilestoneFigures

EVERY_OUTCOME = (*(outcome.value for outcome in OUTCOMES), Silence.WITHDRAWN.value)
OUTCOME = ExportColumn(
    "outcome",
    ColumnKind.TEXT,
    lazy_gettext("The verdict, or the silence in its place; empty where the government is not asked."),
    EVERY_OUTCOME,
)
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
    COUNTED_LEVELS,
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
    GOVERNMENT_LEVEL,
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
    OUTCOME,
    BELOW,
    AT,
    ABOVE,
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
    found = {key: _by_number(criterion) for key, criterion in scorecard.criteria.items()}
    return ExportTable(
        "divergence.csv",
        lazy_gettext("How far the accounts of each milestone lie apart, as published."),
        DIVERGENCE,
        [
            {**place(order, milestone, scorecard.tops), "criterion": key, **_milestone(figures[number])}
            for order, (number, milestone) in enumerate(scorecard.milestones.items(), start=1)
            for key, figures in found.items()
        ],
    )


def _published(criterion: CriterionView) -> FrozenFigures:
    """The figures of version 1 as they are frozen: these files hold more of them than a page shows."""
    return cast("FrozenFigures", criterion.frozen_figures)


def _by_number(criterion: CriterionView) -> dict[str, FrozenMilestoneFigures]:
    return {each["number"]: each for each in _published(criterion)["milestones"]}


def _milestone(found: FrozenMilestoneFigures) -> ExportRow:
    levels, position = found["levels"], found["position"]
    row: dict[str, ExportCell] = {"n": len(levels), "levels": f"[{' '.join(map(str, levels))}]"}
    if "silence" in position:
        row["position_silence"] = position["silence"]
    else:
        row |= {
            "position": Fraction(position.get("exact", "")),
            "position_shown": position.get("shown", ""),
            "split": position.get("split", False),
        }
    return {**row, **_compared(found)} if "outcome" in found else row


def _compared(found: FrozenMilestoneFigures) -> ExportRow:
    government = account_of(found.get("government", {"silence": Silence.NOT_REPORTED.value}))
    row: dict[str, ExportCell] = {
        "government_silence" if isinstance(government, Silence) else "government_level": government,
        "outcome": found.get("outcome", ""),
        "fragile": found.get("fragile", False),
        "outcome_without_interested": found["without_interested"]["outcome"] if "without_interested" in found else "",
    }
    if "divergence" in found and "support" in found:
        distance = found["divergence"]
        row |= {
            "divergence": Fraction(distance.get("exact", "")),
            "divergence_shown": distance.get("shown", "").removeprefix("+"),
            "below": found["support"]["below"],
            "at": found["support"]["at"],
            "above": found["support"]["above"],
            "clear": found["support"]["clear"],
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
    found = _published(criterion)["agreement"]
    interval = interval_of(found["interval"])
    low, high = (interval, interval) if isinstance(interval, Undefined) else (interval.low, interval.high)
    figures: dict[str, Figure | Undefined] = {
        "alpha": figure_of(found["alpha"]),
        "alpha_low": low,
        "alpha_high": high,
        "ac2": figure_of(found["ac2"]),
        "exact_agreement": figure_of(found["exact_agreement"]),
        "adjacent_agreement": figure_of(found["adjacent_agreement"]),
        "commitments": _amount(found["commitments"]),
        "milestones": _amount(found["milestones"]),
        "raters": _amount(found["raters"]),
        "values": _amount(found["values"]),
    }
    return [{"criterion": criterion.key, "figure": name, **figure(value)} for name, value in figures.items()]


def _amount(number: int) -> Figure:
    return Figure(str(number), str(number))


def figure(value: Figure | Undefined) -> ExportRow:
    """A figure's cells, or why it has none."""
    if isinstance(value, Undefined):
        return {"undefined": value.value}
    return {"numerator": str(value.value.numerator), "denominator": str(value.value.denominator), "shown": value.shown}

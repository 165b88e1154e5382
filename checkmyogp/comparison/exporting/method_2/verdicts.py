"""What each milestone comes to on each criterion, as published."""

from flask_babel import lazy_gettext

from checkmyogp.comparison.exporting.cells import ColumnKind, ExportCell, ExportColumn, ExportRow, ExportTable
from checkmyogp.comparison.exporting.columns import (
    ABOVE,
    AT,
    BELOW,
    COMMITMENT,
    COUNTED_LEVELS,
    CRITERION,
    GOVERNMENT_LEVEL,
    MILESTONE,
    ORDER,
    TOP,
    place,
)
from checkmyogp.comparison.exporting.figures import EVERY_OUTCOME, OUTCOME
from checkmyogp.comparison.exporting.method_2 import frozen
from checkmyogp.domain.method_2.verdicts import Alignment
from checkmyogp.domain.scales import Silence
from checkmyogp.snapshots.reader import Scorecard
from checkmyogp.snapshots.schema import FrozenAccount, FrozenMilestoneFigures2

TRUTHS = ("true", "false")
OF_CIVIL_SOCIETY = (
    Silence.NO_QUORUM.value,
    Silence.NO_EVIDENCE.value,
    Silence.UNABLE.value,
    Silence.NOT_ASSESSED.value,
    Silence.WITHDRAWN.value,
)
OF_THE_GOVERNMENT = (Silence.NOT_REPORTED.value, Silence.NOT_YET_DUE.value, Silence.WITHDRAWN.value)
LEVELS_LISTED = lazy_gettext("These levels, ascending, in brackets, with a space between them.")

COLUMNS = (
    ORDER,
    MILESTONE,
    COMMITMENT,
    TOP,
    CRITERION,
    COUNTED_LEVELS,
    ExportColumn("levels", ColumnKind.TEXT, LEVELS_LISTED),
    ExportColumn(
        "middle_lower",
        ColumnKind.NUMBER,
        lazy_gettext("Where civil society stands: the middle level, or the lower of the middle two."),
    ),
    ExportColumn(
        "middle_upper",
        ColumnKind.NUMBER,
        lazy_gettext("The upper of the middle two; where both are the same, that is the position."),
    ),
    ExportColumn("civil_society_silence", ColumnKind.TEXT, lazy_gettext("Why there is no position."), OF_CIVIL_SOCIETY),
    ExportColumn("lowest", ColumnKind.NUMBER, lazy_gettext("The lowest level that counts.")),
    ExportColumn("highest", ColumnKind.NUMBER, lazy_gettext("The highest level that counts.")),
    ExportColumn("split", ColumnKind.TRUTH, lazy_gettext("Whether the NGOs stand two or more levels apart."), TRUTHS),
    ExportColumn(
        "at_top",
        ColumnKind.TRUTH,
        lazy_gettext("Whether more than half of the NGOs gave the highest level of the scale."),
        TRUTHS,
    ),
    GOVERNMENT_LEVEL,
    ExportColumn(
        "government_silence",
        ColumnKind.TEXT,
        lazy_gettext("Why the government gave no level; empty where it is not asked."),
        OF_THE_GOVERNMENT,
    ),
    OUTCOME,
    ExportColumn(
        "distance",
        ColumnKind.NUMBER,
        lazy_gettext("Levels from the government's to the nearer of the middle two; never negative."),
    ),
    BELOW,
    AT,
    ABOVE,
    ExportColumn(
        "flip_number",
        ColumnKind.NUMBER,
        lazy_gettext("The fewest NGOs whose level would have to change for another verdict."),
    ),
    ExportColumn(
        "alignment",
        ColumnKind.TEXT,
        lazy_gettext("What “aligned” means here; empty with any other outcome."),
        tuple(alignment.value for alignment in Alignment),
    ),
    ExportColumn(
        "fragile",
        ColumnKind.TRUTH,
        lazy_gettext("Whether there is a verdict that changes once the interested NGOs are left out."),
        TRUTHS,
    ),
    ExportColumn(
        "levels_without_interested",
        ColumnKind.TEXT,
        lazy_gettext("The levels without those of interested NGOs; empty where no interested NGO gave one."),
    ),
    ExportColumn(
        "outcome_without_interested",
        ColumnKind.TEXT,
        lazy_gettext("The outcome without the interested NGOs; empty where there is none."),
        EVERY_OUTCOME,
    ),
)


def verdicts(scorecard: Scorecard) -> ExportTable:
    """Each milestone on each criterion, in the plan's order."""
    found = {
        (each["number"], criterion["criterion"]): each
        for criterion in frozen.published(scorecard)
        for each in criterion["milestones"]
    }
    return ExportTable(
        "verdicts.csv",
        lazy_gettext("What each milestone comes to on each criterion, as published."),
        COLUMNS,
        [
            {
                **place(order, milestone, scorecard.tops),
                "criterion": criterion,
                **_civil_society(found[number, criterion]),
                **_compared(found[number, criterion]),
            }
            for order, (number, milestone) in enumerate(scorecard.milestones.items(), start=1)
            for criterion in scorecard.criteria
        ],
    )


def _civil_society(found: FrozenMilestoneFigures2) -> ExportRow:
    stands, levels = found["civil_society"], found["levels"]
    row: dict[str, ExportCell] = {"n": len(levels), "levels": _listed(levels)}
    if "middle" not in stands:
        return {**row, "civil_society_silence": stands.get("silence", "")}
    lower, upper = stands["middle"]
    return {
        **row,
        "middle_lower": lower,
        "middle_upper": upper,
        "lowest": stands.get("lowest", ""),
        "highest": stands.get("highest", ""),
        "split": stands.get("split", ""),
        "at_top": stands.get("at_top", ""),
    }


def _compared(found: FrozenMilestoneFigures2) -> ExportRow:
    if "government" not in found:
        return {}
    row: dict[str, ExportCell] = {
        **_government(found["government"]),
        "outcome": found.get("outcome", ""),
        "distance": found.get("distance", ""),
        "flip_number": found.get("flip_number", ""),
        "alignment": found.get("alignment", ""),
        "fragile": found.get("fragile", ""),
    }
    if "support" in found:
        row |= {"below": found["support"]["below"], "at": found["support"]["at"], "above": found["support"]["above"]}
    if "without_interested" in found:
        row["levels_without_interested"] = _listed(found["without_interested"]["levels"])
        row["outcome_without_interested"] = found["without_interested"]["outcome"]
    return row


def _government(said: FrozenAccount) -> ExportRow:
    return {"government_level": said} if isinstance(said, int) else {"government_silence": said["silence"]}


def _listed(levels: list[int]) -> str:
    return f"[{' '.join(map(str, levels))}]"

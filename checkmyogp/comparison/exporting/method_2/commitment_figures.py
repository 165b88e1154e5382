"""Every published figure of each commitment, one row each."""

from collections.abc import Iterator

from flask_babel import lazy_gettext

from checkmyogp.comparison.exporting.cells import ColumnKind, ExportCell, ExportColumn, ExportTable
from checkmyogp.comparison.exporting.columns import CRITERION
from checkmyogp.comparison.exporting.method_2 import frozen
from checkmyogp.comparison.exporting.method_2.figure_keys import OF_A_COMMITMENT
from checkmyogp.comparison.exporting.method_2.figure_rows import (
    CELLS,
    OF,
    PART,
    account,
    counts,
    in_order,
    row,
    whole,
)
from checkmyogp.domain.irm import Lifting
from checkmyogp.snapshots.reader import Scorecard
from checkmyogp.snapshots.schema import FrozenCommitmentFigures2


def commitment_figures(scorecard: Scorecard) -> ExportTable:
    """The counts of each commitment at the top, and the levels derived by both rules."""
    return ExportTable(
        "commitment_figures.csv",
        lazy_gettext("Every published figure of each commitment at the top, with the rule that it follows."),
        (
            CRITERION,
            ExportColumn("commitment", ColumnKind.TEXT, lazy_gettext("The number of the commitment at the top.")),
            ExportColumn(
                "figure",
                ColumnKind.TEXT,
                lazy_gettext("The key of the figure; keys.csv says what it is."),
                OF_A_COMMITMENT,
            ),
            PART,
            OF,
            *CELLS,
        ),
        [
            {"criterion": found["criterion"], "commitment": commitment["number"], **figure}
            for found in frozen.published(scorecard)
            for commitment in found["commitments"]
            for figure in (*counts(commitment["counts"]), *_derived(commitment))
        ],
    )


def _derived(commitment: FrozenCommitmentFigures2) -> Iterator[dict[str, ExportCell]]:
    for rule, derived in in_order(Lifting, commitment["derived"]):
        sides = {"civil_society": derived["civil_society"]}
        if "government" in derived:
            sides["government"] = derived["government"]
        for side, found in sides.items():
            yield row("derived_level", account(found["level"]), part=rule, of=side)
            yield row("derived_milestones", whole(found["milestones"]), part=rule, of=side)

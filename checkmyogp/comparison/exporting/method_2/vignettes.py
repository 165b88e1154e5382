"""The vignettes of a round: what each rater gave to each case, beside the level that it was written for."""

from collections.abc import Iterator

from flask_babel import lazy_gettext

from checkmyogp.comparison.exporting.cells import ColumnKind, ExportCell, ExportColumn, ExportRow, ExportTable
from checkmyogp.comparison.exporting.columns import CRITERION
from checkmyogp.comparison.exporting.method_2.figure_rows import number, row, whole
from checkmyogp.comparison.exporting.plan import GOVERNMENT, NGO
from checkmyogp.snapshots.reader import Scorecard
from checkmyogp.snapshots.schema import FrozenCase, FrozenScorer, FrozenVignetteFigures

READ = ("scored", "hits", "in_order", "tied", "reversed")
"""What is counted of each rater."""

COLUMNS = (
    CRITERION,
    ExportColumn("vignette", ColumnKind.TEXT, lazy_gettext("The key of the vignette, in the order shown.")),
    ExportColumn("known_level", ColumnKind.NUMBER, lazy_gettext("The level that it was written for.")),
    ExportColumn("party_kind", ColumnKind.TEXT, lazy_gettext("Whose score it is."), (GOVERNMENT, NGO)),
    ExportColumn("party_key", ColumnKind.TEXT, lazy_gettext("The key of the agency or NGO.")),
    ExportColumn("level", ColumnKind.NUMBER, lazy_gettext("The level that it gave; empty where it gave none.")),
)


def vignettes(scorecard: Scorecard) -> ExportTable:
    """Each vignette with each rater that scored any, in the order shown and by key; no row where there are none."""
    said = scorecard.frozen.get("vignettes")
    return ExportTable(
        "vignettes.csv",
        lazy_gettext("What every rater gave to each vignette; no row where the round had none."),
        COLUMNS,
        [_row(case, scorer) for case in said["cases"] for scorer in said["scorers"]] if said else [],
    )


def _row(case: FrozenCase, scorer: FrozenScorer) -> ExportRow:
    return {
        "criterion": case["criterion"],
        "vignette": case["key"],
        "known_level": case["level"],
        "party_kind": GOVERNMENT if scorer["side"] == "government" else NGO,
        "party_key": scorer["key"],
        "level": scorer["given"].get(case["key"], ""),
    }


def vignette_rows(found: FrozenVignetteFigures) -> Iterator[dict[str, ExportCell]]:
    """The figures of the vignettes of one criterion."""
    yield row("vignettes", whole(found["number"]))
    for reading in found["readings"]:
        for key in READ:
            yield row(f"vignette_{key}", whole(reading[key]), part=reading["rater"])
    yield row("vignette_alpha", number(found["alpha"]))
    for ngo in found["places"]["left_out"]:
        yield row("places_left_out", whole(1), part=ngo)
    for milestone in found["places"]["unplaced"]:
        yield row("places_unplaced", whole(1), part=milestone)
    yield row("places_changes", whole(len(found["places"]["changes"])))

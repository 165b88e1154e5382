"""Which milestones come to something else when the same scores are read otherwise."""

from collections.abc import Iterator

from flask_babel import lazy_gettext

from checkmyogp.comparison.exporting.cells import ColumnKind, ExportCell, ExportColumn, ExportTable
from checkmyogp.comparison.exporting.columns import CRITERION, MILESTONE
from checkmyogp.comparison.exporting.figures import EVERY_OUTCOME
from checkmyogp.comparison.exporting.method_2 import frozen
from checkmyogp.snapshots.reader import Scorecard
from checkmyogp.snapshots.schema import FrozenChange, FrozenFigures2

BAND, LEANS, PLACES = "band", "leans", "places"

COLUMNS = (
    CRITERION,
    ExportColumn(
        "reading",
        ColumnKind.TEXT,
        lazy_gettext(
            "What is read otherwise: one band, every NGO's levels without its lean, or every level as a place among "
            "its rater's own vignettes."
        ),
        (BAND, LEANS, PLACES),
    ),
    ExportColumn("crosswalk", ColumnKind.TEXT, lazy_gettext("The key of the band's crosswalk.")),
    ExportColumn("crosswalk_version", ColumnKind.NUMBER, lazy_gettext("The crosswalk's version.")),
    ExportColumn("band", ColumnKind.TEXT, lazy_gettext("The band, as agencies report it.")),
    ExportColumn("published", ColumnKind.NUMBER, lazy_gettext("The level that the band stands for.")),
    ExportColumn("read_as", ColumnKind.NUMBER, lazy_gettext("The level that it is read as here.")),
    MILESTONE,
    ExportColumn(
        "before", ColumnKind.TEXT, lazy_gettext("The verdict as published, or the silence in its place."), EVERY_OUTCOME
    ),
    ExportColumn("after", ColumnKind.TEXT, lazy_gettext("What it becomes."), EVERY_OUTCOME),
)


def changes(scorecard: Scorecard) -> ExportTable:
    """By criterion: the bands in the scorecard's order, then the leans, then the places."""
    return ExportTable(
        "changes.csv",
        lazy_gettext(
            "Which milestones come to something else with a band read otherwise, without NGOs' leans, or by places "
            "among vignettes."
        ),
        COLUMNS,
        [row for found in frozen.published(scorecard) for row in _of_a_criterion(found)],
    )


def _of_a_criterion(found: FrozenFigures2) -> Iterator[dict[str, ExportCell]]:
    for band in found.get("bands", []):
        for change in band["changes"]:
            yield {
                "criterion": found["criterion"],
                "reading": BAND,
                "crosswalk": band["crosswalk"],
                "crosswalk_version": band["version"],
                "band": band["band"],
                "published": band["published"],
                "read_as": band["read_as"],
                **_change(change),
            }
    for change in found["leans"]["changes"]:
        yield {"criterion": found["criterion"], "reading": LEANS, **_change(change)}
    for change in found["vignettes"]["places"]["changes"] if "vignettes" in found else ():
        yield {"criterion": found["criterion"], "reading": PLACES, **_change(change)}


def _change(change: FrozenChange) -> dict[str, ExportCell]:
    return {"milestone": change["milestone"], "before": change["before"], "after": change["after"]}

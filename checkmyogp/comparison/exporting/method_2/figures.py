"""Every published figure of the plan as a whole, one row each."""

from collections.abc import Iterator, Sequence

from flask_babel import LazyString, lazy_gettext

from checkmyogp.comparison.exporting.cells import ColumnKind, ExportCell, ExportColumn, ExportTable
from checkmyogp.comparison.exporting.columns import CRITERION
from checkmyogp.comparison.exporting.method_2 import frozen
from checkmyogp.comparison.exporting.method_2.figure_keys import OF_A_PLAN
from checkmyogp.comparison.exporting.method_2.figure_rows import (
    CELLS,
    MEAN_DISTANCE,
    OF,
    PART,
    counts,
    in_order,
    number,
    row,
    whole,
    word,
)
from checkmyogp.comparison.exporting.method_2.vignettes import vignette_rows
from checkmyogp.domain.method_2.headline_counts import Headline
from checkmyogp.snapshots.reader import Scorecard
from checkmyogp.snapshots.schema import (
    FrozenAgreement2,
    FrozenDirection,
    FrozenFigures2,
    FrozenMissingScores,
    FrozenNumber,
    FrozenRange,
    FrozenRanges,
)

Rows = Iterator[dict[str, ExportCell]]

COLUMNS = (
    CRITERION,
    ExportColumn(
        "figure", ColumnKind.TEXT, lazy_gettext("The key of the figure; keys.csv says what it is."), OF_A_PLAN
    ),
    PART,
    OF,
    *CELLS,
)


def figures(scorecard: Scorecard) -> ExportTable:
    """As published."""
    holds = lazy_gettext("Every published figure of the plan as a whole, with the rule that it follows.")
    return _table("figures.csv", holds, frozen.published(scorecard))


def figures_before_replies(scorecard: Scorecard) -> ExportTable:
    """The same before anybody revised anything."""
    holds = lazy_gettext("The same figures from before any NGO revised a level; no row where none did.")
    return _table("figures_before_replies.csv", holds, frozen.before_replies(scorecard))


def _table(name: str, holds: LazyString, published: Sequence[FrozenFigures2]) -> ExportTable:
    return ExportTable(
        name,
        holds,
        COLUMNS,
        [{"criterion": each["criterion"], **figure} for each in published for figure in _of_the_plan(each)],
    )


def _of_the_plan(found: FrozenFigures2) -> Rows:
    yield from counts(found["counts"])
    yield from _agreement(found["agreement"])
    for panel in found["panels"]:
        yield row("panels_possible", whole(panel["possible"]), part=panel["size"])
        yield row("panels_tried", whole(panel["tried"]), part=panel["size"])
        yield from _ranges("panels", panel, part=panel["size"])
    yield from _ranges("one_ngo", found["one_ngo"])
    yield from _ranges("two_ngos", found["two_ngos"])
    yield from _missing_scores(found["missing_scores"])
    for lean in found["leans"]["by_rater"]:
        yield row("lean", number(lean["lean"]), part=lean["rater"])
    yield row("lean_changes", whole(len(found["leans"]["changes"])))
    for flip in found.get("flip_numbers", []):
        yield row("flip_number", whole(flip["milestones"]), part=flip["flip_number"], of=flip["verdict"])
    if "direction" in found:
        yield from _direction(found["direction"])
    for band in found.get("bands", []):
        part = " ".join(map(str, (band["crosswalk"], band["version"], band["band"], band["read_as"])))
        yield row("band_changes", whole(len(band["changes"])), part=part)
    if "vignettes" in found:
        yield from vignette_rows(found["vignettes"])


def _agreement(found: FrozenAgreement2) -> Rows:
    interval, panel = found["interval"], found["panel"]
    reason: FrozenNumber = {"undefined": interval.get("undefined", "")}
    yield row("alpha", number(found["alpha"]))
    yield row("alpha_low", number(interval.get("low", reason)))
    yield row("alpha_high", number(interval.get("high", reason)))
    if "draws" in interval:
        yield row("alpha_draws", whole(interval["draws"]))
        yield row("alpha_undefined_draws", whole(interval.get("undefined_draws", 0)))
    if "mark" in found:
        yield row("alpha_mark", word(found["mark"]))
    if "raters" in panel:
        yield row("panel_raters", number(panel["raters"]))
    yield row("panel_reliability", number(panel.get("value", {"undefined": panel.get("undefined", "")})))
    yield row("ac2", number(found["ac2"]))
    yield row("exact_agreement", number(found["exact_agreement"]))
    yield row("adjacent_agreement", number(found["adjacent_agreement"]))
    yield row("exact_by_chance", number(found["exact_by_chance"]))
    yield row("adjacent_by_chance", number(found["adjacent_by_chance"]))
    yield row("agreement_milestones", whole(found["milestones"]))
    yield row("agreement_raters", whole(found["raters"]))
    yield row("agreement_values", whole(found["values"]))


def _ends(name: str, found: FrozenRange, *, part: object, of: str) -> Rows:
    yield row(f"{name}_low", whole(found["low"]), part=part, of=of)
    yield row(f"{name}_high", whole(found["high"]), part=part, of=of)


def _ranges(name: str, found: FrozenRanges, *, part: object = "") -> Rows:
    for headline, ends in in_order(Headline, found["counts"]):
        yield from _ends(name, ends, part=part, of=headline)
    if "mean_distance" in found:
        mean = found["mean_distance"]
        reason: FrozenNumber = {"undefined": mean.get("undefined", "")}
        yield row(f"{name}_low", number(mean.get("low", reason)), part=part, of=MEAN_DISTANCE)
        yield row(f"{name}_high", number(mean.get("high", reason)), part=part, of=MEAN_DISTANCE)


def _missing_scores(found: FrozenMissingScores) -> Rows:
    yield row("missing_scores", whole(found["missing"]))
    for headline, ends in in_order(Headline, found["counts"]):
        yield from _ends("missing_scores", ends, part="", of=headline)


def _direction(found: FrozenDirection) -> Rows:
    for each in found["by_commitment"]:
        yield row("direction_signs", whole(each["signs"]), part=each["commitment"])
    yield row("direction_as_extreme", whole(found["as_extreme"]))
    yield row("direction_flips", whole(found["flips"]))

"""Columns that stand in more than one table, and those for texts in several languages."""

from collections.abc import Iterable, Mapping

from flask_babel import LazyString, lazy_gettext

from checkmyogp.comparison.exporting.cells import ColumnKind, ExportCell, ExportColumn
from checkmyogp.domain.wording import Wording
from checkmyogp.snapshots.entries import MilestoneEntry

DEMONSTRATION = ExportColumn(
    "demonstration",
    ColumnKind.TRUTH,
    lazy_gettext("Whether everything but the plan is invented. The same in every row of every file."),
    ("true", "false"),
)
ORDER = ExportColumn(
    "order",
    ColumnKind.NUMBER,
    lazy_gettext(
        "The milestone's place in the plan, counted from 1. Join tables by it where a spreadsheet has taken a "
        "milestone's number for a decimal or a date."
    ),
)
MILESTONE = ExportColumn(
    "milestone", ColumnKind.TEXT, lazy_gettext("The milestone's number as the plan prints it. It is a text.")
)
COMMITMENT = ExportColumn(
    "commitment",
    ColumnKind.TEXT,
    lazy_gettext("The number of the commitment or sub-commitment that the milestone is under."),
)
TOP = ExportColumn(
    "top_commitment",
    ColumnKind.TEXT,
    lazy_gettext("The number of the commitment at the top: 5 for a milestone of sub-commitment 5.1."),
)
CRITERION = ExportColumn(
    "criterion", ColumnKind.TEXT, lazy_gettext("The key of the criterion; its words are in levels.csv.")
)
NUMERATOR = ExportColumn(
    "numerator",
    ColumnKind.NUMBER,
    lazy_gettext(
        "The exact figure is the numerator divided by the denominator. A spreadsheet keeps 15 digits of either."
    ),
)
DENOMINATOR = ExportColumn("denominator", ColumnKind.NUMBER, lazy_gettext("See the numerator."))
SHOWN = ExportColumn(
    "shown", ColumnKind.NUMBER, lazy_gettext("The figure as the scorecard prints it, rounded; shares in per cent.")
)
COUNTED_LEVELS = ExportColumn("n", ColumnKind.NUMBER, lazy_gettext("How many NGO levels count."))
GOVERNMENT_LEVEL = ExportColumn(
    "government_level",
    ColumnKind.NUMBER,
    lazy_gettext("The government's level; empty where it is silent or not asked."),
)
BELOW = ExportColumn("below", ColumnKind.NUMBER, lazy_gettext("How many NGOs stand below the government's level."))
AT = ExportColumn("at", ColumnKind.NUMBER, lazy_gettext("How many NGOs stand at the government's level."))
ABOVE = ExportColumn("above", ColumnKind.NUMBER, lazy_gettext("How many NGOs stand above the government's level."))


def place(order: int, milestone: MilestoneEntry, tops: Mapping[str, str]) -> dict[str, ExportCell]:
    """Which milestone a row is about."""
    return {
        "order": order,
        "milestone": milestone.number,
        "commitment": milestone.commitment,
        "top_commitment": tops[milestone.commitment],
    }


def in_languages(name: str, meaning: LazyString, wordings: Iterable[Wording]) -> tuple[ExportColumn, ...]:
    """One column for each language that any of these texts is in: ``title_en``, ``title_mn``."""
    languages = sorted({version.language for wording in wordings for version in wording.versions})
    return tuple(ExportColumn(f"{name}_{language}", ColumnKind.TEXT, meaning) for language in languages)


def texts(name: str, wording: Wording) -> dict[str, ExportCell]:
    """A text's cells; a language that it does not exist in stays empty."""
    return {f"{name}_{language}": text for language, text in wording.texts().items()}

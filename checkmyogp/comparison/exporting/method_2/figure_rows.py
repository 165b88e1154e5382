"""Published figures as rows: what names a figure, its exact value and how it is shown, or the word in its place."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from flask_babel import lazy_gettext

from checkmyogp.comparison.exporting.cells import ColumnKind, ExportCell, ExportColumn, ExportRow
from checkmyogp.comparison.exporting.columns import DENOMINATOR, NUMERATOR
from checkmyogp.comparison.exporting.method_2.figure_keys import FIGURE_KEYS
from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.method_2.headline_counts import Headline
from checkmyogp.domain.method_2.panel_reliability import AlphaMark, NoPanelReliability
from checkmyogp.domain.method_2.silences import PRECEDENCE
from checkmyogp.domain.scales import Silence
from checkmyogp.snapshots.schema import FrozenAccount, FrozenCounts2, FrozenNumber, FrozenStance

Value = TypeVar("Value")

MEAN_DISTANCE = "mean_distance"
SIDES = ("civil_society", "government")
WORDS = (
    *(reason.value for reason in Undefined),
    *(reason.value for reason in NoPanelReliability),
    *(mark.value for mark in AlphaMark),
    Silence.NOT_ASSESSED.value,
    Silence.NOT_REPORTED.value,
)

PART = ExportColumn(
    "part",
    ColumnKind.TEXT,
    lazy_gettext(
        "Which of several figures of this key: a level, a silence, the size of a panel, a flip number, an NGO, a "
        "commitment, a band, or a rule. keys.csv says which."
    ),
)
OF = ExportColumn(
    "of",
    ColumnKind.TEXT,
    lazy_gettext("The count, or the mean distance, whose range it is; the verdict; or the side."),
    (*(headline.value for headline in Headline), MEAN_DISTANCE, *SIDES),
)
CELLS = (
    NUMERATOR,
    DENOMINATOR,
    ExportColumn(
        "shown",
        ColumnKind.NUMBER,
        lazy_gettext(
            "The figure as the scorecard prints it, rounded, the ends of ranges outwards; shares in per cent; without "
            "a plus sign."
        ),
    ),
    ExportColumn(
        "word", ColumnKind.TEXT, lazy_gettext("The key in the place of a number; its words are in keys.csv."), WORDS
    ),
    ExportColumn(
        "rule",
        ColumnKind.TEXT,
        lazy_gettext("The rule that it follows: the Method page has it at its address, with # and this behind it."),
        tuple(sorted({key.rule for key in FIGURE_KEYS.values()})),
    ),
)


def row(figure: str, value: ExportRow, *, part: object = "", of: str = "") -> dict[str, ExportCell]:
    """One figure with its rule."""
    return {"figure": figure, "part": str(part), "of": of, **value, "rule": FIGURE_KEYS[figure].rule}


def in_order(keys: Iterable[StrEnum], found: Mapping[str, Value]) -> Iterator[tuple[str, Value]]:
    """The entries of a frozen table, which knows no order, in that of their keys."""
    return ((key.value, found[key.value]) for key in keys if key.value in found)


def whole(value: int) -> ExportRow:
    """A count."""
    return {"numerator": value, "denominator": 1, "shown": value}


def word(key: str) -> ExportRow:
    """The key in the place of a number."""
    return {"word": key}


def number(frozen: FrozenNumber) -> ExportRow:
    """A figure as it is frozen, or why there is none."""
    if "exact" not in frozen:
        return word(frozen.get("undefined", ""))
    exact, shown = Fraction(frozen["exact"]), frozen.get("shown", "")
    return {
        "numerator": str(exact.numerator),
        "denominator": str(exact.denominator),
        "shown": shown.removeprefix("+"),
    }


def account(frozen: FrozenAccount) -> ExportRow:
    """A level, or its silence."""
    return whole(frozen) if isinstance(frozen, int) else word(frozen["silence"])


def place(stands: FrozenStance) -> str:
    """Where civil society stands: a level, two of them in brackets, or its silence."""
    if "middle" not in stands:
        return stands.get("silence", "")
    lower, upper = stands["middle"]
    return str(lower) if lower == upper else f"[{lower} {upper}]"


def counts(found: FrozenCounts2) -> Iterator[dict[str, ExportCell]]:
    """Everything that is counted over a plan or a commitment."""
    yield row("active", whole(found["active"]))
    yield row("withdrawn", whole(found["withdrawn"]))
    yield row("due", whole(found["due"]))
    yield row("split", whole(found["split"]))
    for headline, many in in_order(Headline, found["headlines"]):
        yield row(headline, whole(many))
    for each in found["civil_society"]:
        yield row("civil_society_list", whole(each["milestones"]), part=place(each["stands"]))
    for said in found.get("government", []):
        what = said["said"]
        part = what if isinstance(what, int) else what["silence"]
        yield row("government_list", whole(said["milestones"]), part=part)
    for silence, many in in_order(PRECEDENCE, found.get("not_comparable", {})):
        yield row("not_comparable", whole(many), part=silence)
    if "fragile" in found:
        yield row("fragile", whole(found["fragile"]))
    if "mean_distance" in found:
        yield row(MEAN_DISTANCE, number(found["mean_distance"]))

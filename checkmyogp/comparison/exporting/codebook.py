"""What each column means and what each key stands for, in every language of the site."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import force_locale, lazy_gettext

from checkmyogp.comparison.exporting.cells import ColumnKind, ExportColumn, ExportRow, ExportTable
from checkmyogp.comparison.exporting.columns import DEMONSTRATION
from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.divergence import Verdict
from checkmyogp.domain.findings import Counting
from checkmyogp.domain.scales import Confidence, Silence
from checkmyogp.scorecards import labels


@dataclass(frozen=True, slots=True)
class Explained:
    """A key with what says it in words."""

    column: str
    """The column that it stands in."""
    key: str
    say: Callable[[], object]


def keys_of(column: str, keys: type[StrEnum], say: Callable[[Any], str]) -> tuple[Explained, ...]:
    """Every key of an enum."""
    return tuple(Explained(column, key.value, lambda key=key: say(key)) for key in keys)


KEYS = (
    *keys_of("outcome", Verdict, labels.outcome),
    *keys_of("silence", Silence, labels.silence_explained),
    *keys_of("counting", Counting, labels.counting),
    *keys_of("confidence", Confidence, labels.confidence),
    *keys_of("undefined", Undefined, labels.undefined),
)
"""The keys in the files of version 1."""

MEANING = lazy_gettext("What it means, in the language named after the underscore.")


def keys(explained: Iterable[Explained], languages: Sequence[str]) -> ExportTable:
    """What the keys in the tables stand for."""
    return ExportTable(
        "keys.csv",
        lazy_gettext("What the keys stand for that are written in the other files."),
        (
            ExportColumn("column", ColumnKind.TEXT, lazy_gettext("The column that the key stands in.")),
            ExportColumn("key", ColumnKind.TEXT, lazy_gettext("The key.")),
            *_in_each(languages),
        ),
        [{"column": each.column, "key": each.key, **_said(each.say, languages)} for each in explained],
    )


def codebook(tables: Iterable[ExportTable], languages: Sequence[str]) -> ExportTable:
    """Every column of every table, of this one too."""
    columns = (
        ExportColumn("file", ColumnKind.TEXT, lazy_gettext("The file that the column is in.")),
        ExportColumn("column", ColumnKind.TEXT, lazy_gettext("The column's name.")),
        ExportColumn("type", ColumnKind.TEXT, lazy_gettext("What its cells hold."), tuple(ColumnKind)),
        *_in_each(languages),
        ExportColumn(
            "allowed",
            ColumnKind.TEXT,
            lazy_gettext("Every value it can have besides an empty one, where they can be listed."),
        ),
    )
    described = [*((table.name, table.columns) for table in tables), ("codebook.csv", columns)]
    return ExportTable(
        "codebook.csv",
        lazy_gettext("What each column of each file holds."),
        columns,
        [row for name, of_file in described for row in _described(name, of_file, languages)],
    )


def _described(name: str, columns: Iterable[ExportColumn], languages: Sequence[str]) -> Iterator[ExportRow]:
    for column in (DEMONSTRATION, *columns):
        yield {
            "file": name,
            "column": column.name,
            "type": column.kind.value,
            **_said(lambda column=column: column.meaning, languages),
            "allowed": "; ".join(column.allowed),
        }


def _in_each(languages: Sequence[str]) -> tuple[ExportColumn, ...]:
    return tuple(ExportColumn(f"meaning_{language}", ColumnKind.TEXT, MEANING) for language in languages)


def _said(say: Callable[[], object], languages: Sequence[str]) -> ExportRow:
    row: dict[str, str] = {}
    for language in languages:
        with force_locale(language):
            row[f"meaning_{language}"] = str(say())
    return row

"""Opening a table that somebody sends: its bytes, its records and its header, before anything is read from it."""

import codecs
import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from checkmyogp.domain.irm.columns import IDENTIFIER, PLAN, IrmColumn, folded
from checkmyogp.domain.texts import clean_line

LARGEST = 12 * 1024 * 1024
"""Bytes: the commitments of one country with their full texts fit many times over."""
MOST_ROWS = 20_000
MOST_COLUMNS = 400


class UnreadableTable(ValueError):
    """A file that cannot be read as a table at all."""


class TableTooLarge(UnreadableTable):
    """More bytes, rows or columns than are taken."""


class NotUnicode(UnreadableTable):
    """Neither UTF-8 nor UTF-16: letters would turn into others."""


class HoldsNul(UnreadableTable):
    """Characters that no text has, as in a workbook that was only given another name."""


class NoRows(UnreadableTable):
    """Nothing in it, or nothing but a header."""


class NoIdentifier(UnreadableTable):
    """No column says which commitment a row is about."""


class NothingToRead(UnreadableTable):
    """No column holds codes of the IRM."""


class ColumnTwice(UnreadableTable):
    """Two columns with one name: nobody could tell which is meant."""

    def __init__(self, header: str) -> None:
        super().__init__(f"{header} stands twice.")
        self.header = header


class NotATable(UnreadableTable):
    """Quotation marks that do not close, or a field without an end."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line} cannot be read.")
        self.line = line


@dataclass(frozen=True, slots=True)
class Record:
    """One row of the file."""

    line: int
    fields: tuple[str, ...]


def decoded(sent: bytes) -> str:
    """The text of a file.

    Raises:
        UnreadableTable: when it is too large, or no Unicode text.
    """
    if len(sent) > LARGEST:
        raise TableTooLarge
    wide = sent.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = sent.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as refusal:
        raise NotUnicode from refusal
    if "\0" in text:
        raise HoldsNul
    return text


def records_of(text: str) -> Iterator[Record]:
    """The header and the rows; a field in quotation marks may hold line feeds, an empty line is none.

    Raises:
        UnreadableTable: when it is no table, or a larger one than is taken.
    """
    # Line feeds alone end a line: str.splitlines would also break at separators that stand inside a field.
    reader = csv.reader((f"{line}\n" for line in text.split("\n")), strict=True, delimiter=_delimiter(text))
    begins = 1
    try:
        for count, fields in enumerate(reader):
            if count > MOST_ROWS or len(fields) > MOST_COLUMNS:
                raise TableTooLarge
            if any(field.strip() for field in fields):
                yield Record(begins, tuple(fields))
            begins = reader.line_num + 1
    except csv.Error as refusal:
        raise NotATable(begins) from refusal


def _delimiter(text: str) -> str:
    """A comma; or what else a spreadsheet program writes, where the first line has no comma at all."""
    first = text.split("\n", maxsplit=1)[0]
    return next((mark for mark in (",", ";", "\t") if mark in first), ",")


@dataclass(frozen=True, slots=True)
class Headings:
    """Where each column stands."""

    width: int
    read: tuple[str, ...]
    passed_over: tuple[str, ...]
    columns: tuple[IrmColumn, ...]
    identifier_header: str
    plan_header: str
    places: Mapping[str, int]
    """By folded header."""

    def identifier(self, record: Record) -> str:
        """Which commitment a row is about, in capitals."""
        return clean_line(self._field(record, self.identifier_header)).upper()

    def plan(self, record: Record) -> str:
        """Which plan a row is of, in capitals; empty where that is not said."""
        return clean_line(self._field(record, self.plan_header)).upper()

    def text(self, record: Record, column: IrmColumn) -> str:
        """What stands in a column of words, on one line."""
        return clean_line(self._field(record, _spelt(column.headers, self.places)))

    def number(self, record: Record, column: IrmColumn) -> str:
        """What stands in the column of numbers beside it; empty where there is none."""
        return clean_line(self._field(record, column.number_header))

    def _field(self, record: Record, header: str) -> str:
        place = self.places.get(folded(header))
        return "" if place is None else record.fields[place]


def headings_of(records: Sequence[Record], columns: Sequence[IrmColumn]) -> Headings:
    """Find the columns that are read.

    Raises:
        UnreadableTable: when a column that is needed is missing, or one stands twice.
    """
    if len(records) < 2:  # noqa: PLR2004 - a header and a row
        raise NoRows
    header = records[0].fields
    places: dict[str, int] = {}
    wanted = {folded(each) for each in (*IDENTIFIER, *PLAN)} | _all_headers(columns)
    for place, name in enumerate(header):
        if folded(name) in places and folded(name) in wanted:
            raise ColumnTwice(clean_line(name))
        places.setdefault(folded(name), place)
    found = tuple(column for column in columns if _spelt(column.headers, places))
    if not _spelt(IDENTIFIER, places):
        raise NoIdentifier
    if not found:
        raise NothingToRead
    names = {folded(name) for name in (_spelt(IDENTIFIER, places), _spelt(PLAN, places))}
    names |= {folded(_spelt(column.headers, places)) for column in found} | {
        folded(each.number_header) for each in found
    }
    return Headings(
        width=len(header),
        read=tuple(clean_line(name) for name in header if folded(name) in names and name.strip()),
        passed_over=tuple(clean_line(name) for name in header if folded(name) not in names and name.strip()),
        columns=found,
        identifier_header=_spelt(IDENTIFIER, places),
        plan_header=_spelt(PLAN, places),
        places=places,
    )


def _spelt(headers: Sequence[str], places: Mapping[str, int]) -> str:
    """The spelling that the file uses; empty where it has no such column."""
    return next((header for header in headers if folded(header) in places), "")


def _all_headers(columns: Sequence[IrmColumn]) -> set[str]:
    return {folded(header) for column in columns for header in (*column.headers, column.number_header)} - {""}

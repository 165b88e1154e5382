"""Tables of comma-separated values, in which no spreadsheet finds anything but texts and numbers.

A text that a spreadsheet would take for a formula gets an apostrophe in front, which spreadsheets hide. A cell of a
column of numbers holds a number or nothing, so that a minus in it stays a minus.
"""

import codecs
import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum, unique
from fractions import Fraction

from flask_babel import LazyString

from checkmyogp.domain import display

FORMULA_BEGINS = frozenset("=+-@\t\r\n＝＋－＠")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
MOST_DECIMALS = 6

ExportCell = str | int | bool | Fraction
"""What a table can hold; an empty text stands where the codebook says that there may be nothing."""

ExportRow = Mapping[str, ExportCell]
"""Cells by the names of their columns; a column that is not named is empty."""


class NotANumber(ValueError):
    """A cell of a column of numbers that is none, or has no end as a decimal."""


@unique
class ColumnKind(StrEnum):
    """What the cells of a column hold; the values stand in the codebook."""

    TEXT = "text"
    NUMBER = "number"
    TRUTH = "true or false"


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column, with what the codebook says of it."""

    name: str
    kind: ColumnKind
    meaning: LazyString
    allowed: tuple[str, ...] = ()
    """Every value it can have besides an empty one, where these can be listed."""


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A file of comma-separated values, before it is written."""

    name: str
    holds: LazyString
    columns: tuple[ExportColumn, ...]
    rows: Sequence[ExportRow]

    def written(self) -> bytes:
        """As UTF-8 with a byte order mark, by which spreadsheets tell that it is; quoted as RFC 4180 says.

        Raises:
            KeyError: when a row names a column that the table does not have.
            NotANumber: see there.
        """
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow([column.name for column in self.columns])
        for row in self.rows:
            if unknown := row.keys() - {column.name for column in self.columns}:
                raise KeyError(*sorted(unknown))
            writer.writerow([cell(column.kind, row.get(column.name, "")) for column in self.columns])
        return codecs.BOM_UTF8 + text.getvalue().encode()


def cell(kind: ColumnKind, value: ExportCell) -> str:
    """One cell as it is written."""
    if kind is ColumnKind.TRUTH:
        return str(value).lower()
    if kind is ColumnKind.NUMBER:
        return number(value)
    return guarded(str(value))


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula, also where it begins with spaces."""
    begins = {text[:1], text.lstrip()[:1]}
    return f"'{text}" if begins & FORMULA_BEGINS else text


def number(value: ExportCell) -> str:
    """A number with every decimal it has, or nothing.

    Raises:
        NotANumber: see there.
    """
    if isinstance(value, str):
        if value and not NUMBER.fullmatch(value):
            raise NotANumber(value)
        return value
    exact = Fraction(value)
    for decimals in range(MOST_DECIMALS + 1):
        if (exact * 10**decimals).denominator == 1:
            return display.rounded(exact, decimals)
    raise NotANumber(str(exact))

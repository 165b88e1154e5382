"""No cell of an exported table is a formula, and no number is anything else."""

import csv
import io
from fractions import Fraction

import pytest
from flask_babel import lazy_gettext

from checkmyogp.comparison.exporting.cells import ColumnKind, ExportCell, ExportColumn, ExportTable, NotANumber, cell

NOTHING = lazy_gettext("")


def table(*rows: dict[str, ExportCell]) -> ExportTable:
    columns = (ExportColumn("words", ColumnKind.TEXT, NOTHING), ExportColumn("amount", ColumnKind.NUMBER, NOTHING))
    return ExportTable("words.csv", NOTHING, columns, rows)


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "\u3000＝"])
def test_a_text_that_begins_like_a_formula_gets_an_apostrophe(begins: str):
    assert cell(ColumnKind.TEXT, f"{begins}1+1") == f"'{begins}1+1"


@pytest.mark.parametrize("text", ["", "1.1", "Ministry = Ports", "'=1", "Өмч", "[-1 0 1]"])
def test_any_other_text_stays_as_it_is(text: str):
    assert cell(ColumnKind.TEXT, text) == text


@pytest.mark.parametrize(
    ("value", "written"),
    [(-1, "-1"), (Fraction(3, 2), "1.5"), (Fraction(-1, 2), "-0.5"), ("-0.026", "-0.026"), ("", "")],
)
def test_a_number_stays_a_number_with_every_decimal(value: ExportCell, written: str):
    assert cell(ColumnKind.NUMBER, value) == written


@pytest.mark.parametrize("value", ["=1", "+1", "1e5", "one", "-", Fraction(1, 3)])
def test_what_is_no_number_is_refused_in_a_column_of_numbers(value: ExportCell):
    with pytest.raises(NotANumber):
        cell(ColumnKind.NUMBER, value)


def test_a_table_is_read_back_as_it_was_written():
    words = 'A "list",\nof Ө and Ү'

    written = table({"words": words, "amount": 2}, {"amount": -1}).written()

    assert written.startswith(b"\xef\xbb\xbfwords,amount\r\n")
    rows = list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    assert rows == [{"words": words, "amount": "2"}, {"words": "", "amount": "-1"}]


def test_a_row_cannot_name_a_column_that_there_is_not():
    with pytest.raises(KeyError, match="colour"):
        table({"colour": "blue"}).written()

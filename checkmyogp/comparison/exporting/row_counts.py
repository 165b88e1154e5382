"""How many rows each table has, so that none can be left out of an export unnoticed."""

from collections.abc import Sequence

from flask_babel import lazy_gettext

from checkmyogp.comparison.exporting.cells import ColumnKind, ExportColumn, ExportTable


def row_counts(tables: Sequence[ExportTable]) -> ExportTable:
    """One row for each of these tables."""
    return ExportTable(
        "tables.csv",
        lazy_gettext("How many rows each table has, without its headings."),
        (
            ExportColumn(
                "table", ColumnKind.TEXT, lazy_gettext("The name of the file."), tuple(table.name for table in tables)
            ),
            ExportColumn("rows", ColumnKind.NUMBER, lazy_gettext("How many rows it has.")),
        ),
        [{"table": table.name, "rows": len(table.rows)} for table in tables],
    )

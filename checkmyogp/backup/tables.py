"""Every table of a database, as it describes itself: what is there is copied, whether this program knows it or not."""

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import Column, Connection, MetaData, Table, insert, select, text

from checkmyogp.backup import kinds
from checkmyogp.backup.archive import ArchivedRow, RowHashes, TableHead
from checkmyogp.backup.refusals import Contradictory

OF_MIGRATIONS = "alembic_version"
"""Says how far the database was migrated; a backup says it in its first line."""
AT_ONCE = 500


def all_tables(connection: Connection) -> list[TableHead]:
    """Each table that holds something of the site's, those first that others refer to.

    Columns are in the order of their names: in which order they were added is another matter on each engine.
    """
    found = MetaData()
    found.reflect(connection)
    return [
        TableHead(table.name, tuple(sorted((column.name, kinds.kind_of(column.type)) for column in table.columns)))
        for table in found.sorted_tables
        if table.name != OF_MIGRATIONS
    ]


def revision(connection: Connection) -> str:
    """How far the database was migrated."""
    return connection.execute(text(f"select version_num from {OF_MIGRATIONS}")).scalar_one()  # noqa: S608 - a constant


def rows(connection: Connection, head: TableHead) -> Iterator[ArchivedRow]:
    """The rows of a table as a backup holds them, in any order."""
    wanted = select(_table(head)).execution_options(yield_per=AT_ONCE)
    with connection.execute(wanted) as found:
        for row in found:
            yield [kinds.written(kind, value) for (_, kind), value in zip(head.columns, row, strict=True)]


def fill(connection: Connection, head: TableHead, found: Iterator[ArchivedRow]) -> None:
    """Put these rows into an empty table, and see that they are what is then in it.

    Raises:
        Contradictory: when they are not.
    """
    hashes, statement = RowHashes(), insert(_table(head))
    while batch := list(islice(found, AT_ONCE)):
        for row in batch:
            hashes.add(row)
        connection.execute(statement, [_values(head, row) for row in batch])
    arrived = RowHashes()
    for row in rows(connection, head):
        arrived.add(row)
    if arrived.closing() != hashes.closing():
        msg = f"The rows of the table {head.name} are not those of the backup once they are in the database."
        raise Contradictory(msg)


def _values(head: TableHead, row: ArchivedRow) -> dict[str, object]:
    return {f"{name}": kinds.read(kind, value) for (name, kind), value in zip(head.columns, row, strict=True)}


def _table(head: TableHead) -> Table:
    """As a table that says what is in it and nothing of its rules, which are the database's own."""
    return Table(head.name, MetaData(), *(Column(name, kinds.TYPES[kind]) for name, kind in head.columns))

"""Making a backup: one moment of the database, while people go on writing."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, Engine

from checkmyogp.backup import archive, history, inspection, places, tables
from checkmyogp.backup.archive import Header, RowHashes


def make(*, source: Engine, target: Path, now: datetime) -> inspection.CheckedBackup:
    """Write a backup, read it again from the disk, and only then give it its name.

    Raises:
        PlaceTaken: when there is something at the target.
        NotWritten: when the disk refuses; nothing is left behind.
    """
    with places.new_file(target) as file:
        with _one_moment(source) as connection, archive.writing(file) as lines:
            _write(connection, lines, now)
        file.flush()
        return inspection.check(Path(file.name))


def keep_secret(*, secret: str, target: Path) -> None:
    """Write the installation's secret key, or its encryption keys, into a file of their own.

    Raises:
        PlaceTaken, NotWritten: as above.
    """
    with places.new_file(target) as file:
        file.write(secret.encode("ascii"))


@contextmanager
def _one_moment(source: Engine) -> Generator[Connection]:
    """Reads that all see the database as it was at the first of them, and hold up no writer."""
    options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with source.connect() as connection:
        # A reader of SQLite has a moment of its own from its first read on.
        yield connection if source.dialect.name == "sqlite" else connection.execution_options(**options)


def _write(connection: Connection, lines: IO[bytes], now: datetime) -> None:
    revision, chain = tables.revision(connection), history.of(connection)
    header = Header(now, revision, chain.site, chain.head)
    lines.write(archive.line({**asdict(header), "made_at": now.isoformat()}))
    for table in tables.all_tables(connection):
        lines.write(archive.line({"table": table.name, "columns": table.columns}))
        hashes = RowHashes()
        for row in tables.rows(connection, table):
            hashes.add(row)
            lines.write(archive.line(row))
        lines.write(archive.line(hashes.closing()))
    lines.write(archive.line({"end": True}))

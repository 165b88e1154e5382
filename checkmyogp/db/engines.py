"""How each engine is set up to keep what it acknowledged, and to sort and compare the languages we publish in."""

import sqlite3
import unicodedata
from functools import cache
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection

from checkmyogp.db import private_files
from checkmyogp.db.transactions import writing

SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    # With synchronous=NORMAL a power cut loses commits that were already acknowledged.
    "synchronous=FULL",
    "foreign_keys=ON",
    # Without it INSERT OR REPLACE walks past the triggers that freeze snapshots.
    "recursive_triggers=ON",
    "busy_timeout=10000",
)

MONGOLIAN_ALPHABET = "абвгдеёжзийклмноөпрстуүфхцчшщъыьэюя"


@cache
def _mongolian_key(text: str) -> tuple[tuple[int, str], ...]:
    return tuple(
        (MONGOLIAN_ALPHABET.find(letter), letter) if letter in MONGOLIAN_ALPHABET else (-1, letter)
        for letter in unicodedata.normalize("NFC", text).lower()
    )


def collate_mongolian(left: str, right: str) -> int:
    """Negative, zero or positive as the Mongolian alphabet orders two texts: Ө follows О, Ү follows У."""
    first, second = _mongolian_key(left), _mongolian_key(right)
    return (first > second) - (first < second)


def prepare(engine: Engine) -> None:
    """Set up every connection of this engine."""
    if engine.dialect.name == "sqlite":

        def close_files(_connection: sqlite3.Connection, _record: object) -> None:
            # Before anything is written: its companions take over what the file itself lets others do.
            for path in private_files.of_database(engine.url.database):
                private_files.close(path)

        event.listen(engine, "connect", close_files)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "connect", _prepare_postgresql)


def _prepare_postgresql(connection: Any, _record: Any) -> None:  # noqa: ANN401 - the event's own signature
    # A server or role that answers a commit before it is on disk loses, in a power cut, what was acknowledged.
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('synchronous_commit', 'on', false) "
            "where current_setting('synchronous_commit') in ('off', 'local')"
        )
    connection.commit()


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401 - the event's own signature
    # The driver's own BEGIN would come too late and be of the wrong kind.
    connection.isolation_level = None
    connection.create_collation("mn", collate_mongolian)
    connection.create_function("lower", 1, lambda text: text.lower() if isinstance(text, str) else text)
    cursor = connection.cursor()
    for pragma in SQLITE_PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer that begins deferred meets "database is locked" half-way; a reader must not queue behind writers.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing() else "BEGIN")

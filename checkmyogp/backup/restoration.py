"""Bringing a backup back, into an empty place: all of it, or nothing."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, IntegrityError, OperationalError

from checkmyogp import resources
from checkmyogp.backup import archive, places, tables
from checkmyogp.backup.archive import Archive
from checkmyogp.backup.refusals import Contradictory, NoAddress, NotWritten, PlaceTaken
from checkmyogp.db import engines, keyring
from checkmyogp.db.keyring import KeyFile

DATABASE, SECRET, KEYS = "checkmyogp.sqlite", "secret-key", "encryption-keys"
"""The files of an instance folder."""

KEY_CHECK = "key_check"
FIRST_SEALED = "0012"
"""The migration that sealed the first columns."""
DRIVER = "postgresql+psycopg"


def into_folder(*, backup: Path, folder: Path, secret: str, keys: str) -> None:
    """Make an instance folder with the database and, unless they are empty, the secret key and the encryption keys.

    A copy that was made before anything was sealed is sealed with these keys, or with keys that are made for it.

    Raises:
        PlaceTaken: when there is something in the folder.
        NotWritten: when the disk refuses.
        Contradictory: when the rows break the rules of the database.
    """
    with places.new_folder(folder) as unfinished:
        with archive.opened(backup) as found, _saying_what_the_database_says(str(folder)):
            if keys:
                (unfinished / KEYS).write_text(keys, encoding="ascii")
            with _keys_of(unfinished / KEYS, found, given=bool(keys)):
                _fill(f"sqlite:///{unfinished / DATABASE}", found)
        if secret:
            (unfinished / SECRET).write_text(secret, encoding="ascii")


def into_database(*, backup: Path, address: str) -> None:
    """Fill an empty database of a PostgreSQL server.

    Raises:
        PlaceTaken: when it is not empty.
        NoAddress: when this is none of such a database.
        NotWritten: when the server cannot be reached.
        Contradictory: when the rows break the rules of the database.
    """
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise NoAddress from error
    if url.drivername != DRIVER or not url.database:
        raise NoAddress
    with archive.opened(backup) as found, _saying_what_the_database_says(f"The database {url.database}"):
        _fill(address, found)


@contextmanager
def _keys_of(file: Path, found: Archive, *, given: bool) -> Generator[None]:
    """The keys of the folder that is filled: a copy in which something is sealed waits for those it was made with."""
    if found.header.revision < FIRST_SEALED or given:
        with keyring.instead(KeyFile(file)):
            yield
    else:
        yield


@contextmanager
def _saying_what_the_database_says(place: str) -> Generator[None]:
    try:
        yield
    except OperationalError as error:
        msg = f"{place} could not be filled: {error.orig}. Nothing was left in it."
        raise NotWritten(msg) from error
    except IntegrityError as error:
        # What the server adds to its first line is a person's row.
        said = str(error.orig).splitlines()[0]
        msg = f"{place} was not filled, since rows of the backup break a rule of the database: {said}."
        raise Contradictory(msg) from error


def _fill(address: str, found: Archive) -> None:
    """In one transaction: the tables as they were, the rows, then what newer migrations change."""
    engine = create_engine(address, hide_parameters=True)
    engines.prepare(engine)
    try:
        with engine.begin() as connection:
            _refuse_filled(connection)
            _migrate(connection, found.header.revision)
            with _references_checked_at_the_end(connection):
                _take_rows(connection, found)
            _migrate(connection, "head")
    finally:
        # Closing the last connection folds SQLite's write-ahead log into the one file.
        engine.dispose()


def _refuse_filled(connection: Connection) -> None:
    if connection.dialect.name == "postgresql" and (there := inspect(connection).get_table_names()):
        msg = f"The database holds {len(there)} tables already. Name an empty one: create database … in psql."
        raise PlaceTaken(msg)


def _migrate(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(resources.MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _take_rows(connection: Connection, found: Archive) -> None:
    there = {head.name: dict(head.columns) for head in tables.all_tables(connection)}
    for head, rows in found.tables():
        if there.pop(head.name, None) != dict(head.columns):
            msg = f"The table {head.name} of the backup is not the one that migration {found.header.revision} makes."
            raise Contradictory(msg)
        if head.name == KEY_CHECK:
            # The migration wrote one for the keys at work here; the copy's own tells which keys it needs.
            connection.execute(text("delete from key_check"))
        tables.fill(connection, head, rows)
    if there:
        msg = f"The backup lacks tables that migration {found.header.revision} makes: {', '.join(sorted(there))}."
        raise Contradictory(msg)


@contextmanager
def _references_checked_at_the_end(connection: Connection) -> Generator[None]:
    """A row may refer to one of its own table that comes later; every reference is checked all the same."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("pragma defer_foreign_keys = on"))
        yield
        if broken := connection.execute(text("pragma foreign_key_check")).first():
            msg = f"The table {broken[0]} of the backup refers to rows of {broken[2]} that are not in it."
            raise Contradictory(msg)
        return
    keys = [
        f"alter table {name} alter constraint {key} "
        for name, key in connection.execute(
            text("select conrelid::regclass::text, quote_ident(conname) from pg_constraint where contype = 'f'")
        )
    ]
    for key in keys:
        connection.execute(text(key + "deferrable initially deferred"))
    yield
    connection.execute(text("set constraints all immediate"))
    for key in keys:
        connection.execute(text(key + "not deferrable"))

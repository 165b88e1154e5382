"""A new key for everything that is sealed, while the site runs."""

import base64
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Connection, Engine, Table, inspect, literal, select, type_coerce, update
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.types import LargeBinary, Text

from checkmyogp.db import keyring
from checkmyogp.db.base import Base
from checkmyogp.db.frozen_rows import thawed
from checkmyogp.db.keyring import FORM, NAME_LENGTH, KeyDoesNotFit
from checkmyogp.db.sealed import SealedBytes, SealedJson, SealedText

SealedColumn = SealedBytes | SealedText | SealedJson
FROZEN = ("submission", "report_submission", "round_vignettes", "vignette", "vignette_submission")
"""Tables whose rows never change: what they say does not, the key it is sealed with does."""


class OlderKeyInUse(ValueError):
    """Keys that are to be forgotten, while something is sealed with one of them."""

    def __init__(self, values: int) -> None:
        super().__init__(
            f"{values} values are sealed with an older key. Run: flask secrets rotate. Then forget it again."
        )


def sealed_columns() -> Iterator[tuple[Table, Column[Any]]]:
    """Every sealed column of every table."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, SealedColumn):
                yield table, column


def reseal(connection: Connection) -> int:
    """Seal with the newest key whatever is sealed with another one, and say how many values that were.

    Raises:
        KeyDoesNotFit: when something cannot be opened; then nothing is changed.
    """
    there = set(inspect(connection).get_table_names())
    changed = 0
    with thawed(connection, [table for table in FROZEN if table in there]):
        for table, column in sealed_columns():
            changed += _reseal(connection, table, column)
    return changed


def _reseal(connection: Connection, table: Table, column: Column[Any]) -> int:
    key = list(table.primary_key.columns)
    rows = connection.execute(select(_kept(column), *key).order_by(*key)).all()
    old = [row for row in rows if row[0] and _key_of(row[0]) != keyring.current().newest]
    for value, *at in old:
        opened = keyring.current().open(_bytes(value), f"{table.name}.{column.name}")
        sealed = keyring.current().seal(opened, f"{table.name}.{column.name}")
        kept = sealed if isinstance(value, bytes) else base64.urlsafe_b64encode(sealed).decode("ascii")
        same: list[ColumnElement[bool]] = [part == given for part, given in zip(key, at, strict=True)]
        # What another process has written meanwhile is newer than what was read here.
        same.append(_kept(column) == value)
        connection.execute(
            update(table).where(*same).values({column.name: type_coerce(literal(kept, _plain(column)), _plain(column))})
        )
    return len(old)


def refuse_older_keys_in_use(engine: Engine) -> None:
    """Stop where a key that is not the newest still opens something.

    Raises:
        OlderKeyInUse: saying how much.
    """
    with engine.connect() as connection:
        found = [
            value
            for _table, column in sealed_columns()
            for value in connection.execute(select(_kept(column)).order_by(_kept(column))).scalars()
            if value and _key_of(value) != keyring.current().newest
        ]
    if found:
        raise OlderKeyInUse(len(found))


def unreadable(engine: Engine) -> list[str]:
    """A sentence for each column with values that cannot be opened."""
    return [
        f"{column}: {number} values cannot be opened with the keys that are here."
        for column, number in _unreadable(engine)
    ]


def _unreadable(engine: Engine) -> Iterator[tuple[str, int]]:
    with engine.connect() as connection:
        for table, column in sealed_columns():
            name = f"{table.name}.{column.name}"
            values = connection.execute(select(_kept(column)).order_by(_kept(column))).scalars()
            broken = sum(1 for value in values if value and not _opens(value, name))
            if broken:
                yield name, broken


def _opens(value: bytes | str, name: str) -> bool:
    try:
        keyring.current().open(_bytes(value), name)
    except KeyDoesNotFit:
        return False
    return True


def _kept(column: Column[Any]) -> ColumnElement[Any]:
    """The column as the database keeps it."""
    return type_coerce(column, _plain(column))


def _plain(column: Column[Any]) -> LargeBinary | Text:
    return LargeBinary() if isinstance(column.type, SealedBytes) else Text()


def _bytes(value: bytes | str) -> bytes:
    if isinstance(value, bytes):
        return value
    try:
        return base64.b64decode(value, altchars=b"-_", validate=True)
    except ValueError:
        return b""


def _key_of(value: bytes | str) -> bytes:
    return _bytes(value)[len(FORM) : len(FORM) + NAME_LENGTH]

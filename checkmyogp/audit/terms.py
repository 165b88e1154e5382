"""What an entry binds: the columns of rows, as they are from then on, each as a salted hash of its own.

The hashes stay with the entry and their digest is part of what it says. So whoever changes a row later, or the hashes,
contradicts the chain, and each column that does not follow has a name; while nobody reads a value from the chain.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import inspect

from checkmyogp.db.base import UNRECORDED, Base
from checkmyogp.db.types import written
from checkmyogp.domain import canon

Bound: TypeAlias = Mapping[str, Mapping[str, str]]
"""The names of rows to the hashes of their columns; a row without columns is one that was taken away."""

NO_TERMS = ""
"""What an entry keeps that binds nothing, as every entry does that an earlier version of the program made."""


def name_of(row: Base) -> str:
    """A row as the terms name it: its table and its key."""
    mapper = inspect(type(row))
    keys = (getattr(row, mapper.get_property_by_column(column).key) for column in mapper.primary_key)
    return "/".join([mapper.local_table.name, *(str(_plain(key)) for key in keys)])  # pyright: ignore[reportAttributeAccessIssue] - every table of ours has a name


def table_of(name: str) -> str:
    """The table in the name of a row."""
    return name.partition("/")[0]


def hashes(row: Base, *, salt: str) -> dict[str, str]:
    """A hash for each column of a row, but for those that change without an entry."""
    name = name_of(row)
    return {
        column: canon.receipt(canon.canonical([name, column, value]), salt=bytes.fromhex(salt))
        for column, value in _columns(row)
    }


def _columns(row: Base) -> Iterable[tuple[str, canon.Plain]]:
    for attribute in inspect(type(row)).column_attrs:
        column = attribute.columns[0]
        if column.info != UNRECORDED:
            yield attribute.key, _plain(written(column.type, getattr(row, attribute.key)))


def _plain(value: Any) -> canon.Plain:  # noqa: ANN401 - whatever a column can hold
    if type(value) in AS_IT_IS:
        return value
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType] - JSON of any kind
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]  # pyright: ignore[reportUnknownVariableType] - as above
    known = next((write for kind, write in WRITTEN.items() if isinstance(value, kind)), None)
    return known(value) if known else value


AS_IT_IS = frozenset({str, int, bool})
"""What most columns hold, and JSON has a form for."""

WRITTEN: Mapping[type, Callable[[Any], canon.Plain]] = {
    type(None): lambda _: {"nothing": True},
    Enum: lambda value: str(value.value),
    # A datetime is a date as well, and is written with its time all the same.
    date: lambda value: value.isoformat(),
    UUID: str,
    bytes: canon.sha256,
}
"""How a value is written that JSON has no form for."""


def kept(bound: Iterable[Base], gone: Iterable[Base], *, salt: str) -> str:
    """What an entry keeps of these rows and of those that it takes away, as canonical JSON."""
    named: dict[str, Mapping[str, str]] = {name_of(row): {} for row in gone}
    named |= {name_of(row): hashes(row, salt=salt) for row in bound}
    return canon.canonical(named).decode("utf-8") if named else NO_TERMS


def read(terms: str) -> Bound:
    """What an entry binds; nothing where it keeps something that nobody wrote."""
    try:
        return json.loads(terms)
    except ValueError:
        return {}

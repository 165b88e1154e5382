"""What a column can hold, and how it is written in a backup: the same on every engine."""

import base64
import uuid
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum, unique
from typing import Any

from sqlalchemy import JSON, Boolean, Date, DateTime, Integer, LargeBinary, String, Text, Uuid
from sqlalchemy.types import CHAR, TypeEngine

from checkmyogp.db.types import Instant


@unique
class ValueKind(StrEnum):
    """A kind of values."""

    TEXT = "text"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    UUID = "uuid"
    INSTANT = "instant"
    DATE = "date"
    JSON = "json"
    BYTES = "bytes"


class UnknownKind(TypeError):
    """A column of a type that no backup holds yet: whoever adds it to a table adds it here."""


TYPES: Mapping[ValueKind, TypeEngine[Any]] = {
    ValueKind.TEXT: Text(),
    ValueKind.INTEGER: Integer(),
    ValueKind.BOOLEAN: Boolean(),
    ValueKind.UUID: Uuid(),
    ValueKind.INSTANT: Instant(),
    ValueKind.DATE: Date(),
    ValueKind.JSON: JSON(none_as_null=True),
    ValueKind.BYTES: LargeBinary(),
}
"""How each kind is read from a database and written into one."""

_FOUND: tuple[tuple[type[TypeEngine[Any]], ValueKind], ...] = (
    (Uuid, ValueKind.UUID),
    # SQLite has no type for it, and nothing else here has a fixed width.
    (CHAR, ValueKind.UUID),
    (JSON, ValueKind.JSON),
    (Boolean, ValueKind.BOOLEAN),
    (DateTime, ValueKind.INSTANT),
    (Date, ValueKind.DATE),
    (Integer, ValueKind.INTEGER),
    (LargeBinary, ValueKind.BYTES),
    (String, ValueKind.TEXT),
)

_WRITTEN: Mapping[ValueKind, Callable[[Any], Any]] = {
    ValueKind.UUID: str,
    ValueKind.INSTANT: datetime.isoformat,
    ValueKind.DATE: date.isoformat,
    ValueKind.BYTES: lambda value: base64.b64encode(value).decode("ascii"),
}

_READ: Mapping[ValueKind, Callable[[Any], Any]] = {
    ValueKind.UUID: uuid.UUID,
    ValueKind.INSTANT: datetime.fromisoformat,
    ValueKind.DATE: date.fromisoformat,
    ValueKind.BYTES: lambda value: base64.b64decode(value, validate=True),
}


def kind_of(column_type: TypeEngine[Any]) -> ValueKind:
    """What a column of this type, as a database describes it, holds.

    Raises:
        UnknownKind: for a type that no table of ours has had so far.
    """
    for known, kind in _FOUND:
        if isinstance(column_type, known):
            return kind
    msg = f"no backup holds columns of the type {column_type!r}"
    raise UnknownKind(msg)


def written(kind: ValueKind, value: Any) -> Any:  # noqa: ANN401 - whatever a column of this kind holds
    """A value as JSON holds it; an empty column is ``null``."""
    return value if value is None or kind not in _WRITTEN else _WRITTEN[kind](value)


def read(kind: ValueKind, value: Any) -> Any:  # noqa: ANN401 - as above
    """The value again."""
    return value if value is None or kind not in _READ else _READ[kind](value)

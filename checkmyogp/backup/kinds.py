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
class Kind(StrEnum):
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


TYPES: Mapping[Kind, TypeEngine[Any]] = {
    Kind.TEXT: Text(),
    Kind.INTEGER: Integer(),
    Kind.BOOLEAN: Boolean(),
    Kind.UUID: Uuid(),
    Kind.INSTANT: Instant(),
    Kind.DATE: Date(),
    Kind.JSON: JSON(none_as_null=True),
    Kind.BYTES: LargeBinary(),
}
"""How each kind is read from a database and written into one."""

_FOUND: tuple[tuple[type[TypeEngine[Any]], Kind], ...] = (
    (Uuid, Kind.UUID),
    # SQLite has no type for it, and nothing else here has a fixed width.
    (CHAR, Kind.UUID),
    (JSON, Kind.JSON),
    (Boolean, Kind.BOOLEAN),
    (DateTime, Kind.INSTANT),
    (Date, Kind.DATE),
    (Integer, Kind.INTEGER),
    (LargeBinary, Kind.BYTES),
    (String, Kind.TEXT),
)

_WRITTEN: Mapping[Kind, Callable[[Any], Any]] = {
    Kind.UUID: str,
    Kind.INSTANT: datetime.isoformat,
    Kind.DATE: date.isoformat,
    Kind.BYTES: lambda value: base64.b64encode(value).decode("ascii"),
}

_READ: Mapping[Kind, Callable[[Any], Any]] = {
    Kind.UUID: uuid.UUID,
    Kind.INSTANT: datetime.fromisoformat,
    Kind.DATE: date.fromisoformat,
    Kind.BYTES: lambda value: base64.b64decode(value, validate=True),
}


def kind_of(column_type: TypeEngine[Any]) -> Kind:
    """What a column of this type, as a database describes it, holds.

    Raises:
        UnknownKind: for a type that no table of ours has had so far.
    """
    for known, kind in _FOUND:
        if isinstance(column_type, known):
            return kind
    msg = f"no backup holds columns of the type {column_type!r}"
    raise UnknownKind(msg)


def written(kind: Kind, value: Any) -> Any:  # noqa: ANN401 - whatever a column of this kind holds
    """A value as JSON holds it; an empty column is ``null``."""
    return value if value is None or kind not in _WRITTEN else _WRITTEN[kind](value)


def read(kind: Kind, value: Any) -> Any:  # noqa: ANN401 - as above
    """The value again."""
    return value if value is None or kind not in _READ else _READ[kind](value)

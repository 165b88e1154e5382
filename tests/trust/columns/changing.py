"""Another value for one column of one row, as whoever owns the database writes it."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

from sqlalchemy import Column, Row, Table, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapper

from checkmyogp.db import db
from checkmyogp.db.base import Base
from checkmyogp.domain.plans import About, Note, TemplateAnswer, TemplateQuestion
from checkmyogp.domain.wording import Wording, editorial

BORN = datetime.fromisoformat("2029-01-01T00:00:00+00:00")
MADE_BY_SERVICES = {"person": "password <> 'no password opens this'"}
"""The rows that are tried of a table in which the tests' own factories write some past the services."""


@dataclass(frozen=True, slots=True)
class Change:
    """One column of one row."""

    table: Table
    column: Column[Any]
    row: Row[Any]

    @property
    def place(self) -> tuple[str, str]:
        """Table and column."""
        return self.table.name, self.column.name

    def apply(self) -> bool:
        """Write another value; whether the database let it be written."""
        now = getattr(self.row, self.column.key)
        wanted = [column == getattr(self.row, column.key) for column in self.table.primary_key]
        for value in others(self.column, now):
            try:
                with db.session.begin_nested():
                    db.session.execute(update(self.table).where(*wanted).values({self.column: value}))
            except IntegrityError:
                continue
            db.session.expire_all()
            return True
        return False


def tables() -> list[Table]:
    """Every table, by its name."""
    return sorted((_table(mapper) for mapper in Base.registry.mappers), key=lambda table: table.name)


def _table(mapper: Mapper[Any]) -> Table:
    assert isinstance(mapper.local_table, Table)
    return mapper.local_table


def rows(table: Table, *, most: int) -> list[Row[Any]]:
    """The first rows of a table."""
    wanted = select(table).order_by(*table.primary_key)
    if table.name in MADE_BY_SERVICES:
        wanted = wanted.where(text(MADE_BY_SERVICES[table.name]))
    return list(db.session.execute(wanted.limit(most)).all())


def others(column: Column[Any], now: Any) -> Iterator[Any]:
    """Values that a column of this kind can hold and does not; first what means something, then anything."""
    for key in column.foreign_keys:
        yield from db.session.scalars(select(key.column).where(key.column != now).order_by(key.column)).all()
    if isinstance(now, Enum):
        yield from (member for member in type(now) if member is not now)
        return
    for kind, change in CHANGED:
        if isinstance(now, kind):
            yield from change(now) or [_first_of(column)]
            return
    yield _first_of(column)


CHANGED: tuple[tuple[type, Callable[[Any], list[Any]]], ...] = (
    (bool, lambda now: [not now]),
    (int, lambda now: [now + 1, now + 1000]),
    (str, lambda now: [("0" if now[:1] != "0" else "1") + now[1:]]),
    (bytes, lambda now: [now + b" "]),
    (uuid.UUID, lambda _: [uuid.UUID(int=7)]),
    (date, lambda now: [now + timedelta(days=1)]),
    (Wording, lambda _: [editorial(en="Said by nobody.")]),
    (tuple, lambda now: [(*now, *now)] if now else []),
    (list, lambda now: [[*now, *now]] if now else []),
    (dict, lambda now: [{**now, "said": "by nobody"}]),
)
"""What is written in the place of a value of each kind; nothing where it is empty."""


def _first_of(column: Column[Any]) -> Any:
    """What an empty column could hold."""
    kind = column.type
    enum = getattr(kind, "enum_class", None)
    if enum is not None:
        return next(iter(enum))
    return {"Instant": BORN, "Date": BORN.date(), "Uuid": uuid.UUID(int=7), "Words": editorial(en="By nobody.")}.get(
        type(kind).__name__, _by_python(kind)
    )


def _by_python(kind: Any) -> Any:
    if type(kind).__name__ == "WordsList":
        return (editorial(en="By nobody."),)
    if type(kind).__name__ == "Notes":
        return (Note(next(iter(About)), editorial(en="By nobody.")),)
    if type(kind).__name__ == "ProblemAnswers":
        return (TemplateAnswer(next(iter(TemplateQuestion)), editorial(en="By nobody.")),)
    return 1 if kind.python_type is int else "by nobody"

"""Bringing rows to a wanted state and counting what that took."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import select

from checkmyogp.db import db
from checkmyogp.db.base import Base

Row = TypeVar("Row", bound=Base)


@dataclass(slots=True)
class Upserts:
    """How many rows were added or changed so far."""

    added: int = 0
    changed: int = 0
    written: list[Base] = field(default_factory=list[Base])
    """The rows that were added or changed."""
    removed: list[Base] = field(default_factory=list[Base])
    """Those that were taken away."""

    def upsert(
        self, kind: type[Row], found: dict[str, Any], wanted: dict[str, Any], *, widening: Sequence[str] = ()
    ) -> Row:
        """The row found by these columns, made if it is missing, with the wanted values.

        The texts named by ``widening`` may only gain languages: two countries' packs can share a row.
        """
        row = db.session.scalars(select(kind).filter_by(**found).order_by(*kind.__table__.primary_key)).one_or_none()
        if row is None:
            return self.add(kind, {**found, **wanted})
        return self.update(row, wanted | {name: wanted[name].widened(getattr(row, name)) for name in widening})

    def add(self, kind: type[Row], values: dict[str, Any]) -> Row:
        """A new row."""
        row = kind(**values)
        db.session.add(row)
        db.session.flush()
        self.added += 1
        self.written.append(row)
        return row

    def remove(self, row: Base) -> None:
        """Take away a row that is no longer wanted."""
        self.written = [each for each in self.written if each is not row]
        self.removed.append(row)
        db.session.delete(row)
        db.session.flush()
        self.changed += 1

    def update(self, row: Row, wanted: dict[str, Any]) -> Row:
        """The row with the wanted values; counted only where one of them differs."""
        different = {name: value for name, value in wanted.items() if getattr(row, name) != value}
        for name, value in different.items():
            setattr(row, name, value)
        if different:
            self.changed += 1
            self.written.append(row)
        return row

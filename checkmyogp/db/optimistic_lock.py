"""Drafts that several people write: each save says which revision it began from, and none overwrites another."""

import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError

from checkmyogp.db import db


class Stale(ValueError):
    """Somebody else saved the same draft since it was opened; nothing was overwritten."""


def save(table: type[Any], key: Mapping[str, uuid.UUID], values: Mapping[str, object], *, seen: int) -> int:
    """Write the revision after the one that was seen, 0 where there was none, and return its number.

    Raises:
        Stale: somebody else has written that revision.
    """
    written = {**values, "revision": seen + 1}
    if not (_replace(table, key, written, seen) if seen else _begin(table, key, written)):
        msg = "Somebody else has saved this draft meanwhile."
        raise Stale(msg)
    return seen + 1


def _replace(table: type[Any], key: Mapping[str, uuid.UUID], values: Mapping[str, object], seen: int) -> bool:
    """Write over the revision that was seen and over no other; the database decides between two writers."""
    change = update(table).filter_by(**key, revision=seen).values(**values).returning(table.revision)
    return bool(db.session.execute(change).all())


def _begin(table: type[Any], key: Mapping[str, uuid.UUID], values: Mapping[str, object]) -> bool:
    """Write the first revision, unless somebody else just did."""
    try:
        with db.session.begin_nested():
            db.session.execute(insert(table).values(**key, **values))
    except IntegrityError:
        return False
    return True

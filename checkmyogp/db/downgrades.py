"""A way down that would destroy what is frozen is not taken.

What is frozen says so itself: its table has a trigger that refuses to delete. A step down that takes such rows away, a
column of theirs, or the trigger that protects them, is rolled back with everything before it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from alembic.util import CommandError
from sqlalchemy import Connection, func, inspect, select, table, text

DESTROY = "destroy-frozen"
"""``flask db -x destroy-frozen=yes downgrade …`` goes down all the same. For trying a migration, never for a site."""

_TRIGGERS: Mapping[str, str] = {
    "sqlite": "select tbl_name from sqlite_master where type = 'trigger' and name like '%never_deleted'",
    "postgresql": (
        "select relname from pg_trigger join pg_class on pg_class.oid = tgrelid "
        "where not tgisinternal and tgname like '%never_deleted'"
    ),
}


class WouldDestroy(CommandError):
    """A downgrade past what is published or recorded."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """A table that refuses to have rows deleted: how many rows it has, and which columns."""

    rows: int
    columns: frozenset[str]

    def is_lost_in(self, left: "Frozen") -> bool:
        """Whether less is there: a row, or what a column said of one."""
        return left.rows < self.rows or (self.rows > 0 and not self.columns <= left.columns)


NOTHING = Frozen(0, frozenset())


def guard(connection: Connection) -> Callable[..., None]:
    """What Alembic calls after each step; it knows what was frozen when the first one began."""
    before = _frozen(connection)

    def refuse(*, step: Any, **_rest: Any) -> None:  # noqa: ANN401 - Alembic's own signature
        if step.is_upgrade:
            return
        left = _frozen(connection)
        lost = sorted(name for name, kept in before.items() if kept.is_lost_in(left.get(name, NOTHING)))
        if lost:
            msg = (
                f"Going down to before {step.up_revision_id} would destroy what never changes, or what protects it "
                f"({', '.join(lost)}). Nothing was changed. To go back to an older version of the program, restore a "
                "backup that was made with it: flask backup restore."
            )
            raise WouldDestroy(msg)

    return refuse


def _frozen(connection: Connection) -> dict[str, Frozen]:
    names = connection.execute(text(_TRIGGERS[connection.dialect.name])).scalars().all()
    tables = inspect(connection)
    return {
        name: Frozen(
            connection.execute(select(func.count()).select_from(table(name))).scalar_one(),
            frozenset(column["name"] for column in tables.get_columns(name)),
        )
        for name in names
    }

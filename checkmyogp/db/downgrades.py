"""A way down that would destroy what is frozen is not taken.

What is frozen says so itself: its table has a trigger that refuses to delete. A step down that takes such rows away, or
the trigger that protects them, is rolled back with everything before it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from alembic.util import CommandError
from sqlalchemy import Connection, func, select, table, text

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


def guard(connection: Connection) -> Callable[..., None]:
    """What Alembic calls after each step; it knows what was frozen when the first one began."""
    before = _frozen(connection)

    def refuse(*, step: Any, **_rest: Any) -> None:  # noqa: ANN401 - Alembic's own signature
        if step.is_upgrade:
            return
        left = _frozen(connection)
        lost = sorted(name for name, rows in before.items() if left.get(name, 0) < rows)
        if lost:
            msg = (
                f"Going down to before {step.up_revision_id} would destroy what never changes, or what protects it "
                f"({', '.join(lost)}). Nothing was changed. To go back to an older version of the program, restore a "
                "backup that was made with it: flask backup restore."
            )
            raise WouldDestroy(msg)

    return refuse


def _frozen(connection: Connection) -> dict[str, int]:
    """The tables that refuse to have rows deleted, and how many rows each has."""
    names = connection.execute(text(_TRIGGERS[connection.dialect.name])).scalars().all()
    return {name: connection.execute(select(func.count()).select_from(table(name))).scalar_one() for name in names}

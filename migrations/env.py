"""How migrations reach the database: the application's own engine, inside a transaction of their own.

Whoever fills another database, as restoring a backup does, gives a connection to it, and ends its transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from sqlalchemy import Connection

from checkmyogp.db import db, downgrades

GIVEN = context.config.attributes.get("connection")


@contextmanager
def connected() -> Iterator[Connection]:
    """The connection that was given, or one of the application's."""
    if GIVEN is not None:
        yield GIVEN
        return
    with db.engine.connect() as own:
        yield own
        own.commit()


with connected() as connection:
    destroying = context.get_x_argument(as_dictionary=True).get(downgrades.DESTROY) == "yes"
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        on_version_apply=() if destroying else downgrades.guard(connection),
    )
    with context.begin_transaction():
        context.run_migrations()

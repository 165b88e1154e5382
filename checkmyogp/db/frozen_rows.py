"""Frozen tables whose sealed columns are written anew: what they say stays, the key it is sealed with changes."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager

from sqlalchemy import Connection, text


@contextmanager
def thawed(connection: Connection, tables: Iterable[str]) -> Generator[None]:
    """Lift the triggers of these tables until the end, inside of the transaction under way, which nobody else sees.

    On PostgreSQL only the owner of the tables may.
    """
    if connection.dialect.name == "postgresql":
        names = list(tables)
        for name in names:
            connection.execute(text(f"alter table {name} disable trigger user"))
        yield
        for name in names:
            connection.execute(text(f"alter table {name} enable trigger user"))
        return
    triggers = [
        (name, sql)
        for table in tables
        for name, sql in connection.execute(
            text("select name, sql from sqlite_master where type = 'trigger' and tbl_name = :table order by name"),
            {"table": table},
        )
    ]
    for name, _ in triggers:
        connection.execute(text(f"drop trigger {name}"))
    yield
    for _, sql in triggers:
        connection.exec_driver_sql(sql)

"""Breaking a database on purpose, as whoever owns it can."""

import re
from typing import Any, cast

from sqlalchemy import CursorResult, text

from checkmyogp.db import db

IN_SQLITE = "zeroblob(60)"
IN_POSTGRESQL = "decode(repeat('00', 60), 'hex')"


def in_sql(statement: str) -> str:
    """With organisations by their keys, and bytes as this engine makes them from text."""
    burnt = IN_SQLITE if db.engine.dialect.name == "sqlite" else IN_POSTGRESQL
    named = re.sub(r"<([a-z-]+)>", r"(select id from organisation where key = '\1')", statement)
    return named.replace("[burnt]", burnt)


def unlock() -> None:
    """From here on no trigger and no constraint holds, until the transaction is rolled back."""
    (_unlock_sqlite if db.engine.dialect.name == "sqlite" else _unlock_postgresql)()


def lock() -> None:
    """Take everything back."""
    if db.engine.dialect.name == "sqlite":
        db.session.execute(text("pragma ignore_check_constraints = off"))
    db.session.rollback()


def _unlock_sqlite() -> None:
    db.session.execute(text("pragma ignore_check_constraints = on"))
    db.session.execute(text("pragma defer_foreign_keys = on"))
    for trigger in db.session.scalars(text("select name from sqlite_master where type = 'trigger'")).all():
        db.session.execute(text(f"drop trigger {trigger}"))


def _unlock_postgresql() -> None:
    db.session.execute(text("set local session_replication_role = replica"))
    checks = text("select conrelid::regclass::text, conname from pg_constraint where contype = 'c' and conrelid <> 0")
    for table, name in db.session.execute(checks).all():
        db.session.execute(text(f'alter table {table} drop constraint "{name}"'))


def tamper(statement: str, **values: object) -> None:
    """Change rows."""
    assert cast("CursorResult[Any]", db.session.execute(text(in_sql(statement)), values)).rowcount, statement
    db.session.expire_all()

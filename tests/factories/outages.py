"""A database that goes away, is busy or is full while the application asks for something."""

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager

import psycopg
import pytest
from flask import Flask, request
from psycopg.errors import AdminShutdown
from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.exc import OperationalError

from checkmyogp.db import db, engines

END = text("select pg_terminate_backend(:process, 5000)")
END_ALL = text(
    "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = :name and pid <> pg_backend_pid()"
)


def _address(app: Flask) -> str:
    return str(app.config["SQLALCHEMY_DATABASE_URI"])


@contextmanager
def ended(app: Flask, *, before: str = "", method: str = "GET", times: int = 1) -> Generator[list[int]]:
    """PostgreSQL ends the application's connection in the middle of a request, so many times; gives who was ended.

    It does so before a statement that begins like this, or before "COMMIT" or "ROLLBACK".
    """
    with app.app_context():
        engine = db.engine
    other = create_engine(_address(app), isolation_level="AUTOCOMMIT")
    processes: list[int] = []

    at = before.lower() if before in {"COMMIT", "ROLLBACK"} else "before_cursor_execute"

    def end(connection: Connection, _cursor: object = None, statement: str = before, *_rest: object) -> None:
        # What ends a page that was read does so when there is no request any more.
        concerned = request.method == method if request else before == "ROLLBACK"
        if concerned and statement.startswith(before) and len(processes) < times:
            processes.append(connection.connection.dbapi_connection.info.backend_pid)  # type: ignore[union-attr]
            with other.connect() as beside:
                assert beside.scalar(END, {"process": processes[-1]})

    event.listen(engine, at, end)
    try:
        yield processes
    finally:
        event.remove(engine, at, end)
        other.dispose()


@contextmanager
def dying(app: Flask) -> Generator[None]:
    """A server that dies says so to whoever asks next, and hangs up only then: going back meets the dead connection."""
    with app.app_context():
        engine = db.engine
    last_words = [
        OperationalError("ROLLBACK", {}, psycopg.OperationalError("server closed the connection unexpectedly")),
        OperationalError("select", {}, AdminShutdown("terminating connection due to unexpected postmaster exit")),
    ]

    def refuse(*_what: object) -> None:
        if len(last_words) == 2:
            raise last_words.pop()

    def hang_up(_connection: Connection) -> None:
        if len(last_words) == 1:
            raise last_words.pop()

    event.listen(engine, "before_cursor_execute", refuse)
    event.listen(engine, "rollback", hang_up)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", refuse)
        event.remove(engine, "rollback", hang_up)
    assert not last_words


@contextmanager
def refusing(app: Flask) -> Generator[None]:
    """PostgreSQL ends every connection to the application's database, and lets nobody in."""
    with app.app_context():
        url = db.engine.url
    other = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    try:
        with other.connect() as beside:
            beside.execute(text(f'alter database "{url.database}" allow_connections false'))
            beside.execute(END_ALL, {"name": url.database})
            try:
                yield
            finally:
                beside.execute(text(f'alter database "{url.database}" allow_connections true'))
    finally:
        other.dispose()


@contextmanager
def locked(app: Flask, patch: pytest.MonkeyPatch) -> Generator[None]:
    """Somebody else writes into SQLite's file for longer than the application waits."""
    _connect_anew(app, patch, "busy_timeout=1")
    with closing(sqlite3.connect(_address(app).removeprefix("sqlite:///"), isolation_level=None)) as beside:
        beside.execute("begin immediate")
        yield


@contextmanager
def full(app: Flask, patch: pytest.MonkeyPatch) -> Generator[None]:
    """There is no room for SQLite's file to grow."""
    with patch.context() as only_now:
        _connect_anew(app, only_now, "max_page_count=1")
        yield
    with app.app_context():
        db.engine.dispose()


def _connect_anew(app: Flask, patch: pytest.MonkeyPatch, pragma: str) -> None:
    patch.setattr(engines, "SQLITE_PRAGMAS", (*engines.SQLITE_PRAGMAS, pragma))
    with app.app_context():
        db.engine.dispose()

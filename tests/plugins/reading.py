"""A test client that fails when a GET writes, or leaves something in the session that a commit would write."""

import contextvars
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from flask import Flask, request, request_finished
from flask.testing import FlaskClient
from sqlalchemy import Connection, event
from werkzeug.test import TestResponse

from checkmyogp.db import db

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
WRITES = ("insert", "update", "delete", "replace", "merge", "truncate", "create", "alter", "drop")


class WroteWhileReading(AssertionError):
    """A page that was only fetched, and changed something."""


def is_a_write(statement: str) -> bool:
    """Whether this SQL changes anything."""
    return statement.lstrip().lower().startswith(WRITES)


class Reader(FlaskClient):
    """Opens each address in a context of its own, as a server does, and watches what the view does to the database."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        with _watched(self.application):
            return contextvars.Context().run(super().open, *args, **kwargs)


@contextmanager
def _watched(app: Flask) -> Generator[None]:
    with app.app_context():
        engine = db.engine
    found: list[str] = []

    def note_statement(_connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        if request and request.method in SAFE and is_a_write(statement):
            found.append(statement)

    def note_session(_app: Flask, **_rest: object) -> None:
        if request.method in SAFE:
            found.extend(repr(row) for rows in (db.session.new, db.session.dirty, db.session.deleted) for row in rows)

    event.listen(engine, "before_cursor_execute", note_statement)
    try:
        with request_finished.connected_to(note_session, app):
            yield
    finally:
        event.remove(engine, "before_cursor_execute", note_statement)
    if found:
        raise WroteWhileReading("; ".join(found))

"""A test client that fails when a GET writes, or leaves something in the session that a commit would write."""

import contextvars
from typing import Any

from flask import Flask, request, request_finished
from flask.testing import FlaskClient
from sqlalchemy import Connection, Engine, event
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
    """Opens each address in a context of its own, as a server does, and watches what the view does to the database.

    Several may do so at the same moment, each in a thread: what one of them finds is kept in its own context.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        found: list[str] = []

        def watched() -> TestResponse:
            FOUND.set(found)
            return super(Reader, self).open(*args, **kwargs)

        response = contextvars.Context().run(watched)
        # Werkzeug writes an upload of over 500 kB, such as a scorecard, into a file that it leaves open.
        if sent := response.request.environ.get("wsgi.input"):
            sent.close()
        if found:
            raise WroteWhileReading("; ".join(found))
        return response


FOUND: contextvars.ContextVar[list[str]] = contextvars.ContextVar("found")
"""What the request that is open in this context wrote, though it only asked."""


@event.listens_for(Engine, "before_cursor_execute")
def _note_statement(_connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
    found = FOUND.get(None)
    if found is not None and request and request.method in SAFE and is_a_write(statement):
        found.append(statement)


@request_finished.connect
def _note_session(_app: Flask, **_rest: object) -> None:
    found = FOUND.get(None)
    if found is not None and request.method in SAFE:
        found.extend(repr(row) for rows in (db.session.new, db.session.dirty, db.session.deleted) for row in rows)

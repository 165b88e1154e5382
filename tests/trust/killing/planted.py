"""The application with one bug in it: it answers first, and commits a moment later."""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.orm import scoped_session

from checkmyogp.db import transactions
from checkmyogp.serving import Front, application
from checkmyogp.web import writing

LATER = 0.3
"""Seconds from the answer to the commit."""


@contextmanager
def commit_later(session: scoped_session[Any]) -> Generator[None]:
    """All of it, if nothing happens in between."""
    session.rollback()
    token = transactions._WRITING.set(True)
    try:
        yield
        session.flush()
        # The end of the request rolls back what it can still find.
        own = session()
        session.registry.clear()
        threading.Timer(LATER, own.commit).start()
    except BaseException:
        session.rollback()
        raise
    finally:
        transactions._WRITING.reset(token)


def create_late_app() -> Front:
    """What the server is told to serve."""
    writing.unit_of_work = commit_later
    return application()

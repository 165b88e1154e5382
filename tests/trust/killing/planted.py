"""The application with one bug in it: it answers first and commits later, or it takes no heed of a lost database."""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.orm import scoped_session

from checkmyogp.db import failures, transactions
from checkmyogp.serving import Front, application
from checkmyogp.web import unit_of_work

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
    unit_of_work.unit_of_work = commit_later
    return application()


def create_heedless_app() -> Front:
    """One to which a lost database is a mistake of the program."""
    failures.passes = lambda _error: False
    return application()

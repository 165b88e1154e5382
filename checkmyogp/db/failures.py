"""Failures of the database that pass by themselves: it is gone, somebody else writes, or its disk is full.

Any other one, such as a constraint that was broken, is a mistake of the program, and is none of these.
"""

import sqlite3
from collections.abc import Generator, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError

OF_POSTGRESQL = ("08", "40", "53", "55P03", "57", "58")
"""How codes begin: connection, order of transactions, room, lock, somebody's command, system."""
GONE = ("08", "57P")
OF_SQLITE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
    }
)
KIND = 0xFF
"""The part of a code of SQLite that says which kind of failure it is; the rest says where."""


class Unacknowledged(RuntimeError):
    """The connection was lost between a commit and its answer: it may have been kept, and it may not."""


def passes(error: DBAPIError) -> bool:
    """Whether the same may well succeed in a moment."""
    return any(_passes(each) for each in _with_what_led_to_it(error))


def is_gone(error: DBAPIError) -> bool:
    """Whether the connection was lost, or could not be made: nothing was refused for what was asked."""
    return any(_is_gone(each) for each in _with_what_led_to_it(error))


@contextmanager
def passed_over() -> Generator[None]:
    """Do without what cannot be kept at this moment."""
    try:
        yield
    except Unacknowledged:
        pass
    except DBAPIError as error:
        if not passes(error):
            raise


@contextmanager
def letting_go() -> Generator[None]:
    """End what was begun, also where its connection turns out to be dead: nothing of it is left to be undone."""
    try:
        yield
    except DBAPIError as error:
        if not is_gone(error):
            raise


def _with_what_led_to_it(error: BaseException | None) -> Iterator[DBAPIError]:
    """SQLite ends the whole transaction when its disk is full, so that going back to a savepoint fails as well."""
    while error is not None:
        if isinstance(error, DBAPIError):
            yield error
        error = error.__context__


def _passes(error: DBAPIError) -> bool:
    if not isinstance(error, OperationalError):
        return error.connection_invalidated
    if isinstance(error.orig, sqlite3.Error):
        return error.orig.sqlite_errorcode & KIND in OF_SQLITE
    return error.connection_invalidated or _code(error).startswith(OF_POSTGRESQL) or not _code(error)


def _is_gone(error: DBAPIError) -> bool:
    if isinstance(error.orig, sqlite3.Error):
        return False
    return _passes(error) and (error.connection_invalidated or _code(error).startswith(GONE) or not _code(error))


def _code(error: DBAPIError) -> str:
    """PostgreSQL's code; empty where it was never reached, or went without a word."""
    return str(getattr(error.orig, "sqlstate", None) or "")

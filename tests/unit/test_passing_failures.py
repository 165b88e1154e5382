"""Which failures of the database pass by themselves, and which are mistakes of the program."""

import sqlite3

import psycopg
import pytest
from psycopg import errors
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, ProgrammingError

from checkmyogp.db import failures


def met(kind: type[DBAPIError], original: Exception, *, lost: bool = False) -> DBAPIError:
    """What SQLAlchemy makes of a failure."""
    return kind("a statement", {}, original, connection_invalidated=lost)


def in_sqlite(code: int) -> sqlite3.OperationalError:
    """A failure of SQLite with this code."""
    error = sqlite3.OperationalError()
    error.sqlite_errorcode = code
    return error


PASSING = [
    pytest.param(met(OperationalError, errors.AdminShutdown(), lost=True), True, id="its server is stopped"),
    pytest.param(met(OperationalError, errors.CannotConnectNow()), True, id="it is just being started"),
    pytest.param(met(OperationalError, psycopg.OperationalError()), True, id="nobody answers"),
    pytest.param(met(DBAPIError, psycopg.InterfaceError(), lost=True), True, id="a connection is lost"),
    pytest.param(met(OperationalError, errors.DiskFull()), False, id="its disk is full"),
    pytest.param(met(OperationalError, errors.DeadlockDetected()), False, id="two waited for each other"),
    pytest.param(met(OperationalError, errors.LockNotAvailable()), False, id="a lock is not to be had"),
    pytest.param(met(OperationalError, in_sqlite(sqlite3.SQLITE_BUSY)), False, id="somebody else writes"),
    pytest.param(met(OperationalError, in_sqlite(sqlite3.SQLITE_IOERR_WRITE)), False, id="a disk does not write"),
]
LASTING = [
    pytest.param(met(OperationalError, in_sqlite(sqlite3.SQLITE_ERROR)), id="a table that is not there"),
    pytest.param(met(ProgrammingError, errors.UndefinedTable()), id="a table that is not there either"),
    pytest.param(met(IntegrityError, errors.CheckViolation()), id="a constraint"),
]


@pytest.mark.parametrize(("error", "gone"), PASSING)
def test_this_passes(error: DBAPIError, gone: bool):  # noqa: FBT001 - one of two columns
    assert failures.passes(error)
    assert failures.is_gone(error) == gone


@pytest.mark.parametrize("error", LASTING)
def test_this_does_not_pass(error: DBAPIError):
    assert not failures.passes(error)
    assert not failures.is_gone(error)


def test_what_led_to_a_failure_counts():
    first = met(OperationalError, in_sqlite(sqlite3.SQLITE_FULL))
    then = met(OperationalError, in_sqlite(sqlite3.SQLITE_ERROR))

    then.__context__ = first

    assert failures.passes(then)

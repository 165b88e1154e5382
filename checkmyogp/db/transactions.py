"""Where a transaction begins and ends.

Services never commit. Whoever calls them from outside (a view that answers a POST, a command) does so inside
``unit_of_work``: leaving it normally commits, leaving it by an error rolls back. Outside of one nothing can be
written at all, so that a GET never writes.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, scoped_session

from checkmyogp.db.failures import Unacknowledged

_AFTERWARDS = "afterwards"
_WRITING: ContextVar[bool] = ContextVar("writing", default=False)


class WriteOutsideUnitOfWork(RuntimeError):
    """Something tried to write while only reading was allowed."""


class WriteInsideUnitOfWork(RuntimeError):
    """Something of its own began where a unit of work was under way."""


def writing() -> bool:
    """Whether a unit of work is under way."""
    return _WRITING.get()


@contextmanager
def unit_of_work(session: scoped_session[Any]) -> Generator[None]:
    """All of it, or nothing.

    Raises:
        Unacknowledged: when nobody can tell which of the two.
    """
    # A transaction that was begun for reading cannot turn into a writer's without the risk of a refused lock.
    session.rollback()
    token = _WRITING.set(True)
    session.info[_AFTERWARDS] = []
    try:
        yield
        _commit(session)
        for step in session.info.pop(_AFTERWARDS, []):
            step()
    except BaseException:
        session.rollback()
        raise
    finally:
        _WRITING.reset(token)


def _commit(session: scoped_session[Any]) -> None:
    session.flush()
    try:
        session.commit()
    except DBAPIError as error:
        if error.connection_invalidated:
            msg = "the connection was lost while a commit was under way"
            raise Unacknowledged(msg) from error
        raise


def afterwards(session: scoped_session[Any], step: Callable[[], None]) -> None:
    """Do this once the unit of work under way is committed, and never if it is rolled back."""
    session.info.setdefault(_AFTERWARDS, []).append(step)


@contextmanager
def beside(engine: Engine) -> Generator[Connection]:
    """A short transaction of its own, whose rows stay whatever becomes of the request's unit of work.

    Raises:
        WriteInsideUnitOfWork: inside of one, which the embedded database would have it wait for in vain.
    """
    if writing():
        msg = "a transaction of its own inside of a unit of work"
        raise WriteInsideUnitOfWork(msg)
    token = _WRITING.set(True)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        _WRITING.reset(token)


def forbid_stray_writes(session: scoped_session[Any]) -> None:
    """Refuse a flush outside of a unit of work."""
    event.listen(session, "before_flush", _refuse)


def _refuse(session: Session, _context: object, _instances: object) -> None:
    if not writing() and (session.new or session.dirty or session.deleted):
        msg = "a write outside of a unit of work"
        raise WriteOutsideUnitOfWork(msg)

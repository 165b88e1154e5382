"""The counters of the library `limits` in the site's own database, shared by all of its processes.

Each is counted in a short transaction of its own, beside that of the request: what a request rolls back stays counted.
A counter that is used up is only read, so that whoever is over a limit costs the database no write.
"""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

from limits.storage import MovingWindowSupport, Storage
from sqlalchemy import Connection, Select, delete, func, insert, select, text
from sqlalchemy.exc import SQLAlchemyError

from checkmyogp.attempts.models import Attempt
from checkmyogp.db import db
from checkmyogp.db.transactions import beside

SCHEME = "database"


class DatabaseStorage(Storage, MovingWindowSupport):
    """Kept as rows; used inside an application context."""

    STORAGE_SCHEME = [SCHEME]  # noqa: RUF012 - the library declares it so

    def __init__(self, uri: str | None = None, **_options: Any) -> None:  # noqa: ANN401 - the library's own signature
        """Nothing to connect to: the application's engine is used."""
        super().__init__(uri)

    @property
    def base_exceptions(self) -> type[Exception]:
        """What may go wrong."""
        return SQLAlchemyError

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count, unless that would be more than the limit."""
        counter, now = _counter(key), datetime.now(UTC)
        counted = _counted(counter, now - timedelta(seconds=expiry))
        with db.engine.connect() as reading:
            if _number(reading, counted) + amount > limit:
                return False
        with beside(db.engine) as writing:
            _alone(writing, counter)
            if _number(writing, counted) + amount > limit:
                return False
            writing.execute(delete(Attempt).where(Attempt.expires_at <= now))
            row = {"counter": counter, "tried_at": now, "expires_at": now + timedelta(seconds=expiry)}
            writing.execute(insert(Attempt), [dict(row) for _ in range(amount)])
        return True

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """When the window that counts now began, and how many are in it."""
        del limit
        now = datetime.now(UTC)
        counted = _counted(_counter(key), now - timedelta(seconds=expiry))
        with db.engine.connect() as reading:
            number, earliest = reading.execute(counted).one()
        return (earliest or now).timestamp(), int(number)

    def clear(self, key: str) -> None:
        """Begin anew."""
        counter = _counter(key)
        with db.engine.connect() as reading:
            if not _number(reading, _counted(counter, datetime.min.replace(tzinfo=UTC))):
                return
        with beside(db.engine) as writing:
            writing.execute(delete(Attempt).where(Attempt.counter == counter))

    def reset(self) -> int | None:
        """Begin all of them anew."""
        with beside(db.engine) as writing:
            return writing.execute(delete(Attempt)).rowcount

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count without a limit."""
        self.acquire_entry(key, 2**31, expiry, amount)
        return self.get(key)

    def get(self, key: str) -> int:
        """How many are counted."""
        with db.engine.connect() as reading:
            return _number(reading, _counted(_counter(key), datetime.min.replace(tzinfo=UTC)))

    def get_expiry(self, key: str) -> float:
        """When the last of them no longer counts."""
        with db.engine.connect() as reading:
            latest = reading.execute(
                select(func.max(Attempt.expires_at)).where(Attempt.counter == _counter(key))
            ).scalar_one()
        return (latest or datetime.now(UTC)).timestamp()

    def check(self) -> bool:
        """Whether the database answers."""
        with db.engine.connect() as reading:
            return reading.execute(text("select 1")).scalar_one() == 1


def _counter(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _counted(counter: str, since: datetime) -> Select[int, datetime]:
    return select(func.count(), func.min(Attempt.tried_at)).where(Attempt.counter == counter, Attempt.tried_at > since)


def _number(connection: Connection, counted: Select[int, datetime]) -> int:
    return int(connection.execute(counted).one()[0])


def _alone(connection: Connection, counter: str) -> None:
    """SQLite lets one write at a time; PostgreSQL is told that this counter is being counted."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("select pg_advisory_xact_lock(:counter)"), {"counter": int(counter[:15], 16)})

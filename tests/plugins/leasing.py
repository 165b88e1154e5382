"""Engines that go from one test's application to the next one's.

An engine remembers every statement it compiled, and compiling is half of what a short test would do. So an engine is
not made anew for each application: it is pointed at another database.
"""

from collections import defaultdict
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager
from unittest.mock import patch

from sqlalchemy import Dialect, Engine, create_engine, event, make_url

from checkmyogp.db import db


class Engines:
    """Engines that nobody uses at the moment, by kind of database."""

    def __init__(self) -> None:
        self._idle: defaultdict[str, list[Engine]] = defaultdict(list)

    @contextmanager
    def lent(self, address: str) -> Generator[AbstractContextManager[object]]:
        """An engine that connects to the database at this address; an application made within what is given gets it."""
        idle = self._idle[make_url(address).drivername]
        engine = idle.pop() if idle else made(address)
        engine.url = make_url(address)
        try:
            yield patch.object(db, "_make_engine", lambda *_: engine)
        finally:
            engine.dispose()
            idle.append(engine)


def made(address: str) -> Engine:
    """An engine that connects to whatever its address says at that moment."""
    engine = create_engine(address)

    def point(dialect: Dialect, _record: object, arguments: list[object], named: dict[str, object]) -> None:
        arguments[:], wanted = dialect.create_connect_args(engine.url)
        named.update(wanted)

    event.listen(engine, "do_connect", point)
    return engine


ENGINES = Engines()

"""Engines and applications that go from one test to the next.

An engine remembers every statement it compiled, an application its rules and every template it compiled, and compiling
is most of what a short test would do. So neither is made anew for each test: it is pointed at another database. A test
that alters the application itself, beyond its settings and views, has to ask for one of its own.
"""

from collections import defaultdict
from collections.abc import Callable, Generator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from flask import Flask
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
        # A port that only the first address named would be asked at every later one.
        named.clear()
        named.update(wanted)

    event.listen(engine, "do_connect", point)
    return engine


class Altered(AssertionError):
    """A test changed an application that others use after it, in a way that is not undone."""


@dataclass(frozen=True, slots=True)
class Lent:
    """An application and its engine, and what the application was like before anybody used it."""

    app: Flask
    engine: Engine
    config: Mapping[str, Any]
    views: Mapping[str, Any]
    extensions: Mapping[str, Any]
    rest: Mapping[str, object]

    @classmethod
    def of(cls, app: Flask, engine: Engine) -> "Lent":
        """As it is now."""
        return cls(app, engine, dict(app.config), dict(app.view_functions), dict(app.extensions), parts(app))

    def point(self, address: str) -> None:
        """At another database, where nobody's attempts are counted yet."""
        self.engine.url = make_url(address)
        self.app.config["SQLALCHEMY_DATABASE_URI"] = address

    def put_back(self) -> None:
        """Settings, views and extensions as they were.

        Raises:
            Altered: when something else is not as it was.
        """
        for now, before in (
            (self.app.config, self.config),
            (self.app.view_functions, self.views),
            (self.app.extensions, self.extensions),
        ):
            now.clear()
            now.update(before)
        rest = parts(self.app)
        altered = [name for name, before in self.rest.items() if rest[name] != before]
        if altered:
            msg = f"a test that alters the application asks for one of its own: {', '.join(altered)} changed"
            raise Altered(msg)


def parts(app: Flask) -> Mapping[str, object]:
    """What only setting up an application should touch, as it is now."""
    hooks = ("before_request_funcs", "after_request_funcs", "teardown_request_funcs", "template_context_processors")
    environment = app.jinja_env
    return {
        **{name: {where: [*found] for where, found in getattr(app, name).items() if found} for name in hooks},
        # Looking a handler up leaves an empty place where there was none.
        "error_handler_spec": {
            (where, code): {**found}
            for where, each in app.error_handler_spec.items()
            for code, found in each.items()
            if found
        },
        **{name: {**getattr(environment, name)} for name in ("globals", "filters", "tests")},
        "loader": environment.loader,
        "session_interface": app.session_interface,
        "test_client_class": app.test_client_class,
        "wsgi_app": app.wsgi_app,
        "rules": len([*app.url_map.iter_rules()]),
    }


class Applications:
    """Applications that nobody uses at the moment, by kind of database."""

    def __init__(self) -> None:
        self._idle: defaultdict[str, list[Lent]] = defaultdict(list)

    @contextmanager
    def lent(self, address: str, make: Callable[[str], Flask]) -> Generator[Flask]:
        """The application on the database at this address; made where none is idle."""
        idle = self._idle[make_url(address).drivername]
        lent = idle.pop() if idle else self._made(address, make)
        lent.point(address)
        try:
            yield lent.app
        finally:
            lent.engine.dispose()
        # One that was altered, or on which a test failed, is not lent again.
        lent.put_back()
        idle.append(lent)

    def _made(self, address: str, make: Callable[[str], Flask]) -> Lent:
        engine = made(address)
        with patch.object(db, "_make_engine", lambda *_: engine):
            return Lent.of(make(address), engine)


ENGINES = Engines()
APPLICATIONS = Applications()

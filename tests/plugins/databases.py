"""Databases for tests: built once for each engine, copied for each test, so that every test commits for real.

Built are an empty one with all migrations, and others on top of it, see tests/plugins/sites.py. They are in memory
where there is room. PostgreSQL is the server named in CHECKMYOGP_TEST_POSTGRESQL; where none is named, one of this
run's own; where its programs are not installed, one that answers where servers usually do.
"""

import itertools
import os
import shutil
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Protocol

import pytest
from sqlalchemy import URL, Engine, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from tests.plugins import clusters

POSTGRESQL = "CHECKMYOGP_TEST_POSTGRESQL"
DEFAULT_POSTGRESQL = "postgresql+psycopg://postgres@127.0.0.1:5432/postgres"
COPIES_AS_TOLD = 150000
"""The first version of PostgreSQL that can be told how to copy a database."""

Build = Callable[[str], None]
"""Fills the database at this address."""


class Server(Protocol):
    """One engine that databases can be made on."""

    def make(self, name: str) -> str:
        """A new and empty database; its address."""
        ...

    def copy(self, address: str, name: str) -> str:
        """A database with everything the one at this address holds, which nobody may be using."""
        ...

    def drop(self, address: str) -> None:
        """Take a database away that nobody uses any more."""
        ...


class Sqlite:
    """Databases as files in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self, name: str) -> str:
        return f"sqlite:///{self.folder / name}.sqlite"

    def copy(self, address: str, name: str) -> str:
        made = self.make(name)
        shutil.copyfile(self._file(address), self._file(made))
        return made

    def drop(self, address: str) -> None:
        for companion in ("", "-wal", "-shm"):
            Path(f"{self._file(address)}{companion}").unlink(missing_ok=True)

    def _file(self, address: str) -> Path:
        return Path(address.removeprefix("sqlite:///"))


class Postgresql:
    """Databases of a server, all with a prefix of this run's own."""

    def __init__(self, address: URL) -> None:
        self.address = address
        self.administration: Engine = create_engine(
            address, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 3}
        )

    def make(self, name: str) -> str:
        return self._create(name, "template0")

    def copy(self, address: str, name: str) -> str:
        return self._create(name, make_url(address).database or "")

    def drop(self, address: str) -> None:
        self._run(f'drop database if exists "{make_url(address).database}" with (force)')

    def answers(self) -> bool:
        """Whether there is a server at all."""
        try:
            self._run("select 1")
        except OperationalError:
            return False
        return True

    @cached_property
    def _waits_for_nothing(self) -> bool:
        """Before version 15 there is nothing to choose."""
        with self.administration.connect() as connection:
            version, fsync = (connection.scalar(text(f"show {name}")) for name in ("server_version_num", "fsync"))
        return fsync == "off" and int(version or 0) >= COPIES_AS_TOLD

    def _create(self, name: str, template: str) -> str:
        database = f"checkmyogp_test_{os.getpid()}_{name}"
        # Copying files is the quicker way where nothing waits for the disk.
        how = "strategy file_copy" if self._waits_for_nothing else ""
        self._run(f'create database "{database}" template "{template}" encoding \'UTF8\' {how}')
        return self.address.set(database=database).render_as_string(hide_password=False)

    def _run(self, statement: str) -> None:
        with self.administration.connect() as connection:
            connection.execute(text(statement))


class Databases:
    """What one engine has ready."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._built: dict[str, str] = {}
        self._numbers = itertools.count(1)

    def built(self, name: str, build: Build, *, on: str | None = None) -> str:
        """The database of this name, built when first asked for; on top of another one where that is named."""
        if name not in self._built:
            address = self._server.make(name) if on is None else self._server.copy(on, name)
            build(address)
            self._built[name] = address
        return self._built[name]

    @contextmanager
    def fresh(self, *, like: str | None = None) -> Generator[str]:
        """A database for one test, empty or like another one."""
        name = f"copy_{next(self._numbers)}"
        address = self._server.make(name) if like is None else self._server.copy(like, name)
        try:
            yield address
        finally:
            self._server.drop(address)

    def close(self) -> None:
        """Leave nothing behind."""
        for address in self._built.values():
            self._server.drop(address)


@pytest.fixture(scope="session")
def every_engine() -> Generator[Callable[[str], Databases]]:
    """What each engine has ready: kept to the end of the run, however often tests change from one to the other."""
    ready: dict[str, Databases] = {}
    with ExitStack() as until_the_end:

        def of(engine: str) -> Databases:
            if engine not in ready:
                open_ = _sqlite if engine == "sqlite" else _postgresql
                ready[engine] = Databases(until_the_end.enter_context(open_()))
                until_the_end.callback(ready[engine].close)
            return ready[engine]

        yield of


@pytest.fixture(scope="session", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def databases(request: pytest.FixtureRequest, every_engine: Callable[[str], Databases]) -> Databases:
    """Everything on SQLite, then everything on PostgreSQL."""
    return every_engine(request.param)


@contextmanager
def _sqlite() -> Generator[Sqlite]:
    with clusters.scratch_folder() as folder:
        yield Sqlite(folder)


@contextmanager
def _postgresql() -> Generator[Postgresql]:
    with ExitStack() as until_the_end:
        server = Postgresql(make_url(_address(until_the_end)))
        until_the_end.callback(server.administration.dispose)
        if not server.answers():
            address = server.address
            pytest.skip(f"PostgreSQL: no server at {address.host}:{address.port or 5432}, and no initdb to set one up")
        yield server


def _address(until_the_end: ExitStack) -> str:
    named, programs = os.environ.get(POSTGRESQL), clusters.binaries()
    if named or programs is None:
        return named or DEFAULT_POSTGRESQL
    try:
        return until_the_end.enter_context(clusters.throw_away(programs))
    except OSError:
        return DEFAULT_POSTGRESQL

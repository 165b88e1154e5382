"""The application on each engine, empty or with the demonstration, for one test or shared by those that only read.

`app` holds nothing, or Examplia's pack in a test with ``@pytest.mark.examplia``. It and `seeded_app` may be written to:
each test has its own copy of the database, and what it leaves is verified as `flask verify` would, unless the test says
with ``@pytest.mark.tampers`` that it breaks it on purpose. `read_only_seeded_app` is one for all tests and refuses to
be written to. Each has a `…site`, which is the same with its context entered, for tests that call services and queries,
and a `…client`, for tests that fetch pages. A test that alters an application itself says ``@pytest.mark.alters``.
"""

import secrets
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import Connection, Engine, event, select

from checkmyogp import create_app
from checkmyogp.db import db
from checkmyogp.domain.canon import sha256
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots import queries
from checkmyogp.verification import checks, invariants
from tests.factories import commands, packs, rounds
from tests.plugins.databases import Databases
from tests.plugins.leasing import APPLICATIONS, ENGINES
from tests.plugins.reading import Reader, is_a_write

Fill = Callable[[Flask], None]
"""Lets something happen on a site."""

verified: set[str] = set()
"""Hashes of the snapshots that were found to hold: computing the same figures again would only take time."""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "tampers: breaks the database on purpose, so that it is not verified afterwards")
    config.addinivalue_line("markers", "examplia: begins with Examplia's pack loaded instead of nothing")
    config.addinivalue_line("markers", "alters: changes the application, so that it is not lent to another test")


SECRET = secrets.token_urlsafe(32)
OWN = {"TESTING": True}
"""No other setting than always, for an application that a test alters."""


def make_app(address: str, **settings: Any) -> Flask:
    """The application on the database at this address."""
    app = create_app({"SQLALCHEMY_DATABASE_URI": address, "SECRET_KEY": SECRET, **OWN, **settings})
    app.test_client_class = Reader
    return app


@contextmanager
def running(address: str, **settings: Any) -> Generator[Flask]:
    """The application, with no connection left open at the end.

    Without settings it is one that others used before; settings, or ``OWN``, ask for one that nobody else gets.
    """
    if not settings:
        with APPLICATIONS.lent(address, make_app) as app:
            yield app
        return
    with ENGINES.lent(address) as lend:
        with lend:
            app = make_app(address, **settings)
        yield app


def migrate(address: str) -> None:
    """All tables, no rows."""
    with running(address) as app, app.app_context():
        upgrade()


def seed(address: str) -> None:
    """What `make run` shows: the pack and the demonstration round."""
    with running(address) as app:
        commands.done(app, "setup", "--demonstration")


def load_examplia(address: str) -> None:
    """A small country's pack."""
    with running(address) as app, app.app_context():
        packs.load(packs.EXAMPLIA)


def set_up_open_round(address: str) -> None:
    """The same, and a round that its NGOs may score."""
    load_examplia(address)
    with running(address) as app, app.app_context():
        rounds.open_round()


def assert_everything_holds() -> None:
    """What `flask verify` checks, leaving out figures that were recomputed before."""
    assert checks.of_chain() == []
    assert invariants.broken() == []
    for snapshot in queries.all_snapshots():
        if sha256(snapshot.content) != snapshot.digest or snapshot.digest not in verified:
            assert checks.of_snapshot(snapshot) == []
            verified.add(snapshot.digest)


@pytest.fixture(autouse=True, scope="session")
def own_instance_folder(tmp_path_factory: pytest.TempPathFactory) -> Generator[Path]:
    """Nothing a test does may touch the database and the secret of the checkout."""
    folder = tmp_path_factory.mktemp("instance")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHECKMYOGP_INSTANCE_PATH", str(folder))
        yield folder


@pytest.fixture(scope="session")
def empty_database(databases: Databases) -> str:
    """The address of a migrated database to copy."""
    return databases.built("empty", migrate)


@pytest.fixture(scope="session")
def seeded_database(databases: Databases, empty_database: str) -> str:
    """The address of a database with pack and demonstration to copy."""
    return databases.built("seeded", seed, on=empty_database)


@pytest.fixture(scope="session")
def examplia_database(databases: Databases, empty_database: str) -> str:
    """The address of a database with Examplia's pack to copy."""
    return databases.built("examplia", load_examplia, on=empty_database)


@pytest.fixture(scope="session")
def open_round_database(databases: Databases, empty_database: str) -> str:
    """The address of a database with Examplia's pack and an open round to copy."""
    return databases.built("open_round", set_up_open_round, on=empty_database)


@contextmanager
def own_copy(databases: Databases, like: str, request: pytest.FixtureRequest) -> Generator[Flask]:
    """An application on a copy of this database, and what the test leaves in it verified."""
    alters = request.node.get_closest_marker("alters") is not None
    with databases.fresh(like=like) as address, running(address, **(OWN if alters else {})) as app:
        with noting_writes() as written:
            yield app
        if written and is_verified(address, request):
            with app.app_context():
                assert_everything_holds()


def is_verified(address: str, request: pytest.FixtureRequest) -> bool:
    """Whether what this test leaves there is: see docs/decisions/0011-a-quick-suite.md."""
    if request.node.get_closest_marker("tampers") is not None:
        return False
    return address.startswith("sqlite") or bool(request.config.getoption("prove"))


WRITTEN: list[list[str]] = []
"""Where the tests that run note the first thing that was written."""


@event.listens_for(Engine, "before_cursor_execute")
def _note(_connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
    if is_a_write(statement):
        for written in WRITTEN:
            written[:] = written or [statement]


@contextmanager
def noting_writes() -> Generator[list[str]]:
    """The first statement by which anything in this process changes a database meanwhile, on whichever engine."""
    written: list[str] = []
    WRITTEN.append(written)
    try:
        yield written
    finally:
        WRITTEN[:] = [each for each in WRITTEN if each is not written]


@contextmanager
def own_filled(
    databases: Databases, request: pytest.FixtureRequest, name: str, fill: Fill, *, on: str
) -> Generator[Flask]:
    """The same on a database in which this has happened, once for all tests of an engine, and has been verified."""

    def build(address: str) -> None:
        with running(address) as app:
            fill(app)
            with app.app_context():
                assert_everything_holds()

    with own_copy(databases, databases.built(name, build, on=on), request) as app:
        yield app


@pytest.fixture
def app(databases: Databases, empty_database: str, request: pytest.FixtureRequest) -> Generator[Flask]:
    """An application with no data at all, or with Examplia's pack where the test is marked so, this test's own."""
    marked = request.node.get_closest_marker("examplia") is not None
    like = request.getfixturevalue("examplia_database") if marked else empty_database
    with own_copy(databases, like, request) as app:
        yield app


@pytest.fixture
def seeded_app(databases: Databases, seeded_database: str, request: pytest.FixtureRequest) -> Generator[Flask]:
    """An application with the Mongolian pack and the demonstration round, this test's own."""
    with own_copy(databases, seeded_database, request) as app:
        yield app


@pytest.fixture(scope="session")
def read_only_seeded_app(databases: Databases, seeded_database: str) -> Generator[Flask]:
    """The same, shared by every test that only reads."""
    with databases.fresh(like=seeded_database) as address, running(address) as app:
        with app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", _refuse_write)
        yield app
        event.remove(engine, "before_cursor_execute", _refuse_write)


def _refuse_write(_connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
    assert not is_a_write(statement), f"this application is shared and may only be read from: {statement}"


@pytest.fixture
def site(app: Flask) -> Generator[Flask]:
    """The empty application, with its context entered."""
    with app.app_context():
        yield app


@pytest.fixture
def round_app(databases: Databases, open_round_database: str, request: pytest.FixtureRequest) -> Generator[Flask]:
    """An application with Examplia's plan and an open round, this test's own."""
    with own_copy(databases, open_round_database, request) as app:
        yield app


@pytest.fixture
def round_(round_app: Flask) -> Generator[Round]:
    """An open round of Examplia's plan that nobody has submitted to, with its application's context entered."""
    with round_app.app_context():
        yield db.session.scalars(select(Round).order_by(Round.id)).one()


@pytest.fixture
def seeded_site(seeded_app: Flask) -> Generator[Flask]:
    """The application with the demonstration, with its context entered."""
    with seeded_app.app_context():
        yield seeded_app


@pytest.fixture
def read_only_seeded_site(read_only_seeded_app: Flask) -> Generator[Flask]:
    """The shared application, with its context entered."""
    with read_only_seeded_app.app_context():
        yield read_only_seeded_app


@pytest.fixture
def client(app: Flask) -> Reader:
    """A reader of the empty application."""
    return _reader_of(app)


@pytest.fixture
def seeded_client(seeded_app: Flask) -> Reader:
    """A reader of this test's own demonstration."""
    return _reader_of(seeded_app)


@pytest.fixture
def read_only_seeded_client(read_only_seeded_app: Flask) -> Reader:
    """A reader of the shared demonstration."""
    return _reader_of(read_only_seeded_app)


def _reader_of(app: Flask) -> Reader:
    reader = app.test_client()
    assert isinstance(reader, Reader)
    return reader

"""What was acknowledged is there, however the application or its database died, also after a power cut."""

from collections.abc import Generator

import pytest
from flask import Flask
from sqlalchemy import text

from checkmyogp.db import db
from tests.plugins.databases import Databases
from tests.plugins.engines import ON_SQLITE
from tests.plugins.proving import Proof, Scale
from tests.plugins.sites import SECRET, assert_everything_holds, migrate, running, set_up_open_round
from tests.trust.killing.servers import REAL, AppServer, PostgresqlServer, own_postgresql
from tests.trust.killing.submitting import Siege, lost, prepared

KILLED_APP = "kill -9 of the application"
KILLED_DATABASE = "kill -9 of PostgreSQL"
LATE = "tests.trust.killing.planted:create_late_app"


def environment(address: str) -> dict[str, str]:
    """The settings of the process that serves; the keys are in the folder of this run."""
    return {"CHECKMYOGP_SQLALCHEMY_DATABASE_URI": address, "CHECKMYOGP_SECRET_KEY": SECRET}


@pytest.fixture
def address(databases: Databases, open_round_database: str) -> Generator[str]:
    """A database of this test's own, with an open round."""
    with databases.fresh(like=open_round_database) as address:
        yield address


@pytest.fixture
def server(address: str, request: pytest.FixtureRequest) -> Generator[AppServer]:
    """The application on that database, or one with a bug."""
    server = AppServer(environment(address), getattr(request, "param", REAL))
    yield server
    server.kill()


@pytest.fixture
def postgresql() -> Generator[PostgresqlServer]:
    """A server of this test's own, with an open round in it."""
    with own_postgresql() as server:
        migrate(server.address)
        set_up_open_round(server.address)
        yield server


def besieged(
    address: str, server: AppServer, victim: AppServer | PostgresqlServer, *, acknowledgements: int, kills: int
) -> Siege:
    """Leads submit while the victim is killed; everything that a database must keep is then looked for."""
    with running(address) as app:
        leads = prepared(app)
    server.start()
    siege = Siege(server, victim, leads)
    siege.hold(acknowledgements=acknowledgements, kills=kills)
    server.kill()
    return siege


@pytest.mark.asvs("2.3.3")
def test_nothing_acknowledged_is_lost_with_the_application(address: str, server: AppServer, scale: Scale, proof: Proof):
    siege = besieged(address, server, server, acknowledgements=scale.of(20, 500), kills=scale.of(2, 20))

    with running(address) as app:
        proof.holds(KILLED_APP, tried=len(siege.acknowledged), found=lost(app, siege.acknowledged))
        with app.app_context():
            assert_everything_holds()


@pytest.mark.parametrize("server", [LATE], indirect=True)
def test_an_answer_before_the_commit_is_noticed(address: str, server: AppServer, proof: Proof):
    siege = besieged(address, server, server, acknowledgements=4, kills=1)

    with running(address) as app:
        found = lost(app, siege.acknowledged)
        proof.catches(KILLED_APP, "an answer before the commit", tried=len(siege.acknowledged), found=found)


@pytest.mark.postgresql
def test_nothing_acknowledged_is_lost_with_the_database_server(
    postgresql: PostgresqlServer, scale: Scale, proof: Proof
):
    server = AppServer(environment(postgresql.address))
    try:
        siege = besieged(
            postgresql.address, server, postgresql, acknowledgements=scale.of(20, 500), kills=scale.of(2, 20)
        )
    finally:
        server.kill()

    with running(postgresql.address) as app:
        proof.holds(KILLED_DATABASE, tried=len(siege.acknowledged), found=lost(app, siege.acknowledged))
        with app.app_context():
            assert_everything_holds()


def settings_of(app: Flask, statement: str, *names: str) -> dict[str, object]:
    """What the application's own connections are set to."""
    with app.app_context():
        return {name: db.session.scalar(text(f"{statement} {name}")) for name in names}


# Killing processes cannot show what a power cut takes: that is in the hands of these settings.
@ON_SQLITE
def test_sqlite_waits_for_the_disk(address: str):
    with running(address) as app:
        assert settings_of(app, "pragma", "journal_mode", "synchronous") == {"journal_mode": "wal", "synchronous": 2}


@pytest.mark.postgresql
def test_postgresql_waits_for_the_disk(postgresql: PostgresqlServer):
    names = ("fsync", "full_page_writes", "synchronous_commit")
    with running(postgresql.address) as app:
        assert settings_of(app, "show", *names) == dict.fromkeys(names, "on")

"""A server that was restarted costs no reader an answer."""

import pytest
from sqlalchemy import create_engine, text

from checkmyogp import create_app
from checkmyogp.db import db
from tests.plugins.databases import Databases
from tests.plugins.engines import ON_POSTGRESQL
from tests.plugins.sites import SECRET

END_ALL = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> :own"


@pytest.mark.asvs("16.5.2")
@ON_POSTGRESQL
@pytest.mark.parametrize("path", ["/en/", "/ready", "/api/v1/plans"])
def test_a_page_is_answered_after_every_connection_was_ended(databases: Databases, empty_database: str, path: str):
    # Not the tests' engine, which knows nothing of how the application sets up its own.
    with databases.fresh(like=empty_database) as address:
        app = create_app({"SQLALCHEMY_DATABASE_URI": address, "SECRET_KEY": SECRET, "TESTING": True})
        client = app.test_client()
        assert client.get(path).status_code == 200
        other = create_engine(address)
        with other.connect() as connection:
            own = connection.execute(text("select pg_backend_pid()")).scalar_one()
            ended = connection.execute(text(END_ALL), {"own": own}).scalars().all()
        other.dispose()

        answer = client.get(path)

        assert ended == [True]
        assert answer.status_code == 200
        with app.app_context():
            db.engine.dispose()


@ON_POSTGRESQL
def test_what_people_wrote_is_not_in_an_error(databases: Databases, empty_database: str):
    with databases.fresh(like=empty_database) as address:
        app = create_app({"SQLALCHEMY_DATABASE_URI": address, "SECRET_KEY": SECRET, "TESTING": True})
        with app.app_context():
            assert db.engine.hide_parameters
            db.engine.dispose()

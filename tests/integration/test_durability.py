"""What was committed is on disk before anybody is told, whatever the server's own settings say."""

from sqlalchemy import make_url, text

from checkmyogp.db import db
from tests.plugins.databases import Databases
from tests.plugins.sites import running


def test_a_commit_waits_for_the_disk(databases: Databases, empty_database: str):
    with databases.fresh(like=empty_database) as address:
        careless = make_url(address).get_backend_name() == "postgresql"
        if careless:
            with running(address) as app, app.app_context(), db.engine.begin() as connection:
                name = make_url(address).database
                connection.execute(text(f'alter database "{name}" set synchronous_commit to off'))
        with running(address, SQLALCHEMY_ENGINE_OPTIONS={"pool_pre_ping": True}) as app, app.app_context():
            db.engine.dispose()
            asked = "show synchronous_commit" if careless else "pragma synchronous"
            with db.engine.connect() as connection:
                assert str(connection.scalar(text(asked))) == ("on" if careless else "2")

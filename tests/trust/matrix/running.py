"""The application at the moment for which its site was built."""

from collections.abc import Generator
from contextlib import contextmanager

from flask import Flask

from tests.plugins.databases import Databases
from tests.plugins.sites import running
from tests.trust.clock import standing_at
from tests.trust.matrix import world
from tests.trust.matrix.driving import Driver, seated


@contextmanager
def at_work(address: str) -> Generator[Flask]:
    """On the database at this address."""
    with standing_at(world.NOW), running(address, PUBLIC_URL="http://localhost") as app:
        yield app


@contextmanager
def entered(databases: Databases, empty_database: str) -> Generator[Driver]:
    """A site with rounds in every state and everybody at their browsers, at the moment for which it was made."""
    built = databases.built("matrix", world.build, on=empty_database)
    with databases.fresh(like=built) as address, at_work(address) as app, seated(app) as driver:
        yield driver

"""A country whose NGOs may apply."""

from collections.abc import Generator

import pytest
from flask import Flask

from tests.plugins.databases import Databases
from tests.plugins.sites import own_copy


@pytest.fixture
def app(databases: Databases, examplia_database: str, request: pytest.FixtureRequest) -> Generator[Flask]:
    """Here every site begins with Examplia's pack."""
    with own_copy(databases, examplia_database, request) as app:
        yield app


@pytest.fixture
def country(site: Flask) -> Flask:
    """The application with Examplia's pack, with its context entered: nobody has applied yet."""
    return site


@pytest.fixture
def country_app(app: Flask) -> Flask:
    """The same without its context, for tests that fetch pages."""
    return app

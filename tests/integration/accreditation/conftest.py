"""A country whose NGOs may apply."""

import pytest
from flask import Flask

from tests.factories.packs import EXAMPLIA, load


@pytest.fixture
def country(site: Flask) -> Flask:
    """The application with Examplia's pack, with its context entered: nobody has applied yet."""
    load(EXAMPLIA)
    return site


@pytest.fixture
def country_app(app: Flask) -> Flask:
    """The same without its context, for tests that fetch pages."""
    with app.app_context():
        load(EXAMPLIA)
    return app

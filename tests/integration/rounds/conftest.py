"""A round that is open now, and officers."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.factories.officers import Officer, move


@pytest.fixture
def open_app(round_app: Flask) -> Flask:
    """Examplia's round, open at this moment."""
    move(round_app, opens=timedelta(days=-60), closes=timedelta(days=1))
    return round_app


@pytest.fixture
def officer(round_app: Flask) -> Officer:
    """An officer whose second factor is fresh."""
    return Officer.of(round_app)


@pytest.fixture
def another_officer(round_app: Flask) -> Officer:
    """A second one."""
    return Officer.of(round_app)

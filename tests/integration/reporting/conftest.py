"""A round that is open now, and reporters of an agency that leads its first commitment."""

import pytest
from flask import Flask

from tests.factories.assessing import put_around_now
from tests.factories.replying import Somebody


@pytest.fixture
def open_app(round_app: Flask) -> Flask:
    """Examplia's round, open at this moment."""
    put_around_now(round_app)
    return round_app


@pytest.fixture
def reporter(open_app: Flask) -> Somebody:
    """Somebody of the Ministry of Ports, which leads 1.1 and 1.2."""
    return Somebody.of(open_app, "ministry-of-ports")


@pytest.fixture
def colleague(open_app: Flask) -> Somebody:
    """Somebody else of the same ministry."""
    return Somebody.of(open_app, "ministry-of-ports")


@pytest.fixture
def other_agency(open_app: Flask) -> Somebody:
    """Somebody of the Treasury, which leads 2.1.1."""
    return Somebody.of(open_app, "treasury")

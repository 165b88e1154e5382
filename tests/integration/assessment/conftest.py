"""A round that is open now, and members of an NGO that is accredited for it."""

import pytest
from flask import Flask

from tests.factories.assessing import Member, put_around_now


@pytest.fixture
def open_app(round_app: Flask) -> Flask:
    """Examplia's round, open at this moment."""
    put_around_now(round_app)
    return round_app


@pytest.fixture
def member(open_app: Flask) -> Member:
    """Somebody of Open Ledger, which has nothing at stake in the first commitment."""
    return Member.of(open_app)


@pytest.fixture
def lead(open_app: Flask) -> Member:
    """Who signs for Open Ledger."""
    return Member.of(open_app, lead=True)

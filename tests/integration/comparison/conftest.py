"""A round that has just closed, with somebody in each office who may or may not compare what was said in it."""

from collections.abc import Generator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from checkmyogp.domain.identities import Office
from tests.factories.answers import report, score
from tests.factories.assessing import close_the_round, put_around_now
from tests.factories.officers import the_round
from tests.factories.people import sign_in
from tests.plugins.databases import Databases
from tests.plugins.reading import Reader
from tests.plugins.sites import own_filled


def everybody_speaks(app: Flask) -> None:
    """The round is still open."""
    put_around_now(app)
    with app.app_context():
        round_, earlier = the_round(), datetime.now(UTC) - timedelta(hours=1)
        report(round_, "ministry-of-ports", "1.1", "green", now=earlier)
        report(round_, "treasury", "2.1.1", 1, now=earlier)
        for ngo, level in (("river-watch", 1), ("open-ledger", 2), ("civic-lens", 3), ("dock-league", 1)):
            score(round_, ngo, m1_1=level, m1_2=0, m2_1_1=2, now=earlier)


def everybody_has_spoken(app: Flask) -> None:
    """The same, and the round closes."""
    everybody_speaks(app)
    close_the_round(app)


@pytest.fixture
def open_app(databases: Databases, open_round_database: str, request: pytest.FixtureRequest) -> Generator[Flask]:
    """Everybody has spoken, and the round is still open."""
    with own_filled(databases, request, "compared_later", everybody_speaks, on=open_round_database) as app:
        yield app


@pytest.fixture
def closed_app(databases: Databases, open_round_database: str, request: pytest.FixtureRequest) -> Generator[Flask]:
    """The reply window is open at this moment."""
    with own_filled(databases, request, "compared", everybody_has_spoken, on=open_round_database) as app:
        yield app


@pytest.fixture
def researcher(closed_app: Flask) -> Reader:
    """A browser in which a researcher of the IRM is signed in."""
    reader = closed_app.test_client()
    assert isinstance(reader, Reader)
    sign_in(reader, office=Office.RESEARCHER)
    return reader

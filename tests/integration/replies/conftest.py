"""A round that has just closed: five NGOs scored 1.1, the ministry that leads it reported on it."""

from collections.abc import Generator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from checkmyogp.domain.identities import Office
from tests.factories.answers import report, score
from tests.factories.assessing import close_the_round, put_around_now
from tests.factories.officers import the_round
from tests.factories.replying import Somebody
from tests.plugins.databases import Databases
from tests.plugins.sites import own_filled

LEVELS = {"river-watch": 1, "dock-league": 1, "open-ledger": 1, "civic-lens": 3, "fair-budget": 3}


def everybody_speaks(app: Flask) -> None:
    """The round is still open."""
    put_around_now(app)
    with app.app_context():
        round_, earlier = the_round(), datetime.now(UTC) - timedelta(hours=1)
        report(round_, "ministry-of-ports", "1.1", "green", now=earlier)
        report(round_, "treasury", "2.1.1", 1, now=earlier)
        for ngo, level in LEVELS.items():
            score(round_, ngo, m1_1=level, now=earlier)
        score(round_, "civic-lens", m1_1=3, m2_1_1=0, now=earlier)


def everybody_has_spoken(app: Flask) -> None:
    """The same, and the round closes."""
    everybody_speaks(app)
    close_the_round(app)


@pytest.fixture
def scored_app(databases: Databases, open_round_database: str, request: pytest.FixtureRequest) -> Generator[Flask]:
    """Everybody has spoken, and the round is still open."""
    with own_filled(databases, request, "scored", everybody_speaks, on=open_round_database) as app:
        yield app


@pytest.fixture
def closed_app(databases: Databases, open_round_database: str, request: pytest.FixtureRequest) -> Generator[Flask]:
    """The reply window is open at this moment."""
    with own_filled(databases, request, "replied_to", everybody_has_spoken, on=open_round_database) as app:
        yield app


@pytest.fixture
def ministry(closed_app: Flask) -> Somebody:
    """A reporter of the Ministry of Ports, which leads 1.1 and 1.2."""
    return Somebody.of(closed_app, "ministry-of-ports")


@pytest.fixture
def treasury(closed_app: Flask) -> Somebody:
    """A reporter of the Treasury, which leads 2.1.1."""
    return Somebody.of(closed_app, "treasury")


@pytest.fixture
def ngo(closed_app: Flask) -> Somebody:
    """A member of Open Ledger, which scored 1.1 only."""
    return Somebody.of(closed_app, "open-ledger", office=Office.NGO)

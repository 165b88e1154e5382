"""A round that has just closed: five NGOs scored 1.1, the ministry that leads it reported on it."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from checkmyogp.db import db
from checkmyogp.domain.identities import Office
from checkmyogp.rounds.models import Round
from tests.factories.answers import report, score
from tests.factories.assessing import close_the_round, put_around_now
from tests.factories.replying import Somebody

LEVELS = {"river-watch": 1, "dock-league": 1, "open-ledger": 1, "civic-lens": 3, "fair-budget": 3}


@pytest.fixture
def scored_app(round_app: Flask) -> Flask:
    """Everybody has spoken, and the round is still open."""
    put_around_now(round_app)
    with round_app.app_context():
        round_ = db.session.scalars(select(Round)).one()
        earlier = datetime.now(UTC) - timedelta(hours=1)
        report(round_, "ministry-of-ports", "1.1", "green", now=earlier)
        report(round_, "treasury", "2.1.1", 1, now=earlier)
        for ngo, level in LEVELS.items():
            score(round_, ngo, m1_1=level, now=earlier)
        score(round_, "civic-lens", m1_1=3, m2_1_1=0, now=earlier)
    return round_app


@pytest.fixture
def closed_app(scored_app: Flask) -> Flask:
    """The reply window is open at this moment."""
    close_the_round(scored_app)
    return scored_app


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

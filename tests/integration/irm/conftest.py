"""A published round of an invented plan, whose second commitment has an identifier at OGP as well."""

from collections.abc import Generator

import pytest
from flask import Flask

from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import Office
from checkmyogp.rounds.models import Round
from tests.factories.answers import report, score
from tests.factories.coding import name_at_ogp
from tests.factories.officers import the_round
from tests.factories.people import sign_in
from tests.factories.rounds import close_and_publish
from tests.plugins.databases import Databases
from tests.plugins.reading import Reader
from tests.plugins.sites import own_filled


def publish_levels(app: Flask) -> None:
    """Both commitments have a level from both parties: government 3 and 1, civil society 1 and 2."""
    with app.app_context():
        with unit_of_work(db.session):
            name_at_ogp("2", "XM0002")
        round_ = the_round()
        report(round_, "ministry-of-ports", "1.1", "green")
        report(round_, "treasury", "2.1.1", 1)
        for ngo in ("river-watch", "open-ledger", "civic-lens", "dock-league"):
            score(round_, ngo, m1_1=1, m1_2=1, m2_1_1=2)
        close_and_publish(round_)


@pytest.fixture
def published_app(databases: Databases, open_round_database: str, request: pytest.FixtureRequest) -> Generator[Flask]:
    """The round whose levels are published."""
    with own_filled(databases, request, "coded", publish_levels, on=open_round_database) as app:
        yield app


@pytest.fixture
def published_round(published_app: Flask) -> Generator[Round]:
    """The same round, with its application's context entered."""
    with published_app.app_context():
        yield the_round()


@pytest.fixture
def researcher(published_app: Flask) -> Reader:
    """Somebody of the IRM, signed in."""
    reader = published_app.test_client()
    assert isinstance(reader, Reader)
    sign_in(reader, office=Office.RESEARCHER)
    return reader


@pytest.fixture
def visitor(published_app: Flask) -> Reader:
    """Anybody."""
    reader = published_app.test_client()
    assert isinstance(reader, Reader)
    return reader

"""A closed round in which an NGO and an agency spoke, with what is said in it to be looked for."""

from collections.abc import Generator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from tests.factories.answers import EVIDENCE, assess, given, report
from tests.factories.assessing import close_the_round, put_around_now
from tests.factories.officers import the_round
from tests.plugins.databases import Databases
from tests.plugins.sites import own_filled

REASON = "ӨМЧИЙН бүртгэл <script>alert(1)</script> нийтлэгдсэн."
QUOTATION = "Every fee of the harbour"


def two_speak(app: Flask) -> None:
    """River Watch scores 1.1, the Ministry of Ports reports on it, and the round closes."""
    put_around_now(app)
    earlier = datetime.now(UTC) - timedelta(hours=1)
    said = given(1, reason=REASON, language="mn", evidence=(replace(EVIDENCE, quotation=QUOTATION),))
    with app.app_context():
        assess(the_round(), "river-watch", {"1.1": {"completion": said, "opening": given(0)}}, now=earlier)
        report(the_round(), "ministry-of-ports", "1.1", "green", now=earlier)
    close_the_round(app)


@pytest.fixture
def closed_app(databases: Databases, open_round_database: str, request: pytest.FixtureRequest) -> Generator[Flask]:
    """The round in which the two spoke."""
    with own_filled(databases, request, "two_spoke", two_speak, on=open_round_database) as app:
        yield app

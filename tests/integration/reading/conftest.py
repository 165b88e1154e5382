"""A closed round in which an NGO and an agency spoke, with what is said in it to be looked for."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from tests.factories.answers import EVIDENCE, assess, given, report
from tests.factories.assessing import close_the_round, put_around_now
from tests.factories.officers import the_round

REASON = "ӨМЧИЙН бүртгэл <script>alert(1)</script> нийтлэгдсэн."
QUOTATION = "Every fee of the harbour"


@pytest.fixture
def closed_app(round_app: Flask) -> Flask:
    """River Watch scored 1.1, the Ministry of Ports reported on it, and the round has closed."""
    put_around_now(round_app)
    earlier = datetime.now(UTC) - timedelta(hours=1)
    said = given(1, reason=REASON, language="mn", evidence=(replace(EVIDENCE, quotation=QUOTATION),))
    with round_app.app_context():
        assess(the_round(), "river-watch", {"1.1": {"completion": said, "opening": given(0)}}, now=earlier)
        report(the_round(), "ministry-of-ports", "1.1", "green", now=earlier)
    close_the_round(round_app)
    return round_app

"""Between the closing time and the close a round takes nothing, and no page calls it open."""

from datetime import timedelta

import pytest
from flask import Flask

from checkmyogp.domain.identities import Office
from tests.factories.officers import ROUND, Officer, move
from tests.factories.replying import Somebody
from tests.plugins.engines import ON_SQLITE

pytestmark = ON_SQLITE


@pytest.mark.parametrize(
    ("language", "over"), [("en", "Time is over, not yet closed"), ("mn", "Хугацаа дууссан, хаагаагүй байна")]
)
def test_between_the_closing_time_and_the_close_no_list_calls_the_round_open(
    round_app: Flask, officer: Officer, language: str, over: str
):
    move(round_app, opens=timedelta(days=-60), closes=timedelta(minutes=-1))
    member = Somebody.of(round_app, "open-ledger", office=Office.NGO)
    reporter = Somebody.of(round_app, "ministry-of-ports")
    lists = [
        officer.get(f"/{language}/rounds").text,
        officer.get(f"/{language}{ROUND.removeprefix('/en')}/manage").text,
        round_app.test_client().get(f"/{language}/scorecards").text,
        member.get(f"/{language}/assess").text,
        reporter.get(f"/{language}/report").text,
    ]

    for text in lists:
        assert over.lower() in text.lower()
        assert "Open until" not in text
        assert "closes on" not in text
        assert "takes answers from" not in text


def test_more_time_is_not_offered_once_the_time_is_over(round_app: Flask, officer: Officer):
    move(round_app, opens=timedelta(days=-60), closes=timedelta(minutes=-1))

    answer = officer.get(f"{ROUND}/extend")

    assert answer.status_code == 409
    assert "The closing time has passed, so the round takes nothing more." in answer.text
    assert 'name="closes_at"' not in answer.text

"""What a round counts by a clock, it counts by the one it was opened with."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask

from checkmyogp.rounds.models import Round
from checkmyogp.snapshots import queries
from checkmyogp.verification.invariants import counted
from tests.factories import accreditation as played
from tests.factories.answers import score
from tests.factories.packs import EXAMPLIA, copy_of, edit, load
from tests.factories.rounds import CLOSES, close, open_round

NGO = "open-ledger"
LAST_DAY = date(2030, 1, 31)
"""It is over at the close by the clock of UTC, and goes on for hours in Lima."""


@pytest.fixture
def closed(site: Flask, tmp_path: Path) -> Round:
    """A round that closed after an NGO's term was over; the pack says since that its member has Lima's clock."""
    pack = copy_of(EXAMPLIA, tmp_path)
    load(pack)
    round_ = open_round(ngos=())
    played.accredit(NGO, ends_on=LAST_DAY)
    score(round_, NGO, m1_1=1)
    close(round_, now=CLOSES)
    edit(pack, "member.toml", 'ogp_code = "EXM"', 'ogp_code = "EXM"\ntime_zone = "America/Lima"')
    load(pack)
    return round_


def test_a_corrected_time_zone_makes_nobody_count_who_did_not(closed: Round):
    assert [each.value for each in queries.counting(closed.id).values()] == ["not_accredited"]
    assert closed.plan.member.time_zone == "America/Lima"
    assert list(counted.of_answers(closed)) == []


def test_a_check_by_the_clock_of_today_would_be_noticed(closed: Round, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Round, "time_zone", property(lambda round_: round_.plan.member.time_zone))

    assert "by the rules it is" in next(counted.of_answers(closed))


def test_days_of_a_round_end_by_its_clock(closed: Round):
    assert closed.day_of(datetime(2030, 1, 31, 23, tzinfo=UTC)) == LAST_DAY
    assert closed.day_of(CLOSES) == date(2030, 2, 1)

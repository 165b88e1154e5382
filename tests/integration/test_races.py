"""Submitting while the round closes: each submission is in the snapshot or was refused, and nothing else happens."""

import json
import threading
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from checkmyogp.assessment.models import Score
from checkmyogp.db import db
from checkmyogp.rounds import services
from checkmyogp.rounds.models import Round
from checkmyogp.rounds.services import RoundNotOpen
from checkmyogp.snapshots import services as scorecards
from tests.factories.answers import score
from tests.factories.packs import EXAMPLIA, load
from tests.factories.rounds import CLOSES, NGOS, close, open_round, publish

ROUNDS = 20
ROUNDS_FOR_A_PLANTED_BUG = 8
LAST_MOMENT = CLOSES - timedelta(microseconds=1)


class Race:
    """NGOs submit at the last moment while an officer closes; both sides start together."""

    def __init__(self, app: Flask, slug: str) -> None:
        self.app = app
        self.slug = slug
        self.start = threading.Barrier(len(NGOS) + 1)
        self.acknowledged: set[str] = set()
        self.failures: list[BaseException] = []

    def run(self) -> None:
        runners = [threading.Thread(target=self.submit, args=(ngo,)) for ngo in NGOS]
        runners.append(threading.Thread(target=self.close))
        for runner in runners:
            runner.start()
        for runner in runners:
            runner.join()

    def submit(self, ngo: str) -> None:
        with self.app.app_context():
            round_ = self.round()
            self.start.wait()
            try:
                score(round_, ngo, m1_1=1, m1_2=2, now=LAST_MOMENT)
                self.acknowledged.add(ngo)
            except RoundNotOpen:
                pass
            except Exception as failure:  # noqa: BLE001
                self.failures.append(failure)

    def close(self) -> None:
        with self.app.app_context():
            round_ = self.round()
            self.start.wait()
            try:
                close(round_)
            except Exception as failure:  # noqa: BLE001
                self.failures.append(failure)

    def round(self) -> Round:
        return db.session.scalars(select(Round).where(Round.slug == self.slug).order_by(Round.id)).one()

    def published_raters(self) -> set[str]:
        """Who is in the snapshot."""
        content = json.loads(publish(self.round()).content)
        return {rater["key"] for rater in content["raters"]}

    def rows(self) -> set[str]:
        """Whose scores are in the database."""
        scores = db.session.scalars(select(Score).where(Score.round_id == self.round().id).order_by(Score.milestone_id))
        return {row.organisation.key for row in scores}

    def holds(self) -> bool:
        """Whether the round can be published and says what was acknowledged."""
        try:
            return not self.failures and self.published_raters() == self.rows() == self.acknowledged
        except KeyError:
            return False  # A score came in after it was decided what counts.


def set_up(app: Flask, rounds: int) -> list[Race]:
    """A plan with many open rounds."""
    with app.app_context():
        load(EXAMPLIA)
        for number in range(rounds):
            open_round(slug=f"race-{number}", ngos=NGOS if number == 0 else ())
    return [Race(app, f"race-{number}") for number in range(rounds)]


@pytest.mark.asvs("2.3.4")
def test_every_acknowledged_submission_is_in_the_snapshot_and_no_other(app: Flask):
    for race in set_up(app, ROUNDS):
        race.run()

        with app.app_context():
            assert race.failures == []
            assert race.published_raters() == race.rows() == race.acknowledged


@pytest.mark.tampers
def test_a_close_that_does_not_wait_would_be_noticed(app: Flask, monkeypatch: pytest.MonkeyPatch):
    if "sqlite" in app.config["SQLALCHEMY_DATABASE_URI"]:
        return  # One writer at a time: there is nobody to wait for.

    def without_waiting(round_id: object, **_rest: object) -> Round:
        return db.session.scalars(select(Round).where(Round.id == round_id).order_by(Round.id)).one()

    monkeypatch.setattr(services, "hold_open", without_waiting)
    monkeypatch.setattr(scorecards.rounds, "hold_for_step", without_waiting)
    races = set_up(app, ROUNDS_FOR_A_PLANTED_BUG)
    for race in races:
        race.run()

    with app.app_context():
        assert not all(race.holds() for race in races)

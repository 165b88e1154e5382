"""Two officers at the same moment: one step is taken, the other is refused in its own words."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from checkmyogp.audit.models import PublishedHead
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import Identity, Office
from checkmyogp.domain.lifecycles import RoundState, StepRefused, TooEarly
from checkmyogp.domain.wording import editorial
from checkmyogp.round_admin import services as round_admin
from checkmyogp.rounds import services as rounds
from checkmyogp.rounds.models import Round
from checkmyogp.rounds.services import RoundNotOpen
from checkmyogp.snapshots import queries, services
from checkmyogp.snapshots.services import CorrectionSettled, CorrectionWaiting
from checkmyogp.verification import invariants
from tests.factories.answers import score
from tests.factories.rounds import (
    ANOTHER_OFFICER,
    CLOSES,
    DURING,
    NGOS,
    ONE_OFFICER,
    OPENS,
    REPLIES_END,
    close,
    draft_round,
    open_round,
    publish,
)

pytestmark = pytest.mark.examplia

ROUNDS = 4
TRIES = 8
"""How often a step that does not wait is tried, so that one of them is sure to come through."""
THIRD_OFFICER = Identity("third-officer", Office.OFFICER, confirmed=True)
REASON = editorial(en="For a test.")
LAST_MOMENT = CLOSES - timedelta(microseconds=1)
LATER = REPLIES_END + timedelta(days=1)

Step = Callable[[Round], object]


@pytest.fixture
def many(app: Flask) -> Flask:
    """Examplia, its NGOs accredited."""
    with app.app_context():
        open_round(slug="where-ngos-are-accredited", ngos=NGOS)
    return app


def race(app: Flask, slug: str, *steps: Step) -> list[BaseException | None]:
    """Take these steps on a round, all at once; what each was refused for, if it was."""
    start = threading.Barrier(len(steps))
    outcomes: list[BaseException | None] = [None] * len(steps)

    def take(place: int, step: Step) -> None:
        with app.app_context():
            round_ = found(slug)
            start.wait()
            try:
                with unit_of_work(db.session):
                    step(round_)
            except Exception as refusal:  # noqa: BLE001
                outcomes[place] = refusal

    runners = [threading.Thread(target=take, args=(place, step)) for place, step in enumerate(steps)]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join()
    return outcomes


def found(slug: str) -> Round:
    return db.session.scalars(select(Round).where(Round.slug == slug).order_by(Round.id)).one()


def closing(round_: Round) -> object:
    return services.close(round_=round_, actor=ONE_OFFICER, now=CLOSES)


def publishing(round_: Round) -> object:
    return services.publish(round_=round_, actor=ONE_OFFICER, now=REPLIES_END)


def extending(round_: Round) -> object:
    later = CLOSES + timedelta(days=1)
    return round_admin.extend(round_=round_, closes_at=later, reason=REASON, actor=ANOTHER_OFFICER, now=LAST_MOMENT)


def opening(round_: Round) -> object:
    return rounds.open_(round_=round_, actor=ONE_OFFICER, now=OPENS)


def proposing(round_: Round) -> object:
    return services.propose_correction(round_=round_, reason=REASON, actor=ONE_OFFICER, now=LATER)


def confirming(officer: Identity) -> Step:
    def step(round_: Round) -> object:
        correction = queries.corrections(round_.id)[-1]
        return services.confirm_correction(correction=correction, actor=officer, now=LATER)

    return step


def withdrawing(round_: Round) -> object:
    correction = queries.corrections(round_.id)[-1]
    return services.withdraw_correction(correction=correction, actor=THIRD_OFFICER, now=LATER)


def published(slug: str) -> None:
    round_ = open_round(slug=slug, ngos=())
    close(round_)
    publish(round_)


def corrected(slug: str) -> None:
    published(slug)
    with unit_of_work(db.session):
        proposing(found(slug))


def closed(slug: str) -> None:
    close(open_round(slug=slug, ngos=()))


RACES = [
    pytest.param(lambda slug: draft_round(slug=slug), (opening, opening), (StepRefused,), id="open twice"),
    pytest.param(
        lambda slug: open_round(slug=slug, ngos=()), (closing, closing, closing), (StepRefused,), id="close three times"
    ),
    pytest.param(
        lambda slug: open_round(slug=slug, ngos=()),
        (extending, closing),
        (RoundNotOpen, TooEarly),
        id="extend and close",
    ),
    pytest.param(closed, (publishing, publishing), (StepRefused,), id="publish twice"),
    pytest.param(published, (proposing, proposing), (CorrectionWaiting,), id="propose twice"),
    pytest.param(
        corrected,
        (confirming(ANOTHER_OFFICER), confirming(THIRD_OFFICER)),
        (CorrectionSettled,),
        id="confirm twice",
    ),
    pytest.param(
        corrected, (confirming(ANOTHER_OFFICER), withdrawing), (CorrectionSettled,), id="confirm and withdraw"
    ),
]


@pytest.mark.parametrize(("prepare", "steps", "refusals"), RACES)
def test_one_step_is_taken_and_the_others_are_refused(
    many: Flask, prepare: Callable[[str], object], steps: tuple[Step, ...], refusals: tuple[type[Exception], ...]
):
    for number in range(ROUNDS):
        slug = f"race-{number}"
        with many.app_context():
            prepare(slug)

        outcomes = race(many, slug, *steps)

        assert sum(outcome is None for outcome in outcomes) == 1
        assert all(outcome is None or isinstance(outcome, refusals) for outcome in outcomes), outcomes
    with many.app_context():
        assert invariants.broken() == []


def test_rounds_that_close_at_once_each_publish_a_head_of_their_own(many: Flask):
    slugs = [f"together-{number}" for number in range(ROUNDS)]
    with many.app_context():
        for slug in slugs:
            score(open_round(slug=slug, ngos=()), "open-ledger", m1_1=1, now=DURING)

    outcomes = race(many, slugs[0], *(lambda _round, slug=slug: closing(found(slug)) for slug in slugs))

    assert outcomes == [None] * ROUNDS
    with many.app_context():
        assert len(db.session.scalars(select(PublishedHead)).all()) == ROUNDS
        assert {found(slug).state for slug in slugs} == {RoundState.CLOSED}
        assert invariants.broken() == []


@pytest.mark.tampers  # What two steps wrote at once follows from neither of their entries.
def test_a_step_that_does_not_wait_would_be_noticed(many: Flask, monkeypatch: pytest.MonkeyPatch):
    if "sqlite" in many.config["SQLALCHEMY_DATABASE_URI"]:
        return  # One writer at a time: there is nobody to wait for.

    def without_waiting(round_id: object) -> Round:
        return db.session.scalars(select(Round).where(Round.id == round_id).order_by(Round.id)).one()

    monkeypatch.setattr(services.rounds, "hold_for_step", without_waiting)
    outcomes: list[list[BaseException | None]] = []
    for number in range(TRIES):
        with many.app_context():
            open_round(slug=f"race-{number}", ngos=())
        outcomes.append(race(many, f"race-{number}", extending, closing))

    assert any(outcome == [None, None] for outcome in outcomes)

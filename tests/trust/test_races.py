"""Hundreds of contests: whoever came first in the chain came first, and nobody was told anything else."""

import threading
import uuid
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from checkmyogp.accounts.models import Person
from checkmyogp.db import db, engines
from checkmyogp.rounds import services
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots import services as scorecards
from tests.factories import accreditation, people
from tests.factories.accounts import owner
from tests.factories.allowances import forget_attempts
from tests.factories.packs import EXAMPLIA, load
from tests.factories.rounds import NGOS
from tests.plugins.proving import Proof, Scale
from tests.trust.fuzzing.reaching import RAW_TOKEN, form_token
from tests.trust.racing import CONTESTS, Contest, submissions_and_the_close

HARNESS = "races"


@pytest.fixture
def country(app: Flask) -> Flask:
    """A small country, its NGOs accredited."""
    with app.app_context():
        load(EXAMPLIA)
        for ngo in NGOS:
            accreditation.accredit(ngo)
    return app


@pytest.mark.asvs("2.3.4")
@pytest.mark.parametrize("contest", CONTESTS, ids=lambda contest: contest.__name__)
def test_whoever_came_first_came_first(country: Flask, contest: Contest, scale: Scale, proof: Proof):
    count = scale.of(6, 300)

    found = [fault for number in range(count) for fault in contest(country, f"race-{number}")]

    proof.holds(f"{HARNESS}: {contest.__name__.replace('_', ' ')}", tried=count, found=found)


@pytest.mark.tampers
def test_writers_that_do_not_wait_are_noticed(country: Flask, proof: Proof, monkeypatch: pytest.MonkeyPatch):
    def without_waiting(round_id: uuid.UUID, **_rest: object) -> Round:
        return db.session.scalars(select(Round).where(Round.id == round_id).order_by(Round.id)).one()

    if "sqlite" in country.config["SQLALCHEMY_DATABASE_URI"]:
        # One writer at a time; but one that begins as a reader finds that another has written meanwhile.
        monkeypatch.setattr(engines, "writing", lambda: False)
    else:
        monkeypatch.setattr(services, "hold_open", without_waiting)
        monkeypatch.setattr(services, "hold_for_step", without_waiting)
        monkeypatch.setattr(scorecards.rounds, "hold_for_step", without_waiting)

    found = [fault for number in range(8) for fault in submissions_and_the_close(country, f"race-{number}")]

    name = f"{HARNESS}: {submissions_and_the_close.__name__.replace('_', ' ')}"
    proof.catches(name, "writers that do not wait", tried=8, found=found)


def test_a_code_lets_one_of_two_browsers_in(app: Flask, scale: Scale, proof: Proof):
    count = scale.of(3, 100)

    found = [outcome for number in range(count) if (outcome := entered(app, number)) != [False, True]]

    proof.holds(f"{HARNESS}: one code in two browsers", tried=count, found=found)


def entered(app: Flask, number: int) -> list[bool]:
    """Which of two browsers, with the same code of the same person in the same moment, got in."""
    bat = owner(app, address=f"bat-{number}@example.org")
    forget_attempts(app)
    readers = [app.test_client() for _ in range(2)]
    for reader in readers:
        with app.app_context():
            somebody = db.session.get_one(Person, bat.person.id)
            people.carry(reader, people.open_session(somebody, confirmed=False))
        with reader.session_transaction() as cookie:
            cookie["csrf_token"] = RAW_TOKEN
    # What its app shows at this moment; an owner's own step may have gone by.
    code = bat.code(steps=int(datetime.now(UTC).timestamp()) // 30 - bat.step)
    sent = {"code": f" {code[:3]} {code[3:]} ", "csrf_token": form_token(app)}
    start, got_in = threading.Barrier(2), [False, False]

    def enter(place: int) -> None:
        start.wait()
        got_in[place] = readers[place].post("/en/account/second-factor", data=sent).status_code == 303

    threads = [threading.Thread(target=enter, args=(place,)) for place in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(got_in)

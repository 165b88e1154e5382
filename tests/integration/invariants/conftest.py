"""A site with a round in which everything has happened that can, and somebody who owns its database."""

from collections.abc import Generator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.conflicts import Conflict, ConflictLevel
from checkmyogp.domain.identities import Office
from checkmyogp.domain.lifecycles import AccreditationState
from checkmyogp.domain.scales import Silence
from checkmyogp.domain.wording import editorial
from checkmyogp.rounds.models import Round
from checkmyogp.scorecards import invariants, telling
from tests.factories import tampering
from tests.factories.answers import declare, report, score
from tests.factories.people import person
from tests.factories.rounds import CLOSES, DURING, ONE_OFFICER, REPLIES_END, close, correct, decide, publish
from tests.plugins.databases import Databases
from tests.plugins.sites import running

EXTENDED = CLOSES + timedelta(days=7)


@pytest.fixture(scope="module")
def played(databases: Databases, open_round_database: str) -> Generator[Flask]:
    """A site with a round in which everything has happened that can: each test breaks it and takes that back."""
    with databases.fresh(like=open_round_database) as address, running(address) as app, app.app_context():
        play(db.session.scalars(select(Round)).one())
        yield app
        db.session.remove()


def play(round_: Round) -> None:
    """Extended twice, scored, reported, an NGO suspended, closed, published, corrected."""
    score(round_, "open-ledger", m1_1=1, m1_2=2)
    score(round_, "open-ledger", m1_1=2, m1_2=Silence.NO_EVIDENCE)
    score(round_, "civic-lens", m1_1=1)
    score(round_, "river-watch", m1_1=3)
    score(round_, "fair-budget", m2_1_1=3)
    declare(round_, "civic-lens", "1.1", Conflict.STAFF, ConflictLevel.INTERESTED)
    report(round_, "ministry-of-ports", "1.1", "green")
    report(round_, "ministry-of-ports", "1.1", 1)
    for closes_at in (CLOSES + timedelta(days=3), EXTENDED):
        with unit_of_work(db.session):
            telling.extend(
                round_=round_, closes_at=closes_at, reason=editorial(en="Power cut."), actor=ONE_OFFICER, now=DURING
            )
    decide(AccreditationState.SUSPENDED, "river-watch")
    close(round_, now=EXTENDED)
    publish(round_, now=REPLIES_END + timedelta(days=7))
    correct(round_, "A name was wrong.")
    person(office=Office.NGO, organisation="open-ledger", lead=True, address="Lead@example.org")
    person(office=Office.RESEARCHER, address="other@example.org")


@pytest.fixture
def owner(played: Flask, monkeypatch: pytest.MonkeyPatch) -> Generator[None]:
    """Somebody who owns the database, and for whom no trigger and no constraint holds; nothing of it is kept."""
    monkeypatch.setattr(invariants, "_read_one_state", lambda: None)
    db.session.rollback()
    tampering.unlock()
    yield
    tampering.lock()

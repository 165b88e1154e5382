"""A site with a round in which everything has happened that can, and somebody who owns its database."""

from collections.abc import Generator

import pytest
from flask import Flask
from sqlalchemy import select

from checkmyogp.db import db
from checkmyogp.rounds.models import Round
from checkmyogp.verification import invariants
from tests.factories import tampering
from tests.factories.playing import play
from tests.plugins.databases import Databases
from tests.plugins.sites import running


@pytest.fixture(scope="module")
def played(databases: Databases, open_round_database: str) -> Generator[Flask]:
    """A site with a round in which everything has happened that can: each test breaks it and takes that back."""
    with databases.fresh(like=open_round_database) as address, running(address) as app, app.app_context():
        play(db.session.scalars(select(Round)).one())
        yield app
        db.session.remove()


@pytest.fixture
def owner(played: Flask, monkeypatch: pytest.MonkeyPatch) -> Generator[None]:
    """Somebody who owns the database, and for whom no trigger and no constraint holds; nothing of it is kept."""
    monkeypatch.setattr(invariants, "_read_one_state", lambda: None)
    db.session.rollback()
    tampering.unlock()
    yield
    tampering.lock()

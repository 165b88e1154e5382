"""No page, snapshot or export may depend on the order in which a database happens to find its rows."""

from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import func, select

from checkmyogp import demonstration
from checkmyogp.db import db
from checkmyogp.db.base import Base
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.plans.models import Member, Organisation
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots import queries
from tests.factories.answers import report, score
from tests.factories.commands import done
from tests.factories.packs import MONGOLIA, load
from tests.factories.rounds import close, correct, publish
from tests.plugins.engines import ON_SQLITE
from tests.plugins.ordering import unordered_queries
from tests.plugins.reading import Reader
from tests.states import FULL

API = (
    "/api/v1/plans",
    "/api/v1/plans/mn-nap-5",
    "/api/v1/scorecards",
    "/api/v1/scorecards/mn-nap-5/demonstration",
    "/api/v1/scorecards/mn-nap-5/demonstration/1",
)


@ON_SQLITE
def test_setting_up_asks_in_order(seeded_site: Flask):
    with unit_of_work(db.session):
        demonstration.remove()

    with unordered_queries() as found:
        load(MONGOLIA)
        with unit_of_work(db.session):
            demonstration.load()

    assert found == []


@ON_SQLITE
def test_a_rounds_life_asks_in_order(round_: Round):
    with unordered_queries() as found:
        report(round_, "ministry-of-ports", "1.1", "green")
        score(round_, "open-ledger", m1_1=1)
        close(round_)
        publish(round_)
        correct(round_, "A name was misspelt.")

    assert found == []


@ON_SQLITE
def test_commands_ask_in_order(read_only_seeded_app: Flask):
    with unordered_queries() as found:
        done(read_only_seeded_app, "verify")
        done(read_only_seeded_app, "round", "list")

    assert found == []


@ON_SQLITE
def test_pages_and_answers_ask_in_order(read_only_seeded_client: Reader, read_only_seeded_app: Flask):
    with read_only_seeded_app.app_context():
        snapshot = queries.snapshot("mn-nap-5", "demonstration")
        assert snapshot is not None
        upload = snapshot.content

    with unordered_queries() as found:
        for state in FULL:
            read_only_seeded_client.get(f"/en{state.path}")
        for address in API:
            assert read_only_seeded_client.get(address).status_code == 200
        read_only_seeded_client.post("/en/verify", data={"file": (BytesIO(upload), "scorecard.json")})

    assert found == []


@pytest.mark.parametrize(
    ("relationship", "ordered"),
    [
        pytest.param(relationship, bool(relationship.order_by), id=str(relationship))
        for mapper in sorted(Base.registry.mappers, key=str)
        for relationship in mapper.relationships
        if relationship.uselist
    ],
)
def test_what_a_row_has_many_of_has_an_order(relationship: object, ordered: bool):  # noqa: FBT001
    assert ordered, relationship


@ON_SQLITE
def test_an_unordered_query_would_be_noticed(read_only_seeded_site: Flask):
    with unordered_queries() as found:
        db.session.scalars(select(Organisation)).all()
        db.session.execute(select(Organisation.sector, func.count()).group_by(Organisation.sector)).all()

    assert len(found) == 2


@ON_SQLITE
def test_what_can_only_give_one_row_needs_no_order(read_only_seeded_site: Flask):
    with unordered_queries() as found:
        some = db.session.scalars(select(Member).order_by(Member.code)).one()
        db.session.expire_all()
        assert db.session.get(Member, some.id) is some
        assert db.session.scalar(select(func.count()).select_from(Member)) == 1

    assert found == []

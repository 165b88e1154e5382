"""What a page costs in queries: little, and the same however much there is to show."""

from collections.abc import Generator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import Connection, event

from checkmyogp.db import db
from tests.factories.answers import report, score
from tests.factories.packs import EXAMPLIA, load
from tests.factories.rounds import close_and_publish, open_round
from tests.pages.test_states import fetch
from tests.plugins.reading import Reader
from tests.states import FULL, State

MOST = 5
NOT_COUNTED = ("pragma", "begin", "savepoint", "release", "rollback", "commit", "set ", "show ")
DATA = ("/plans", "/plans/mn-nap-5", "/scorecards", "/scorecards/mn-nap-5/demonstration")

LARGE_AND_SMALL = [
    ("/en/", "/en/"),
    ("/en/plans", "/en/plans"),
    ("/en/plans/mn-nap-5", "/en/plans/xm-nap-1"),
    ("/en/plans/mn-nap-5/milestones/5.1.3", "/en/plans/xm-nap-1/milestones/1.1"),
    ("/en/scorecards", "/en/scorecards"),
    ("/en/scorecards/mn-nap-5/demonstration", "/en/scorecards/xm-nap-1/first"),
    ("/en/scorecards/mn-nap-5/demonstration/1", "/en/scorecards/xm-nap-1/first/1"),
    ("/en/scorecards/mn-nap-5/demonstration/1/milestones/1.1", "/en/scorecards/xm-nap-1/first/1/milestones/1.1"),
    ("/en/scorecards/mn-nap-5/demonstration/1/analysis", "/en/scorecards/xm-nap-1/first/1/analysis"),
    *(
        (f"/en/scorecards/mn-nap-5/demonstration/1/analysis/{page}", f"/en/scorecards/xm-nap-1/first/1/analysis/{page}")
        for page in ("pair", "reliability", "sensitivity")
    ),
    ("/en/verify", "/en/verify"),
    ("/en/method", "/en/method"),
    ("/api/v1/plans", "/api/v1/plans"),
    ("/api/v1/plans/mn-nap-5", "/api/v1/plans/xm-nap-1"),
    ("/api/v1/scorecards", "/api/v1/scorecards"),
    ("/api/v1/scorecards/mn-nap-5/demonstration/1", "/api/v1/scorecards/xm-nap-1/first/1"),
]
"""The same page of a large plan and of a small one, on sites that hold nothing else."""


@contextmanager
def counted(app: Flask) -> Generator[list[str]]:
    """The queries made meanwhile."""
    with app.app_context():
        engine = db.engine
    found: list[str] = []

    def note(_connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.lstrip().lower().startswith(NOT_COUNTED):
            found.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("state", FULL, ids=lambda state: state.name)
def test_a_page_costs_few_queries(
    read_only_seeded_app: Flask, read_only_seeded_client: Reader, published: bytes, state: State
):
    with counted(read_only_seeded_app) as queries:
        fetch(read_only_seeded_client, "en", state, published)

    assert len(queries) <= MOST, "\n".join(queries)


@pytest.mark.parametrize("path", DATA)
def test_data_costs_few_queries(read_only_seeded_app: Flask, read_only_seeded_client: Reader, path: str):
    with counted(read_only_seeded_app) as queries:
        read_only_seeded_client.get(f"/api/v1{path}")

    assert len(queries) <= MOST, "\n".join(queries)


def test_more_organisations_and_milestones_cost_no_more_queries(
    read_only_seeded_app: Flask, read_only_seeded_client: Reader, app: Flask, client: Reader
):
    with app.app_context():
        small_round()

    large: dict[str, int] = {}
    small: dict[str, int] = {}
    for of_large, of_small in LARGE_AND_SMALL:
        with counted(read_only_seeded_app) as queries:
            assert read_only_seeded_client.get(of_large).status_code == 200
        large[of_large] = len(queries)
        with counted(app) as queries:
            assert client.get(of_small).status_code == 200
        small[of_large] = len(queries)

    assert large == small
    assert max(large.values()) > 0


def small_round() -> None:
    """A round of one country with three milestones, three NGOs and one report, published."""
    load(EXAMPLIA)
    round_ = open_round()
    report(round_, "ministry-of-ports", "1.1", "green")
    for ngo in ("open-ledger", "civic-lens", "fair-budget"):
        score(round_, ngo, m1_1=1)
    close_and_publish(round_)

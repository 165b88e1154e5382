"""Readers whose every page is inspected, and files to send."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask

from tests.factories.answers import report, score
from tests.factories.packs import EXAMPLIA, load
from tests.factories.rounds import close_and_publish, open_round
from tests.pages.inspecting import Inspector
from tests.plugins.databases import Databases, Sqlite
from tests.plugins.sites import migrate, running


@contextmanager
def inspecting(app: Flask) -> Generator[Inspector]:
    """A reader of this application whose every page is inspected; other tests get the plain one back."""
    plain = app.test_client_class
    app.test_client_class = Inspector
    reader = app.test_client()
    app.test_client_class = plain
    assert isinstance(reader, Inspector)
    yield reader


@pytest.fixture
def reader(read_only_seeded_app: Flask) -> Generator[Inspector]:
    """A reader of the site as `make run` shows it."""
    with inspecting(read_only_seeded_app) as reader:
        yield reader


@pytest.fixture
def own_reader(app: Flask) -> Generator[Inspector]:
    """A reader of a site that is empty until the test fills it."""
    with inspecting(app) as reader:
        yield reader


@pytest.fixture(scope="session")
def published(read_only_seeded_app: Flask) -> bytes:
    """The demonstration's snapshot, as downloaded."""
    client: Any = read_only_seeded_app.test_client()
    return bytes(client.get("/api/v1/scorecards/mn-nap-5/demonstration/1").data)


@pytest.fixture(scope="session")
def small_snapshot(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The snapshot of a round so small that it is checked in no time, with everything that a snapshot can hold."""
    databases = Databases(Sqlite(tmp_path_factory.mktemp("small")))
    with running(databases.built("small", migrate)) as app, app.app_context():
        load(EXAMPLIA)
        round_ = open_round()
        report(round_, "ministry-of-ports", "1.1", "green")
        report(round_, "treasury", "2.1.1", 1)
        for ngo, level in (("river-watch", 1), ("open-ledger", 2), ("civic-lens", 3), ("dock-league", 1)):
            score(round_, ngo, m1_1=level, m1_2=0, m2_1_1=2)
        close_and_publish(round_)
        client: Any = app.test_client()
        return bytes(client.get("/api/v1/scorecards/xm-nap-1/first/1").data)

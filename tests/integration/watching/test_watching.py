"""What programs ask of the site: cheap, kept by nobody, and nothing of what is sealed."""

import secrets
from collections.abc import Generator
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, text

from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.mail.models import OutboxMail
from tests.factories.rounds import OPENS
from tests.plugins.databases import Databases
from tests.plugins.engines import ON_SQLITE
from tests.plugins.sites import running

pytestmark = ON_SQLITE

TOKEN = secrets.token_urlsafe(32)
BEARER = {"Authorization": f"Bearer {TOKEN}"}
HERE = {"REMOTE_ADDR": "127.0.0.1"}


@pytest.fixture
def public(databases: Databases, empty_database: str) -> Generator[Flask]:
    """The site as the public finds it, behind one proxy, with metrics."""
    with (
        databases.fresh(like=empty_database) as address,
        running(address, PUBLIC_URL="https://ogp.example.org", TRUSTED_PROXIES=1, METRICS_TOKEN=TOKEN) as app,
    ):
        yield app


def ready(client: FlaskClient) -> tuple[int, object]:
    answer = client.get("/ready")
    return answer.status_code, answer.json


@pytest.mark.parametrize("path", ["/health", "/ready"])
@pytest.mark.parametrize("host", ["127.0.0.1:8000", "10.0.0.7", "ogp.example.org"])
def test_a_program_asks_by_whatever_name_it_knows(public: Flask, path: str, host: str):
    answer = public.test_client().get(path, base_url=f"http://{host}")

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    assert "Vary" not in answer.headers or "Cookie" not in answer.headers["Vary"]


def test_every_other_page_still_insists_on_the_public_name(public: Flask):
    assert public.test_client().get("/en/", base_url="http://127.0.0.1:8000").status_code == 400


def test_being_alive_asks_nothing_of_the_database(app: Flask):
    asked: list[str] = []
    with app.app_context():
        engine = db.engine

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    answer = app.test_client().get("/health")
    event.remove(engine, "before_cursor_execute", note)

    assert (answer.json, asked) == ({"status": "alive"}, [])


def test_a_migrated_database_is_ready(app: Flask):
    assert ready(app.test_client()) == (
        200,
        {"status": "ready", "database": "ready", "migrations": "ready", "key": "ready"},
    )


@pytest.mark.tampers
def test_tables_of_another_version_are_not(app: Flask):
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '0001'"))

    assert ready(app.test_client()) == (
        503,
        {"status": "missing", "database": "ready", "migrations": "missing", "key": "ready"},
    )


def test_a_database_without_tables_is_not(databases: Databases):
    with databases.fresh() as address, running(address) as app:
        assert ready(app.test_client())[0] == 503


@pytest.mark.asvs("16.5.2")
def test_a_database_that_cannot_be_reached_is_said_to_be_missing(tmp_path: object):
    with running(f"sqlite:///{tmp_path}/nowhere/there.sqlite") as app:
        assert ready(app.test_client()) == (
            503,
            {"status": "missing", "database": "missing", "migrations": "missing", "key": "missing"},
        )


def with_a_waiting_mail(app: Flask) -> None:
    with app.app_context(), unit_of_work(db.session):
        mail = {"recipient": "a@example.org", "language": "en", "subject": "s", "body": "b"}
        db.session.add(OutboxMail(**mail, written_at=OPENS, due_at=OPENS - timedelta(days=9999)))


@pytest.mark.asvs("13.4.5")
def test_being_ready_says_nothing_of_mails_since_a_submission_writes_one(app: Flask):
    before = ready(app.test_client())

    with_a_waiting_mail(app)

    assert ready(app.test_client()) == before


def test_figures_are_for_a_program_on_this_machine_that_has_the_token(public: Flask):
    with_a_waiting_mail(public)
    client = public.test_client()
    client.get("/health", base_url="http://127.0.0.1")

    answer = client.get("/metrics", base_url="http://127.0.0.1:8000", headers=BEARER, environ_base=HERE)

    assert answer.status_code == 200
    assert 'checkmyogp_answers_total{endpoint="watching.health",method="GET",status="200"} 1' in answer.text
    assert "checkmyogp_outbox_due 1\n" in answer.text


@pytest.mark.asvs("13.4.5")
@pytest.mark.parametrize(
    ("headers", "peer"),
    [
        ({}, "127.0.0.1"),
        ({"Authorization": "Bearer wrong"}, "127.0.0.1"),
        (BEARER, "192.0.2.7"),
        (BEARER, ""),
        (BEARER | {"X-Forwarded-For": "127.0.0.1"}, "192.0.2.7"),
        (BEARER | {"X-Forwarded-For": "127.0.0.1"}, "127.0.0.1"),
        (BEARER | {"X-Real-IP": "127.0.0.1"}, "127.0.0.1"),
        (BEARER | {"Forwarded": "for=127.0.0.1"}, "127.0.0.1"),
    ],
)
def test_for_everybody_else_there_are_none(public: Flask, headers: dict[str, str], peer: str):
    answer = public.test_client().get("/metrics", headers=headers, environ_base={"REMOTE_ADDR": peer})

    assert answer.status_code == 404
    assert "checkmyogp_" not in answer.text


@pytest.mark.asvs("13.2.3", "13.4.5")
@ON_SQLITE
def test_there_are_none_where_no_token_was_set(app: Flask):
    answer = app.test_client().get("/metrics", headers={"Authorization": "Bearer "}, environ_base=HERE)

    assert answer.status_code == 404

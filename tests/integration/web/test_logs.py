"""The log: one line for each thing that happened, which nobody's words, address or token can be read from."""

import json
import logging
import sys
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from checkmyogp.accounts.models import Person
from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import OPERATOR, Office
from checkmyogp.web import logs
from checkmyogp.web.logs import HEADER, OneLine
from tests.factories.accounts import PASSWORD, owner
from tests.factories.assessing import fields
from tests.factories.browsing import send
from tests.factories.people import sign_in
from tests.factories.rounds import OPENS
from tests.plugins.engines import ON_SQLITE

ADDRESS = "bolor.nobody@example.org"


def lines(caplog: pytest.LogCaptureFixture, log: str = "") -> list[dict[str, Any]]:
    """What was logged, as JSON says it."""
    written = [OneLine(as_json=True).format(record) for record in caplog.records if record.name.endswith(log)]
    assert not any("\n" in line for line in written)
    read = [json.loads(line) for line in written]
    assert all(datetime.fromisoformat(line["at"]).utcoffset() == timedelta(0) for line in read)
    return read


def events(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [line["event"] for line in lines(caplog, "security")]


@pytest.mark.asvs("16.2.1", "16.2.2", "16.2.4", "16.2.5")
@ON_SQLITE
def test_an_answer_is_a_line_with_the_number_that_its_reader_has(app: Flask, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.INFO):
        answer = app.test_client().get("/en/account/new-password/a-secret-link")

    [line] = lines(caplog, "answers")
    assert (line["method"], line["status"], line["event"]) == ("GET", answer.status_code, "answered")
    assert len(answer.headers[HEADER]) == 16
    assert "a-secret-link" not in caplog.text + json.dumps(lines(caplog))


@pytest.mark.asvs("16.2.5", "16.3.1", "16.3.3")
@ON_SQLITE
def test_a_failed_sign_in_is_a_line_without_the_address(app: Flask, caplog: pytest.LogCaptureFixture):
    client = app.test_client()
    typed = fields(client.get("/en/account/sign-in").text) | {"address": ADDRESS, "password": PASSWORD}

    with caplog.at_level(logging.INFO):
        for _ in range(11):
            client.post("/en/account/sign-in", data=typed)

    assert events(caplog).count("attempt.failed") == 10
    assert "limit.reached" in events(caplog)
    written = json.dumps(lines(caplog))
    assert not [word for word in (ADDRESS, "bolor", PASSWORD, "127.0.0.1") if word in written]


@pytest.mark.asvs("16.3.2", "16.3.3")
@ON_SQLITE
def test_a_forged_form_and_a_hidden_page_are_lines(app: Flask, caplog: pytest.LogCaptureFixture):
    client = app.test_client()
    sign_in(client, office=Office.RESEARCHER)

    with caplog.at_level(logging.INFO):
        client.post("/en/account/sign-in", data={"address": ADDRESS})
        client.get("/en/account/people")

    assert {"form.refused", "access.hidden"} <= set(events(caplog))


@pytest.mark.asvs("16.2.1", "16.5.3")
@ON_SQLITE
def test_a_step_is_a_line_once_it_is_committed_and_never_before(app: Flask, caplog: pytest.LogCaptureFixture):
    def step(action: str) -> None:
        audit.record(action, subject=ADDRESS, actor=OPERATOR, now=OPENS)

    def step_that_fails() -> None:
        with unit_of_work(db.session):
            step("round.opened")
            _ = 1 // 0

    with caplog.at_level(logging.INFO), app.app_context():
        with pytest.raises(ZeroDivisionError):
            step_that_fails()
        with unit_of_work(db.session):
            step("pack.loaded")

    assert events(caplog) == ["pack.loaded"]
    assert ADDRESS not in json.dumps(lines(caplog))


@pytest.mark.asvs("16.2.5", "16.3.4")
@pytest.mark.tampers
@pytest.mark.alters
def test_an_error_of_the_database_is_named_without_the_row(app: Flask, caplog: pytest.LogCaptureFixture):
    @app.get("/broken/<token>")
    def broken(token: str) -> str:
        with unit_of_work(db.session):
            db.session.execute(insert(Person).values(address=ADDRESS))
        return token

    broken.permission = "read"  # type: ignore[attr-defined]
    app.config["PROPAGATE_EXCEPTIONS"] = False

    with caplog.at_level(logging.INFO):
        # A reader of the tests' own would refuse what this page does on purpose.
        answer = FlaskClient(app).get("/broken/a-secret-link")

    [line] = [line for line in lines(caplog) if "error" in line]
    assert answer.status_code == 500
    assert IntegrityError.__name__ in line["error"]
    assert answer.headers[HEADER] in answer.text
    assert ADDRESS not in json.dumps(line)
    assert "a-secret-link" not in json.dumps(line)


@pytest.mark.asvs("16.4.1")
@ON_SQLITE
def test_lines_for_people_are_one_line_each_as_well(app: Flask):
    record = logging.LogRecord("checkmyogp.security", logging.INFO, "", 0, "two\nlines", None, None)
    record.facts = {"limit": "x\ny", "route": "a\rb\x1b[2Jc\u2028d"}

    assert OneLine(as_json=False).format(record).isprintable()
    assert not {"\n", "\r", "\x1b"} & set(OneLine(as_json=True).format(record))


@pytest.mark.asvs("16.3.1")
@ON_SQLITE
def test_whoever_comes_in_is_a_line_for_each_factor(app: Flask, caplog: pytest.LogCaptureFixture):
    bat, client = owner(app, address=ADDRESS), app.test_client()

    with caplog.at_level(logging.INFO):
        send(client, "/en/account/sign-in", address=ADDRESS, password=PASSWORD)
        send(client, "/en/account/second-factor", code=bat.code())

    done = [(line["event"], line["limit"]) for line in lines(caplog, "security") if "attempt" in line["event"]]
    assert done == [("attempt.succeeded", "sign-in"), ("attempt.succeeded", "second-factor")]
    assert "bolor" not in json.dumps(lines(caplog))


@pytest.mark.asvs("16.2.3")
def test_the_log_goes_to_standard_error_and_nowhere_else():
    app = Flask("checkmyogp-alone")
    app.config["LOG_FORMAT"] = "json"

    logs.init_app(app)

    [handler] = logging.getLogger(app.name).handlers
    assert isinstance(handler, logging.StreamHandler)
    assert handler.stream is sys.stderr
    assert not logging.getLogger(app.name).propagate

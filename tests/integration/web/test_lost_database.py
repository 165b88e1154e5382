"""A database that goes away costs a reader no answer, and whoever writes nothing that was typed."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from sqlalchemy import func, select

from checkmyogp.assessment.models import Draft
from checkmyogp.db import db, failures
from checkmyogp.web import lost_database
from tests.factories import outages
from tests.factories.accounts import let_time_pass
from tests.factories.assessing import ROUND, Fields, Member, complete, fields, put_around_now
from tests.pages.inspecting import page_problems
from tests.pages.markup import read
from tests.plugins.engines import ON_POSTGRESQL, ON_SQLITE
from tests.plugins.reading import Reader

PAGE = "/en/plans"
TYPED = {
    **complete(),
    "completion-reason": 'Бид "жагсаалт"-ыг уншив & тоолов.',
    "completion-evidence-1-title": "Хураамжийн жагсаалт",
    "opening-reason": "Нээлттэй.",
}
OWN = {"Sec-Fetch-Site": "same-origin"}
UNSAVED = {"en": "Nothing was saved", "mn": "Юу ч хадгалагдаагүй"}


@pytest.fixture
def open_app(round_app: Flask) -> Flask:
    """Examplia's round, open at this moment."""
    put_around_now(round_app)
    return round_app


@pytest.fixture
def member(open_app: Flask) -> Member:
    """Somebody of Open Ledger."""
    return Member.of(open_app)


def drafts(app: Flask) -> int:
    """How many drafts are kept."""
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Draft)) or 0


def typed_into(member: Member, language: str = "en") -> tuple[str, Fields]:
    """A milestone's form, opened and filled in."""
    path = f"{ROUND.replace('/en/', f'/{language}/')}/1.1"
    return path, {**fields(member.reader.get(path).text), **TYPED, "then": "stay"}


def typed(found: Fields) -> Fields:
    """Of these fields, what somebody typed."""
    return {name: value for name, value in found.items() if name in TYPED}


@ON_POSTGRESQL
@pytest.mark.parametrize("path", [PAGE, "/en/", "/api/v1/plans"])
@pytest.mark.examplia
def test_a_page_is_read_again_when_its_connection_is_ended_in_the_middle(app: Flask, client: Reader, path: str):
    with outages.ended(app) as ended:
        answer = client.get(path)

    assert len(ended) == 1
    assert answer.status_code == 200


@ON_POSTGRESQL
@pytest.mark.examplia
def test_a_connection_that_is_found_dead_at_the_end_takes_nothing_from_the_page(app: Flask, client: Reader):
    with outages.ended(app, before="ROLLBACK") as ended:
        answer = client.get(PAGE)

    assert len(ended) == 1
    assert answer.status_code == 200
    assert client.get(PAGE).status_code == 200


@pytest.mark.examplia
def test_a_page_is_read_again_although_even_going_back_met_a_dead_connection(app: Flask, client: Reader):
    with outages.dying(app):
        answer = client.get(PAGE)

    assert answer.status_code == 200


@ON_POSTGRESQL
@pytest.mark.examplia
def test_without_reading_again_the_page_is_lost(app: Flask, client: Reader, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lost_database, "READING", frozenset[str]())

    with outages.ended(app):
        answer = client.get(PAGE)

    assert answer.status_code == 503


@ON_POSTGRESQL
@pytest.mark.examplia
def test_a_page_is_read_again_only_once(app: Flask, client: Reader):
    with outages.ended(app, times=5) as ended:
        answer = client.get(PAGE)

    assert len(ended) == 2
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert "Try again in ten seconds" in answer.text
    assert list(page_problems(read(answer.text))) == []


@ON_POSTGRESQL
@pytest.mark.examplia
@pytest.mark.parametrize(("path", "said"), [("/mn/plans", "Арван секундийн дараа"), ("/api/v1/plans", "ten seconds")])
def test_while_the_database_lets_nobody_in_a_reader_is_asked_to_come_back(
    app: Flask, client: Reader, path: str, said: str
):
    with outages.refusing(app):
        answer = client.get(path)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert said in (answer.json["error"]["detail"] if answer.is_json and answer.json else answer.text)
    assert client.get(path).status_code == 200


@ON_POSTGRESQL
def test_a_save_is_not_tried_a_second_time_and_its_form_comes_back(open_app: Flask, member: Member):
    path, sent = typed_into(member)

    with outages.ended(open_app, method="POST", before="INSERT INTO draft") as ended:
        answer = member.reader.post(path, data=sent)

    assert len(ended) == 1
    assert answer.status_code == 503
    assert typed(fields(answer.text)) == TYPED
    assert drafts(open_app) == 0


@ON_POSTGRESQL
@pytest.mark.parametrize("language", ["en", "mn"])
def test_what_was_typed_comes_back_although_no_form_can_be_made(open_app: Flask, member: Member, language: str):
    path, sent = typed_into(member, language)

    with outages.refusing(open_app):
        answer = member.reader.post(path, data=sent, headers=OWN)

    kept = read(answer.text)
    shown = ["".join(text for _, text in area.texts()).removeprefix("\n") for area in kept.root.all("textarea")]
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert list(page_problems(kept)) == []
    assert UNSAVED[language] in answer.text
    assert set(TYPED.values()) <= set(shown)
    assert sent["csrf_token"] not in shown
    assert drafts(open_app) == 0

    again = member.reader.post(path, data=fields(answer.text), headers=OWN)

    assert again.status_code == 303
    assert typed(typed_into(member)[1] | fields(member.reader.get(path).text)) == TYPED


@ON_POSTGRESQL
def test_a_commit_that_nobody_answered_is_not_called_unsaved(open_app: Flask, member: Member):
    path, sent = typed_into(member)

    with outages.ended(open_app, method="POST", before="COMMIT") as ended:
        answer = member.reader.post(path, data=sent)

    assert len(ended) == 1
    assert answer.status_code == 503
    assert "it is not known whether this was saved" in answer.text
    assert UNSAVED["en"] not in answer.text
    assert typed(fields(answer.text)) == TYPED


@ON_POSTGRESQL
def test_of_a_step_that_nobody_acknowledged_it_is_not_said_that_nothing_changed(open_app: Flask, member: Member):
    token = fields(member.reader.get("/en/account").text)["csrf_token"]

    with outages.ended(open_app, method="POST", before="COMMIT") as ended:
        answer = member.reader.post("/en/account/sessions/end-others", data={"csrf_token": token})

    assert len(ended) == 1
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert "Look at what is saved before you try it again" in answer.text


@ON_POSTGRESQL
def test_what_is_no_secret_is_given_back_there_as_well(open_app: Flask, member: Member):
    with outages.refusing(open_app):
        answer = member.reader.post("/en/account/confirm", data={"about": "seven tame geese"}, headers=OWN)

    assert "seven tame geese" in answer.text


@ON_POSTGRESQL
@pytest.mark.parametrize(
    ("name", "headers"),
    [
        pytest.param("password", OWN, id="a password"),
        pytest.param("answer", OWN, id="what a passkey signed"),
        pytest.param("current", OWN, id="the present password"),
        pytest.param("code", OWN, id="a code of a second factor"),
        pytest.param("csrf_token", OWN, id="a token"),
        pytest.param("about", {"Sec-Fetch-Site": "cross-site"}, id="a stranger's words"),
    ],
)
def test_nothing_is_given_back_of(open_app: Flask, member: Member, name: str, headers: dict[str, str]):
    with outages.refusing(open_app):
        answer = member.reader.post("/en/account/confirm", data={name: "seven tame geese"}, headers=headers)

    assert answer.status_code == 503
    assert "seven tame geese" not in answer.text


Outage = Callable[[Flask, pytest.MonkeyPatch], AbstractContextManager[None]]


@ON_SQLITE
@pytest.mark.parametrize("outage", [outages.locked, outages.full])
@pytest.mark.parametrize("language", ["en", "mn"])
def test_the_same_form_comes_back_while_nothing_can_be_written(
    open_app: Flask, member: Member, monkeypatch: pytest.MonkeyPatch, outage: Outage, language: str
):
    path, sent = typed_into(member, language)
    long = {**sent, "completion-reason": "я" * 20_000}

    with outage(open_app, monkeypatch):
        answer = member.reader.post(path, data=long)

    back = fields(answer.text)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert list(page_problems(read(answer.text))) == []
    assert UNSAVED[language] in answer.text
    assert typed(back) == typed(long)
    assert drafts(open_app) == 0

    assert member.reader.post(path, data={**back, "then": "stay"}).status_code == 303
    assert drafts(open_app) == 1


@ON_SQLITE
def test_whoever_typed_for_long_gets_the_same_form_as_well(
    open_app: Flask, member: Member, monkeypatch: pytest.MonkeyPatch
):
    let_time_pass(open_app, minutes=6)
    path, sent = typed_into(member)

    with outages.locked(open_app, monkeypatch):
        answer = member.reader.post(path, data=sent)

    assert answer.status_code == 503
    assert typed(fields(answer.text)) == TYPED


@ON_SQLITE
def test_without_giving_the_form_back_the_save_is_an_error(
    open_app: Flask, member: Member, monkeypatch: pytest.MonkeyPatch
):
    path, sent = typed_into(member)
    monkeypatch.setattr(failures, "passes", lambda _error: False)

    with outages.locked(open_app, monkeypatch), pytest.raises(lost_database.DBAPIError):
        member.reader.post(path, data=sent)


@ON_SQLITE
def test_a_page_is_read_beside_somebody_who_writes(open_app: Flask, member: Member, monkeypatch: pytest.MonkeyPatch):
    with outages.locked(open_app, monkeypatch):
        assert member.get("/1.1").status_code == 200

"""Replies and answers in a browser: nothing before the close, everything after it, nothing after the window."""

from typing import TypeVar

import pytest
from flask import Flask
from sqlalchemy import event, select

from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import Office
from checkmyogp.mail.models import OutboxMail
from checkmyogp.replies import closed_round
from checkmyogp.replies.models import AnswerToReply, Reply, RevisedLevel
from checkmyogp.rounds.models import Round
from tests.factories.assessing import close_the_round, fields
from tests.factories.replying import Somebody
from tests.pages.inspecting import page_problems
from tests.pages.markup import read
from tests.plugins.engines import ON_SQLITE

pytestmark = ON_SQLITE

REPLY, ANSWER, CLOSED = (f"/en/{part}/xm-nap-1/first" for part in ("reply", "answer", "closed"))
MINE = f"{ANSWER}/1.1/ministry-of-ports"
LINK = "https://example.org/decree"
PAYLOAD = "<img src=x onerror=alert(1)>{{ 7*7 }}\"'"

Row = TypeVar("Row")

said = {
    "text": "The list was published on the last day.",
    "language": "en",
    "reply-evidence-1-url": LINK,
    "reply-evidence-1-title": "The decree",
}


def revise(**levels: str) -> dict[str, str]:
    typed = {f"{criterion}-level": level for criterion, level in levels.items()}
    return {"kind": "revised", "reason": "We found the list.", **typed}


def end_the_window(app: Flask) -> None:
    """Its last day is over."""
    with app.app_context(), unit_of_work(db.session):
        round_ = db.session.scalars(select(Round)).one()
        round_.reply_days = 0


def rows(app: Flask, table: type[Row]) -> list[Row]:
    with app.app_context():
        return list(db.session.scalars(select(table)))


@pytest.mark.parametrize("path", [REPLY, f"{REPLY}/1.1", ANSWER, MINE, CLOSED, f"{CLOSED}/1.1"])
def test_before_the_close_there_is_nothing_to_be_found(scored_app: Flask, path: str):
    for office, organisation in (
        (Office.REPORTER, "ministry-of-ports"),
        (Office.NGO, "river-watch"),
        (Office.OFFICER, ""),
        (Office.RESEARCHER, ""),
    ):
        answer = Somebody.of(scored_app, organisation, office=office).get(path)
        assert answer.status_code == 404, (office, path)
        assert "It is on our site." not in answer.text


def test_after_the_close_the_agency_reads_everything_said_of_its_milestones(ministry: Somebody):
    overview, page = ministry.get(REPLY).text, ministry.get(f"{REPLY}/1.1").text

    assert overview.count("No reply yet.") == 2
    assert "Open Ledger: Completion, Some; Opening, Same" in overview
    assert "2.1.1" not in overview
    assert "We read the list." in page
    assert "The list of fees" in page
    assert "Interested: its scores count and are marked" in page, "River Watch supports 1.1, says the plan"


def test_a_reply_is_kept_with_its_evidence_and_the_ngos_that_scored_learn_of_it(closed_app: Flask, ministry: Somebody):
    Somebody.of(closed_app, "civic-lens", office=Office.NGO)

    answer = ministry.write(f"{REPLY}/1.1", said)

    (row,) = rows(closed_app, Reply)
    with closed_app.app_context():
        told = db.session.scalars(select(OutboxMail).where(OutboxMail.subject.startswith("A reply"))).all()
    assert answer.location == REPLY
    assert row.text == said["text"]
    assert "Your agency replied on" in ministry.get(REPLY).text
    assert LINK in ministry.get(f"{REPLY}/1.1").text
    assert len(told) == 1
    assert "{{site}}/en/answer/xm-nap-1/first" in told[0].body


def test_at_the_close_the_reporters_of_leading_agencies_learn_that_they_can_reply(scored_app: Flask):
    for agency in ("ministry-of-ports", "treasury"):
        Somebody.of(scored_app, agency)
    Somebody.of(scored_app, "open-ledger", office=Office.NGO)

    close_the_round(scored_app)

    told = [mail for mail in rows(scored_app, OutboxMail) if mail.subject == "You can reply: First round"]
    assert len(told) == 2
    assert all("{{site}}/en/reply/xm-nap-1/first" in mail.body for mail in told)


def test_a_reply_is_given_once(closed_app: Flask, ministry: Somebody):
    opened = ministry.form(f"{REPLY}/1.1")
    ministry.send(f"{REPLY}/1.1", {**opened, **said})

    again = ministry.send(f"{REPLY}/1.1", {**opened, **said, "text": "Another one."})

    assert again.status_code == 409
    assert "cannot be changed" in again.text
    assert fields(again.text)["text"] == "Another one."
    assert len(rows(closed_app, Reply)) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": " \n"},
        {"reply-evidence-1-url": "javascript:alert(1)"},
        {"reply-evidence-1-url": ""},
        {"language": "xx"},
    ],
)
def test_what_is_no_reply_is_refused_with_everything_typed_kept(
    closed_app: Flask, ministry: Somebody, wrong: dict[str, str]
):
    answer = ministry.write(f"{REPLY}/1.1", {**said, **wrong})

    assert answer.status_code == 400
    assert fields(answer.text)["reply-evidence-1-title"] == "The decree"
    assert rows(closed_app, Reply) == []


def test_an_agency_replies_to_nothing_that_it_does_not_lead(closed_app: Flask, treasury: Somebody):
    assert treasury.get(f"{REPLY}/1.1").status_code == 404
    assert treasury.send(f"{REPLY}/1.1", {**treasury.form(f"{REPLY}/2.1.1"), **said}).status_code == 404
    assert Somebody.of(closed_app, "open-ledger").get(REPLY).status_code == 404


def test_an_ngo_keeps_and_changes_its_mind(closed_app: Flask, ministry: Somebody, ngo: Somebody):
    ministry.write(f"{REPLY}/1.1", said)
    ngo.write(MINE, {"kind": "kept", "reason": "The list lacks half of the fees."})

    answer = ngo.write(MINE, revise(completion="3"))

    assert answer.location == ANSWER
    (row,) = rows(closed_app, AnswerToReply)
    assert (row.kind.value, row.reason) == ("revised", "We found the list.")
    assert [(each.criterion, each.level) for each in rows(closed_app, RevisedLevel)] == [("completion", 3)]
    assert "your organisation revised" in ngo.get(ANSWER).text
    page = ngo.get(f"{CLOSED}/1.1").text
    assert "Completion: All" in page
    assert "at first: Some" in page


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"kind": "revised", "reason": "We looked again."}, 409),
        ({"kind": "kept", "reason": "We looked again.", "completion-level": "3"}, 409),
        ({"kind": "revised", "reason": "We looked again.", "completion-level": "1"}, 400),
        ({"kind": "revised", "reason": "We looked again.", "completion-level": "9"}, 400),
        ({"kind": "revised", "reason": "", "completion-level": "3"}, 400),
        ({"reason": "We looked again."}, 400),
    ],
)
def test_what_is_no_answer_is_refused_with_everything_typed_kept(
    closed_app: Flask, ministry: Somebody, ngo: Somebody, typed: dict[str, str], status: int
):
    ministry.write(f"{REPLY}/1.1", said)

    answer = ngo.write(MINE, typed)

    assert answer.status_code == status
    assert fields(answer.text)["reason"] == typed["reason"]
    assert rows(closed_app, AnswerToReply) == []


def test_only_who_scored_answers(closed_app: Flask, ministry: Somebody, treasury: Somebody, ngo: Somebody):
    treasury.write(f"{REPLY}/2.1.1", said)

    assert "no reply yet to a milestone that your organisation scored" in ngo.get(ANSWER).text
    assert ngo.get(f"{ANSWER}/2.1.1/treasury").status_code == 404
    assert ngo.get(MINE).status_code == 404, "nobody has replied to it"
    assert ministry.get(ANSWER).status_code == 404
    civic_lens = Somebody.of(closed_app, "civic-lens", office=Office.NGO)
    assert civic_lens.get(f"{ANSWER}/2.1.1/treasury").status_code == 200


@pytest.mark.tampers
def test_after_the_window_nothing_is_taken_and_everything_typed_is_kept(
    closed_app: Flask, ministry: Somebody, treasury: Somebody, ngo: Somebody
):
    ministry.write(f"{REPLY}/1.1", said)
    reply, answer = treasury.form(f"{REPLY}/2.1.1"), ngo.form(MINE)
    end_the_window(closed_app)

    late_reply = treasury.send(f"{REPLY}/2.1.1", {**reply, **said})
    late_answer = ngo.send(MINE, {**answer, **revise(completion="3")})

    assert (late_reply.status_code, late_answer.status_code) == (409, 409)
    assert "The time for replies is over" in late_reply.text
    assert fields(late_reply.text)["text"] == said["text"]
    assert fields(late_answer.text)["reason"] == "We found the list."
    assert fields(late_answer.text)["completion-level"] == "3"
    assert len(rows(closed_app, Reply)) == 1
    assert rows(closed_app, AnswerToReply) == []
    assert "Your agency did not reply." in treasury.get(f"{REPLY}/2.1.1").text


@pytest.mark.parametrize("office", [Office.OFFICER, Office.RESEARCHER, Office.NGO, Office.REPORTER])
def test_everybody_who_takes_part_reads_everything_after_the_close(closed_app: Flask, office: Office):
    organisation = {Office.NGO: "open-ledger", Office.REPORTER: "treasury"}.get(office, "")
    visitor = Somebody.of(closed_app, organisation, office=office)

    overview, page = visitor.get(CLOSED), visitor.get(f"{CLOSED}/1.1")

    assert overview.status_code == page.status_code == 200
    assert "Civic Lens: Completion, All" in overview.text
    assert "We read the list." in page.text
    assert "reported as “Green”" in page.text
    assert "No agency has replied." in page.text


def test_the_public_is_asked_to_sign_in(closed_app: Flask):
    assert closed_app.test_client().get(CLOSED).status_code == 303


def test_markup_in_any_text_stays_text(ministry: Somebody, ngo: Somebody):
    ministry.write(f"{REPLY}/1.1", {**said, "text": PAYLOAD, "reply-evidence-1-title": PAYLOAD})
    ngo.write(MINE, {**revise(completion="3"), "reason": PAYLOAD})

    for path in (f"{CLOSED}/1.1", MINE):
        page = ngo.get(path).text
        assert "<img" not in page
        assert "{{ 7*7 }}" in page


def test_reading_takes_few_queries(closed_app: Flask, ministry: Somebody, ngo: Somebody):
    ministry.write(f"{REPLY}/1.1", said)
    ngo.write(MINE, revise(completion="3"))
    asked: list[str] = []
    with closed_app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
        round_ = closed_round.round_at("xm-nap-1", "first")
        assert round_ is not None
        (heard,) = closed_round.heard(round_, number="1.1", evidence=True)
        assert [voice.account(score) for voice in heard.voices for score in voice.scores][:4]
        assert heard.replies[0].answers[0].revisions[0].level == 3
        assert heard.voices[0].scores[0].evidence
        assert round_.rubric.criteria[0].levels

    assert len([statement for statement in asked if statement.startswith("SELECT")]) <= 5


@pytest.mark.parametrize(
    "path", ["/en/reply", REPLY, f"{REPLY}/1.1", f"{REPLY}/1.2", "/en/closed", CLOSED, f"{CLOSED}/1.1"]
)
def test_pages_of_agencies_are_in_order(ministry: Somebody, ngo: Somebody, path: str):
    ministry.write(f"{REPLY}/1.1", said)
    ngo.write(MINE, revise(completion="3"))

    page = ministry.get(path)

    assert page.status_code == 200
    assert list(page_problems(read(page.text), "en")) == []
    assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/en/answer", ANSWER, MINE])
def test_pages_of_ngos_are_in_order(ministry: Somebody, ngo: Somebody, path: str):
    ministry.write(f"{REPLY}/1.1", said)

    page = ngo.get(path)
    refused = ngo.write(MINE, {"kind": "revised", "reason": ""})

    assert page.status_code == 200
    for text in (page.text, refused.text):
        assert list(page_problems(read(text), "en")) == []

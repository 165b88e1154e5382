"""Officers extend a round, remind, close, publish and correct, each on a page of its own, and refusals in words."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from checkmyogp.audit.models import AuditEntry, PublishedHead
from checkmyogp.db import db
from checkmyogp.domain.identities import Office
from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.snapshots import queries, services
from tests.factories.answers import score
from tests.factories.assessing import fields
from tests.factories.commands import done
from tests.factories.officers import ROUND, Officer, clock, close_now, letters, move, publish_now, the_round
from tests.factories.people import person
from tests.factories.rounds import correct
from tests.pages.inspecting import page_problems
from tests.pages.markup import read
from tests.plugins.engines import ON_SQLITE

pytestmark = ON_SQLITE

REASON = {"reason_en": "The power was out for two days."}
SOON = datetime.now(UTC) + timedelta(days=3)


def state(app: Flask) -> RoundState:
    with app.app_context():
        return the_round().state


def people(app: Flask) -> None:
    """Somebody of everybody who may get a mail about a round, and somebody who may not."""
    with app.app_context():
        person(office=Office.NGO, organisation="open-ledger", lead=True, address="lead@example.org", language="mn")
        person(office=Office.NGO, organisation="open-ledger", address="member@example.org")
        person(office=Office.REPORTER, organisation="treasury", address="reporter@example.org")
        person(office=Office.RESEARCHER, address="researcher@example.org")


def test_an_officer_gives_more_time_and_says_why(open_app: Flask, officer: Officer):
    people(open_app)

    answer = officer.send(f"{ROUND}/extend", {"closes_at": clock(SOON), **REASON})

    assert answer.location == f"{ROUND}/manage"
    assert "The power was out for two days." in officer.get(f"{ROUND}/manage").text
    assert "The power was out for two days." in officer.get(ROUND).text
    with open_app.app_context():
        assert the_round().closes_at == SOON.replace(second=0, microsecond=0)
    mails = letters(open_app)
    assert [mail.recipient for mail in mails] == ["lead@example.org", "reporter@example.org"]
    assert "The power was out for two days." in mails[0].body


@pytest.mark.parametrize(
    ("typed", "status", "sentence"),
    [
        pytest.param({"closes_at": clock(SOON), "reason_en": " "}, 400, "Write it in one of the languages", id="why"),
        pytest.param(
            {"closes_at": clock(SOON - timedelta(days=3)), **REASON},
            409,
            "must be later than the one before",
            id="less",
        ),
        pytest.param({"closes_at": "", **REASON}, 400, "Give a day and a time.", id="no time"),
    ],
)
def test_an_extension_that_is_none_is_refused_and_what_was_typed_is_kept(
    open_app: Flask, officer: Officer, typed: dict[str, str], status: int, sentence: str
):
    answer = officer.send(f"{ROUND}/extend", typed)

    assert answer.status_code == status
    assert sentence in answer.text
    assert typed["reason_en"].strip() in answer.text
    assert list(page_problems(read(answer.text))) == []


def test_a_round_whose_time_is_over_is_not_extended(open_app: Flask, officer: Officer):
    typed = fields(officer.get(f"{ROUND}/extend").text) | {"closes_at": clock(SOON), **REASON}
    move(open_app, opens=timedelta(days=-2), closes=timedelta(minutes=-1))

    answer = officer.reader.post(f"{ROUND}/extend", data=typed)

    assert answer.status_code == 409
    assert "The closing time has passed" in answer.text


def test_officers_see_who_has_submitted_and_on_which_day_and_nothing_else(open_app: Flask, officer: Officer):
    with open_app.app_context():
        score(the_round(), "open-ledger", m1_1=3, m1_2=1, now=datetime.now(UTC))
    before = officer.get(f"{ROUND}/manage").text
    shown = read(before).main.text()
    with open_app.app_context():
        score(the_round(), "open-ledger", m1_1=0, now=datetime.now(UTC))
        score(the_round(), "open-ledger", m1_1=1, m1_2=1, m2_1_1=1, now=datetime.now(UTC))

    assert read(officer.get(f"{ROUND}/manage").text).main.text() == shown
    rows = {row.all("th")[0].text(): row.text() for row in read(before).root.all("tr")[1:]}
    assert f"{datetime.now(UTC):%B %Y}" in rows["Open Ledger"]
    assert "not yet" in rows["Civic Lens"]
    assert {"Ministry of Ports", "Treasury"} <= rows.keys()
    assert "Fair Budget" in rows


def test_those_who_have_not_submitted_are_reminded_once_a_day(open_app: Flask, officer: Officer):
    people(open_app)
    with open_app.app_context():
        person(office=Office.NGO, organisation="civic-lens", lead=True, address="done@example.org")
        score(the_round(), "civic-lens", m1_1=3, now=datetime.now(UTC))

    answer = officer.post(f"{ROUND}/remind")
    again = officer.post(f"{ROUND}/remind")

    assert answer.status_code == 303
    assert [mail.recipient for mail in letters(open_app)] == ["lead@example.org", "reporter@example.org"]
    assert [mail.body.split()[-1] for mail in letters(open_app)] == [
        "{{site}}/mn/assess/xm-nap-1/first",
        "{{site}}/en/report/xm-nap-1/first",
    ]
    assert again.status_code == 409
    assert "were reminded today" in again.text


def test_nobody_is_reminded_of_a_round_that_takes_nothing(open_app: Flask, officer: Officer):
    close_now(open_app)

    assert officer.post(f"{ROUND}/remind").status_code == 409
    assert letters(open_app) == []


def test_an_officer_closes_a_round_whose_time_is_over(open_app: Flask, officer: Officer):
    people(open_app)
    move(open_app, opens=timedelta(days=-2), closes=timedelta(minutes=-1))

    answer = officer.send(f"{ROUND}/close")

    assert answer.location == f"{ROUND}/manage"
    assert state(open_app) is RoundState.CLOSED
    with open_app.app_context():
        head = db.session.scalars(select(PublishedHead)).one()
        closing = db.session.get_one(AuditEntry, head.sequence)
        assert (closing.action, closing.digest) == ("round.closed", head.digest)
        assert closing.subject == services.closing_subject(the_round(), [])
    mails = [mail for mail in letters(open_app) if head.digest in mail.body]
    assert [mail.recipient for mail in mails] == ["lead@example.org", "researcher@example.org"]
    assert "{{site}}/en/rounds/xm-nap-1/first" in mails[1].body


def test_a_round_is_not_closed_before_its_time(open_app: Flask, officer: Officer):
    assert "The round is open until" in officer.get(f"{ROUND}/close").text
    answer = officer.post(f"{ROUND}/close")

    assert answer.status_code == 409
    assert "The time for this step has not come yet." in answer.text
    assert state(open_app) is RoundState.OPEN


@pytest.mark.parametrize("step", ["close", "publish", "correct"])
def test_steps_that_bind_ask_for_the_second_factor_again(open_app: Flask, step: str):
    officer = Officer.of(open_app, stale=True)

    for answer in (officer.get(f"{ROUND}/{step}"), officer.post(f"{ROUND}/{step}")):
        assert answer.status_code == 303
        assert answer.location.startswith("/en/account/confirm")
    assert officer.get(f"{ROUND}/manage").status_code == 200
    assert state(open_app) is RoundState.OPEN


def test_the_scheduler_closes_what_is_due_and_nothing_twice(open_app: Flask):
    assert done(open_app, "round", "close", "--due") == "Nothing is due.\n"
    move(open_app, opens=timedelta(days=-2), closes=timedelta(minutes=-1))

    assert done(open_app, "round", "close", "--due") == "xm-nap-1/first: closed.\n"
    assert done(open_app, "round", "close", "--due") == "Nothing is due.\n"
    assert state(open_app) is RoundState.CLOSED


def test_a_scorecard_is_published_once_the_time_for_replies_is_over(open_app: Flask, officer: Officer):
    people(open_app)
    close_now(open_app, ago=timedelta(days=14))

    answer = officer.send(f"{ROUND}/publish")

    assert answer.location == f"{ROUND}/manage"
    assert state(open_app) is RoundState.PUBLISHED
    with open_app.app_context():
        snapshot = queries.all_snapshots()[0]
    mails = [mail for mail in letters(open_app) if snapshot.digest in mail.body]
    assert [mail.recipient for mail in mails] == ["lead@example.org", "researcher@example.org"]
    assert "{{site}}/en/scorecards/xm-nap-1/first/1" in mails[1].body


def test_a_scorecard_is_not_published_while_replies_are_taken(open_app: Flask, officer: Officer):
    close_now(open_app, ago=timedelta(days=13))

    assert "Replies are taken until" in officer.get(f"{ROUND}/publish").text
    assert officer.post(f"{ROUND}/publish").status_code == 409
    assert state(open_app) is RoundState.CLOSED


def test_a_correction_takes_two_officers(open_app: Flask, officer: Officer, another_officer: Officer):
    people(open_app)
    publish_now(open_app)

    officer.send(f"{ROUND}/correct", {"reason_en": "A name was wrong.", "reason_mn": "Нэр буруу байсан."})
    own = confirm(open_app, officer)
    other = confirm(open_app, another_officer)

    assert (own.status_code, other.status_code) == (409, 303)
    assert "another officer has to confirm it" in own.text
    page = officer.get("/en/scorecards/xm-nap-1/first")
    assert "Version 2 is a correction." in page.text
    assert "A name was wrong." in page.text
    assert "A name was wrong." in officer.get("/en/scorecards/xm-nap-1/first/1").text
    with open_app.app_context():
        assert [entry.version for entry in queries.versions(the_round().id)] == [2, 1]
    assert any("/scorecards/xm-nap-1/first/2" in mail.body for mail in letters(open_app))


def confirm(app: Flask, officer: Officer, step: str = "confirm"):
    with app.app_context():
        found = queries.corrections(the_round().id)[-1]
    return officer.post(f"{ROUND}/corrections/{found.id}/{step}")


def test_a_withdrawn_correction_changes_nothing_and_makes_room_for_another(
    open_app: Flask, officer: Officer, another_officer: Officer
):
    publish_now(open_app)
    officer.send(f"{ROUND}/correct", {"reason_en": "A name was wrong."})
    token = officer.get(f"{ROUND}/extend").status_code

    assert confirm(open_app, another_officer, "withdraw").status_code == 303
    assert confirm(open_app, another_officer).status_code == 409
    assert officer.send(f"{ROUND}/correct", {"reason_en": "Another name was wrong."}).status_code == 303
    assert token == 404
    with open_app.app_context():
        assert len(queries.versions(the_round().id)) == 1


def test_one_correction_waits_at_a_time(open_app: Flask, officer: Officer, another_officer: Officer):
    publish_now(open_app)
    waiting = another_officer.get(f"{ROUND}/correct")
    officer.send(f"{ROUND}/correct", {"reason_en": "A name was wrong."})
    token = read(waiting.text)

    answer = another_officer.reader.post(
        f"{ROUND}/correct",
        data={"csrf_token": token.root.all("form")[-1].all("input")[0].attributes["value"], "reason_en": "Mine."},
    )

    assert answer.status_code == 409
    assert "A correction waits already." in answer.text


def test_a_correction_says_why(open_app: Flask, officer: Officer):
    publish_now(open_app)

    answer = officer.send(f"{ROUND}/correct", {"reason_en": ""})

    assert answer.status_code == 400
    assert "Write it in one of the languages at least" in answer.text


def test_a_correction_of_another_round_is_not_there(open_app: Flask, officer: Officer):
    publish_now(open_app)

    assert officer.post(f"{ROUND}/corrections/00000000-0000-0000-0000-000000000000/confirm").status_code == 404


@pytest.mark.parametrize("language", ["en", "mn"])
@pytest.mark.parametrize("reached", ["open", "over", "closed", "published", "corrected"])
def test_every_page_about_a_round_is_sound(open_app: Flask, officer: Officer, reached: str, language: str):
    steps = {"open": "extend", "over": "close", "closed": "publish", "published": "correct", "corrected": "correct"}
    with open_app.app_context():
        score(the_round(), "open-ledger", m1_1=3, now=datetime.now(UTC) - timedelta(days=50))
    if reached == "over":
        move(open_app, opens=timedelta(days=-60), closes=timedelta(minutes=-1))
    if reached == "closed":
        close_now(open_app, ago=timedelta(days=20))
    if reached in {"published", "corrected"}:
        publish_now(open_app)
    if reached == "corrected":
        with open_app.app_context():
            correct(the_round(), "A name was wrong.", now=datetime.now(UTC))
        officer.send(f"{ROUND}/correct", {"reason_en": "Another name was wrong."})

    for path in ("manage", steps[reached]):
        response = officer.get(f"{ROUND}/{path}".replace("/en/", f"/{language}/"))
        assert response.status_code == 200
        assert list(page_problems(read(response.text))) == []
        assert response.headers["Cache-Control"] == "no-store"


def test_nobody_else_finds_these_pages(open_app: Flask, officer: Officer):
    reader = open_app.test_client()

    for path in ("manage", "extend", "close", "publish", "correct"):
        assert reader.get(f"{ROUND}/{path}").status_code == 303

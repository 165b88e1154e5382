"""Self-reports in a browser: drafted, submitted, sealed, and standing beside the earlier ones."""

import json

import pytest
from flask import Flask
from sqlalchemy import select

from checkmyogp.db import db
from checkmyogp.domain import canon
from checkmyogp.domain.identities import Office
from checkmyogp.mail.models import OutboxMail
from checkmyogp.reporting import sealed_reports
from checkmyogp.reporting.models import ReportSubmission, SelfReport
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots import queries as scorecards
from tests.factories.assessing import Fields, Member, close_the_round, fields
from tests.factories.browsing import without_token
from tests.factories.replying import Somebody
from tests.pages.inspecting import page_problems
from tests.pages.markup import read
from tests.plugins.engines import ON_SQLITE

pytestmark = ON_SQLITE

ROUND = "/en/report/xm-nap-1/first"
LINK = "https://example.org/list"


def report(answer: str = "lamps/1/green", *, narrative: str = "It is on our site.") -> Fields:
    """A whole report on completion."""
    return {
        "completion-answer": answer,
        "completion-narrative": narrative,
        "completion-language": "en",
        "completion-evidence-1-url": LINK,
        "completion-evidence-1-title": "The list",
        "quarter": "2029-Q4",
    }


def submit(reporter: Somebody):
    return reporter.send(f"{ROUND}/submit", reporter.form(f"{ROUND}/submit"))


def kept(app: Flask) -> list[SelfReport]:
    with app.app_context():
        round_ = db.session.scalars(select(Round).order_by(Round.id)).one()
        return sorted(sealed_reports.rows(round_), key=lambda report: report.sequence)


def test_the_list_shows_what_the_agency_leads_and_leads_to_the_next(reporter: Somebody):
    page = reporter.get(ROUND).text

    assert "Your agency leads 2 milestones and has reported on 0." in page
    assert f'href="{ROUND}/1.1">Go on with 1.1' in page
    assert "2.1.1" not in page
    assert "Examplia" in reporter.get("/en/report").text or "First round" in reporter.get("/en/report").text


def test_levels_bands_and_not_yet_due_are_offered_with_what_they_stand_for(reporter: Somebody):
    page = reporter.get(f"{ROUND}/1.1").text

    assert "Most is done." in page
    assert "stands for “Some”" in page
    assert 'value="not_yet_due"' in page
    assert "opening-answer" not in page, "only civil society is asked about it"


def test_a_half_written_draft_is_kept_as_it_is(reporter: Somebody):
    answer = reporter.write(f"{ROUND}/1.1", {"completion-narrative": "So far so good."}, then="next")

    assert answer.location == f"{ROUND}/1.2"
    assert reporter.form(f"{ROUND}/1.1")["completion-narrative"] == "So far so good."
    assert "drafted, not complete" in reporter.get(ROUND).text
    assert "no answer is chosen" in reporter.get(f"{ROUND}/submit").text


def test_a_submission_is_sealed_and_gets_a_receipt(open_app: Flask, reporter: Somebody, colleague: Somebody):
    reporter.write(f"{ROUND}/1.1", report())

    answer = submit(reporter)

    (row,) = kept(open_app)
    assert (row.level, row.raw, row.quarter, row.narrative) == (3, "green", "2029-Q4", "It is on our site.")
    assert answer.location == f"{ROUND}/receipts/1"
    with open_app.app_context():
        sealed = db.session.scalars(select(ReportSubmission)).one()
        mails = db.session.scalars(select(OutboxMail).order_by(OutboxMail.recipient)).all()
    assert canon.receipt(sealed.content, salt=sealed.salt) == sealed.receipt
    assert json.loads(sealed.content)["reports"]["1.1"]["completion"]["evidence"] == [
        {"url": LINK, "title": "The list", "publisher": ""}
    ]
    assert [mail.subject for mail in mails] == ["Receipt of your report, submission 1"] * 2
    assert sealed.receipt in colleague.get(f"{ROUND}/receipts/1").text
    assert colleague.get(f"{ROUND}/receipts/1/submission.json").data == sealed.content
    assert "has reported on 1." in colleague.get(ROUND).text


def test_a_later_report_stands_beside_the_earlier_one(open_app: Flask, reporter: Somebody):
    reporter.write(f"{ROUND}/1.1", report("lamps/1/amber"))
    reporter.write(f"{ROUND}/1.2", report("not_yet_due", narrative="It begins next year."))
    submit(reporter)
    reporter.write(f"{ROUND}/1.1", report("2"))

    answer = submit(reporter)

    assert answer.location == f"{ROUND}/receipts/2"
    assert [(row.sequence, row.level, row.raw) for row in kept(open_app) if row.level] == [
        (1, 1, "amber"),
        (2, 2, None),
    ]
    close_the_round(open_app)
    with open_app.app_context():
        round_ = db.session.scalars(select(Round)).one()
        published = scorecards.receipts(round_.id)
        assert len(published) == 2
    public = open_app.test_client().get("/en/rounds/xm-nap-1/first").text
    assert all(receipt in public for receipt in published)
    assert "reported as “Amber”" in reporter.get(f"{ROUND}/1.1").text


def test_what_was_submitted_is_not_submitted_twice(open_app: Flask, reporter: Somebody):
    reporter.write(f"{ROUND}/1.1", report())
    opened = reporter.form(f"{ROUND}/submit")
    submit(reporter)

    again = reporter.send(f"{ROUND}/submit", opened)

    assert again.status_code == 409
    assert "Nothing is ready that was not submitted before" in again.text
    assert len(kept(open_app)) == 1


def test_a_draft_that_changed_after_the_look_through_is_not_submitted(
    open_app: Flask, reporter: Somebody, colleague: Somebody
):
    reporter.write(f"{ROUND}/1.1", report())
    opened = reporter.form(f"{ROUND}/submit")
    colleague.write(f"{ROUND}/1.1", {"completion-narrative": "Another word."})

    answer = reporter.send(f"{ROUND}/submit", opened)

    assert answer.status_code == 409
    assert kept(open_app) == []


def test_two_who_write_at_once_see_both_texts(reporter: Somebody, colleague: Somebody):
    mine = reporter.form(f"{ROUND}/1.1")
    colleague.write(f"{ROUND}/1.1", report(narrative="Theirs."))

    answer = reporter.send(f"{ROUND}/1.1", {**mine, "completion-narrative": "Mine.", "then": "stay"})

    assert answer.status_code == 409
    assert "Somebody saved this milestone while you were writing" in answer.text
    assert "Theirs." in answer.text
    assert fields(answer.text)["completion-narrative"] == "Mine."
    assert reporter.form(f"{ROUND}/1.1")["completion-narrative"] == "Theirs."
    assert reporter.send(f"{ROUND}/1.1", {**fields(answer.text), "then": "stay"}).status_code == 303
    assert reporter.form(f"{ROUND}/1.1")["completion-narrative"] == "Mine."


@pytest.mark.parametrize(
    "wrong",
    [
        {"completion-answer": "9"},
        {"completion-answer": "lamps/1/purple"},
        {"completion-answer": "no_evidence"},
        {"completion-evidence-1-url": "javascript:alert(1)"},
        {"quarter": "2031-Q1"},
    ],
)
def test_what_could_never_be_a_report_is_refused_with_everything_typed_kept(
    open_app: Flask, reporter: Somebody, wrong: Fields
):
    answer = reporter.write(f"{ROUND}/1.1", {**report(), **wrong})

    assert answer.status_code == 400
    assert fields(answer.text)["completion-narrative"] == "It is on our site."
    assert kept(open_app) == []


def test_after_the_close_nothing_is_saved_or_submitted_and_everything_is_kept(open_app: Flask, reporter: Somebody):
    reporter.write(f"{ROUND}/1.1", report())
    opened, review = reporter.form(f"{ROUND}/1.1"), reporter.form(f"{ROUND}/submit")
    close_the_round(open_app)

    saved = reporter.send(f"{ROUND}/1.1", {**opened, "completion-narrative": "Too late.", "then": "stay"})
    submitted = reporter.send(f"{ROUND}/submit", review)

    assert (saved.status_code, submitted.status_code) == (409, 409)
    assert fields(saved.text)["completion-narrative"] == "Too late."
    assert kept(open_app) == []


def test_submitting_asks_for_the_second_factor_once_more(open_app: Flask):
    stale = Somebody.of(open_app, "ministry-of-ports", stale=True)

    answer = stale.get(f"{ROUND}/submit")

    assert answer.status_code == 303
    assert "/account/confirm" in answer.location


def test_nobody_else_finds_anything(open_app: Flask, reporter: Somebody, other_agency: Somebody):
    reporter.write(f"{ROUND}/1.1", report())
    submit(reporter)
    member = Member.of(open_app, lead=True)
    officer = Somebody.of(open_app, "", office=Office.OFFICER)

    for path in (f"{ROUND}/1.1", f"{ROUND}/receipts/1", f"{ROUND}/receipts/1/submission.json"):
        answer = other_agency.get(path)
        missing = other_agency.get(path.replace("/first", "/no-such-round"))
        assert answer.status_code == missing.status_code == 404
        assert without_token(answer) == without_token(missing).replace("/no-such-round", "/first")
        assert member.reader.get(path).status_code == 404
        assert officer.get(path).status_code == 404
    assert other_agency.get(ROUND).status_code == 200
    assert "It is on our site." not in other_agency.get(ROUND).text
    assert other_agency.send(f"{ROUND}/1.1", other_agency.form(f"{ROUND}/2.1.1")).status_code == 404


PAYLOAD = "<img src=x onerror=alert(1)>{{ 7*7 }}\"'"


def test_markup_in_any_text_stays_text(reporter: Somebody):
    reporter.write(f"{ROUND}/1.1", {**report(narrative=PAYLOAD), "completion-evidence-1-title": PAYLOAD})
    submit(reporter)

    page = reporter.get(f"{ROUND}/1.1").text

    assert "<img" not in page
    assert "{{ 7*7 }}" in page


@pytest.mark.parametrize("path", ["/en/report", ROUND, f"{ROUND}/1.1", f"{ROUND}/submit", f"{ROUND}/receipts"])
def test_pages_are_in_order(reporter: Somebody, path: str):
    reporter.write(f"{ROUND}/1.1", report())
    submit(reporter)
    reporter.write(f"{ROUND}/1.1", {"completion-narrative": "", "completion-evidence-2-title": "Half"})

    page = reporter.get(path)

    assert page.status_code == 200
    assert list(page_problems(read(page.text), "en")) == []
    assert page.headers["Cache-Control"] == "no-store"


def test_a_report_that_was_changed_after_submitting_is_told_apart_from_what_counts(open_app: Flask, reporter: Somebody):
    reporter.write(f"{ROUND}/1.1", report())
    submit(reporter)
    assert "Everything that is written here was submitted, and it counts." in reporter.get(ROUND).text

    reporter.write(f"{ROUND}/1.1", report("2"))
    reporter.write(f"{ROUND}/1.2", report())

    page = reporter.get(ROUND).text
    assert "Changed since it was submitted: 1.1." in page
    assert "Written and not submitted yet: 1.2." in page
    close_the_round(open_app)
    closed = reporter.get(ROUND).text
    assert "Changed after it was submitted: 1.1. What was submitted counts" in closed
    assert "Written and never submitted: 1.2." in closed


def test_a_mistake_at_a_group_of_answers_leads_to_the_group(reporter: Somebody):
    answer = reporter.write(f"{ROUND}/1.1", {"completion-answer": "9"})

    assert '<a href="#completion-answer">' in answer.text
    assert '<fieldset class="field answers" id="completion-answer" tabindex="-1" aria-invalid="true"' in answer.text

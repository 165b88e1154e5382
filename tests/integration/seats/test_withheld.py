"""A recovered seat finds nothing that was written before in a round that is open, and what it submits is marked."""

import re
from collections.abc import Generator
from datetime import timedelta

import pytest
from flask import Flask

from checkmyogp.accounts.models import Person
from checkmyogp.accounts.seats.queries import as_id, recovered_people
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import OPERATOR
from checkmyogp.rounds import services
from checkmyogp.snapshots.reader import Scorecard
from checkmyogp.snapshots.recovered import recovered_voices
from tests.factories import rounds
from tests.factories.accounts import mails
from tests.factories.assessing import ROUND, Member, complete, fields
from tests.factories.officers import the_round
from tests.factories.people import carry, open_session
from tests.factories.replying import Somebody
from tests.factories.rounds import CLOSES, DURING, close, organisation, publish
from tests.factories.seats import recovered
from tests.plugins.engines import ON_SQLITE
from tests.plugins.reading import Reader
from tests.trust.clock import Clock, standing_at

pytestmark = ON_SQLITE

SEALED = "What only we may read before the close."
AGENCY = "ministry-of-ports"
REPORT = "/en/report/xm-nap-1/first"
SALT = re.compile(r"Salt</dt><dd><code>([0-9a-f]{64})</code>")
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@pytest.fixture
def clock(round_app: Flask) -> Generator[Clock]:
    """In the middle of the round."""
    assert round_app
    with standing_at(DURING) as clock:
        yield clock


@pytest.fixture
def before(round_app: Flask, clock: Clock) -> Member:
    """A lead that wrote on 1.1, submitted it, and went on writing on 1.2."""
    lead = Member.of(round_app, lead=True)
    lead.write("1.1", {**complete("2"), "completion-reason": SEALED})
    lead.submit()
    lead.write("1.2", {**complete("1"), "completion-reason": SEALED})
    clock.pass_(MINUTE)
    return lead


@pytest.fixture
def after(round_app: Flask, before: Member, clock: Clock) -> Member:
    """Whoever came by a recovery, at a browser."""
    return Member(at_a_browser(round_app, "open-ledger", clock))


def at_a_browser(app: Flask, organisation_key: str, clock: Clock) -> Reader:
    reader = app.test_client()
    assert isinstance(reader, Reader)
    with app.app_context():
        recovered(app, organisation_key, now=clock.moment)
    sign_in_anew(app, reader)
    return reader


def sign_in_anew(app: Flask, reader: Reader) -> None:
    """Whoever came by the recovery, also once the earlier session has expired."""
    with app.app_context():
        [key] = recovered_people()
        token = open_session(db.session.get_one(Person, as_id(key)))
    carry(reader, token)


def test_it_begins_with_empty_sheets_and_reads_why(after: Member):
    pages = [after.get(path).text for path in ("", "/1.1", "/1.2", "/submit", "/receipts", "/receipts/1")]

    assert not any(SEALED in page for page in pages)
    assert "0 of 3 complete" in pages[0]
    assert "Your seat was recovered while this round was open" in pages[1]


def test_it_reads_no_earlier_submission_and_what_the_receipt_page_says_instead(after: Member):
    page = after.get("/receipts/1")

    assert after.get("/receipts/1/submission.json").status_code == 404
    assert "stays hidden from you until the round closes" in page.text
    assert "Salt" not in page.text


def test_what_it_writes_is_compared_with_nothing_that_is_withheld(after: Member):
    after.write("1.1", {**complete("2"), "completion-reason": SEALED})

    pages = [after.get(path).text for path in ("", "/1.1")]

    assert "Written and not submitted yet: 1.1" in pages[0]
    assert "1 submission with its receipt" in pages[0]
    assert not any("since it was submitted" in page for page in pages)


def test_no_mail_brings_it_the_salt_of_what_others_submit(round_app: Flask, before: Member, after: Member):
    before.submit()

    salt = salt_of(before, 2)
    told = {mail.recipient for mail in mails(round_app) if salt in mail.body}

    assert told
    assert "new@example.org" not in told


def salt_of(member: Member, version: int) -> str:
    [salt] = SALT.findall(member.get(f"/receipts/{version}").text)
    return salt


def test_those_who_were_there_before_keep_their_sheets(before: Member, after: Member):
    after.write("1.2", {**complete("3"), "completion-reason": "All is done."})

    assert SEALED in before.get("/1.2").text
    assert "All is done." in after.get("/1.2").text


def test_what_it_submits_is_marked_and_nothing_else(round_app: Flask, before: Member, after: Member):
    with round_app.app_context():
        unmarked = recovered_voices(the_round().id)
    after.write("1.1", complete("3"))
    after.submit()

    with round_app.app_context():
        marked = recovered_voices(the_round().id)
        ours = organisation("open-ledger").id

    assert unmarked.ngos == {}
    assert list(marked.ngos) == [ours]
    assert marked.reports == frozenset()
    assert after.get("/receipts/2/submission.json").status_code == 200


def test_the_scorecard_marks_what_it_submitted_and_nothing_else(round_app: Flask, before: Member, after: Member):
    other = Member.of(round_app, "civic-lens", lead=True)
    for member in (after, other):
        member.write("1.1", complete("3"))
        member.submit()

    with round_app.app_context():
        close(the_round())
        scorecard = Scorecard.of(publish(the_round()).content, "")
        shown = round_app.test_client().get("/en/scorecards/xm-nap-1/first/1/milestones/1.1").text

    marks = {each.rater: each.from_recovered_seat for each in scorecard.milestones["1.1"].assessments}
    assert marks == {"civic-lens": False, "open-ledger": True}
    assert shown.count("Submitted from a seat that was recovered while the round was open.") == 1


def test_the_mark_goes_when_those_who_were_there_before_submit_again(round_app: Flask, before: Member, after: Member):
    after.write("1.1", complete("3"))
    after.submit()
    before.submit()

    with round_app.app_context():
        assert recovered_voices(the_round().id).ngos == {}
    assert after.get("/receipts/3/submission.json").status_code == 404


def test_once_the_round_has_closed_it_reads_everything(round_app: Flask, after: Member, clock: Clock):
    clock.moment = CLOSES
    with round_app.app_context():
        close(the_round())
    sign_in_anew(round_app, after.reader)

    assert SEALED in after.get("/receipts/1/submission.json").text


def test_a_round_that_opens_later_hides_nothing_from_it(round_app: Flask, after: Member, clock: Clock):
    clock.moment = CLOSES + DAY
    with round_app.app_context():
        second = rounds.draft_round(slug="second", opens_at=clock.moment, closes_at=clock.moment + 30 * DAY)
        with unit_of_work(db.session):
            services.open_(round_=second, actor=OPERATOR, now=clock.moment)
    sign_in_anew(round_app, after.reader)
    member = Member.of(round_app)
    page = f"{ROUND.rpartition('/')[0]}/second/1.1"
    member.reader.post(
        page, data={**fields(member.reader.get(page).text), **complete("1"), "completion-reason": "Later."}
    )

    assert "Later." in after.reader.get(page).text


def test_an_agency_s_recovered_seat_finds_nothing_either(round_app: Flask, clock: Clock):
    first = Somebody.of(round_app, AGENCY)
    told = {"completion-answer": "3", "completion-narrative": SEALED, "completion-language": "en"}
    evidence = {"completion-evidence-1-url": "https://example.org/fees", "completion-evidence-1-title": "Fees"}
    first.write(f"{REPORT}/1.1", {**told, **evidence})
    first.send(f"{REPORT}/submit", first.form(f"{REPORT}/submit"))
    clock.pass_(MINUTE)
    reader = at_a_browser(round_app, AGENCY, clock)

    pages = [reader.get(f"{REPORT}{path}") for path in ("", "/1.1", "/receipts", "/receipts/1")]
    held = reader.get(f"{REPORT}/receipts/1/submission.json")

    assert [page.status_code for page in pages] == [200] * 4
    assert not any(SEALED in page.text for page in pages)
    assert held.status_code == 404

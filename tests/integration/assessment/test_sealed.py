"""Nobody outside of an NGO learns anything of what it writes, and inside only the lead submits."""

import itertools

from flask import Flask
from sqlalchemy import func, select

from checkmyogp.audit.models import AuditEntry
from checkmyogp.db import db
from checkmyogp.domain.identities import Office
from checkmyogp.domain.lifecycles import AccreditationState
from checkmyogp.mail.models import OutboxMail
from checkmyogp.rounds.models import Round
from tests.factories.assessing import ROUND, Member, complete
from tests.factories.people import sign_in
from tests.factories.rounds import decide, draft_round
from tests.plugins.engines import ON_SQLITE
from tests.plugins.reading import Reader

pytestmark = ON_SQLITE

PAGES = ("", "/1.1", "/submit", "/receipts", "/receipts/1", "/receipts/1/submission.json")
OTHERS = (
    (Office.OFFICER, ""),
    (Office.RESEARCHER, ""),
    (Office.REPORTER, "ministry-of-ports"),
    (Office.REPORTER, "treasury"),
)


def signed_in(app: Flask, office: Office, organisation: str) -> Reader:
    """Somebody of another office."""
    reader = app.test_client()
    assert isinstance(reader, Reader)
    sign_in(reader, office=office, organisation=organisation)
    return reader


def without_its_address(text: str, *addresses: str) -> str:
    """A page without the parts that only repeat what was asked for."""
    for address in addresses:
        text = text.replace(address.removeprefix("/en"), "…")
    return text


def test_other_offices_find_nothing(open_app: Flask, lead: Member):
    lead.write("1.1", complete())
    lead.submit()
    readers = [signed_in(open_app, office, organisation) for office, organisation in OTHERS]

    for reader, path in itertools.product(readers, PAGES):
        here, nowhere = f"{ROUND}{path}", f"/en/assess/xm-nap-1/second{path}"
        found, missing = reader.get(here), reader.get(nowhere)
        assert (found.status_code, missing.status_code) == (404, 404)
        assert without_its_address(found.text, here) == without_its_address(missing.text, nowhere)


def test_an_ngo_that_was_never_accredited_finds_no_round(open_app: Flask):
    with open_app.app_context():
        decide(AccreditationState.DECLINED, "civic-lens")
    stranger = Member.of(open_app, "civic-lens")

    answers = [stranger.get(path).status_code for path in PAGES]

    assert set(answers) == {404}
    assert ROUND not in stranger.reader.get("/en/assess").text


def test_another_ngo_sees_the_same_whatever_this_one_does(open_app: Flask, lead: Member):
    other = Member.of(open_app, "civic-lens", lead=True)
    paths = ("", "/1.1", "/1.2", "/submit", "/receipts", "/receipts/1")
    before = [_stable(other, path) for path in paths]
    lead.write("1.1", complete())
    lead.submit()
    lead.write("1.2", {"completion-reason": "Begun."})

    after = [_stable(other, path) for path in paths]

    assert after == before


def _stable(member: Member, path: str) -> tuple[int, str, dict[str, str]]:
    """A page without its token, which is chance."""
    answer = member.get(path)
    token = member.form(path).get("csrf_token", "csrf") if answer.status_code == 200 else "csrf"
    kept = {
        name: value for name, value in answer.headers if name not in {"Set-Cookie", "Content-Length", "X-Request-ID"}
    }
    tokens = {part for part in answer.text.split('"') if len(part) > 60 and part.count(".") == 2}
    text = answer.text
    for part in tokens | {token}:
        text = text.replace(part, "…")
    return answer.status_code, text, kept


def test_a_draft_leaves_no_trace_outside_of_its_own_row(open_app: Flask, member: Member):
    before = _traces(open_app)

    member.write("1.1", complete())
    member.write("1.1", complete("3"))

    assert _traces(open_app) == before


def _traces(app: Flask) -> list[int]:
    with app.app_context():
        return [db.session.scalar(select(func.count()).select_from(table)) or 0 for table in (AuditEntry, OutboxMail)]


def test_who_is_not_signed_in_is_led_to_where_one_does(open_app: Flask):
    reader = open_app.test_client()

    answers = [reader.get(f"{base}{path}") for base, path in itertools.product((ROUND, "/en/assess/no/such"), PAGES)]

    assert {answer.status_code for answer in answers} == {303}
    assert all("/account/sign-in" in (answer.location or "") for answer in answers)


def test_a_member_cannot_submit(member: Member):
    member.write("1.1", complete())

    page = member.get("/submit")
    answer = member.send("/submit", {**member.form("/1.1"), "reviewed": ""})

    assert (page.status_code, answer.status_code) == (404, 404)
    assert "/submit" not in member.get().text


def test_a_lead_whose_second_factor_is_stale_confirms_it_first(open_app: Flask):
    reader = open_app.test_client()
    sign_in(reader, office=Office.NGO, organisation="open-ledger", lead=True, stale=True)

    answer = reader.get(f"{ROUND}/submit")

    assert answer.status_code == 303
    assert "/account/confirm" in (answer.location or "")


def test_a_round_in_preparation_is_not_there_yet(open_app: Flask, member: Member):
    with open_app.app_context():
        draft_round(slug="second")

    answer = member.reader.get("/en/assess/xm-nap-1/second")

    assert answer.status_code == 404
    assert "xm-nap-1/second" not in member.reader.get("/en/assess").text


def test_there_is_no_form_for_what_the_round_does_not_have(open_app: Flask, member: Member):
    assert member.get("/9.9").status_code == 404
    assert member.send("/9.9", member.form("/1.1")).status_code == 404
    assert member.get("/receipts/1").status_code == 404
    with open_app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Round)) == 1

"""The lead submits what the members wrote, gets a receipt, and may do so again until the close."""

import hashlib
import json
import re
from collections.abc import Mapping

import pytest
from flask import Flask
from sqlalchemy import select

from checkmyogp.assessment.models import ConflictOfInterest, Score
from checkmyogp.db import db
from checkmyogp.domain.conflicts import Conflict
from checkmyogp.domain.lifecycles import AccreditationState
from checkmyogp.mail.models import OutboxMail
from tests.factories.assessing import ROUND, Member, answered, close_the_round, complete
from tests.factories.rounds import decide
from tests.pages.inspecting import page_problems
from tests.pages.markup import read
from tests.plugins.engines import ON_SQLITE

pytestmark = ON_SQLITE

DIGITS = re.compile(r"<code>([0-9a-f]{64})</code>")


def receipt(lead: Member, version: int) -> tuple[str, str, bytes]:
    """A version's receipt and salt as its page shows them, and its bytes."""
    found, salt = DIGITS.findall(lead.get(f"/receipts/{version}").text)
    return found, salt, lead.get(f"/receipts/{version}/submission.json").data


def test_the_receipt_is_the_hash_of_salt_and_bytes(lead: Member):
    lead.write("1.1", complete())

    answer = lead.submit()

    found, salt, content = receipt(lead, 1)
    assert answer.location == f"{ROUND}/receipts/1"
    assert hashlib.sha256(bytes.fromhex(salt) + content).hexdigest() == found
    assert json.loads(content)["answers"]["1.1"]["completion"]["level"] == 2


def test_a_replaced_submission_keeps_its_receipt_and_its_bytes(lead: Member):
    lead.write("1.1", complete("2"))
    lead.submit()
    first = receipt(lead, 1)
    lead.write("1.1", complete("3"))

    lead.submit()

    second = receipt(lead, 2)
    assert receipt(lead, 1) == first
    assert hashlib.sha256(bytes.fromhex(second[1]) + second[2]).hexdigest() == second[0]
    assert json.loads(second[2])["answers"]["1.1"]["completion"]["level"] == 3
    assert "version 2 stands" in lead.get("/receipts/1").text
    with lead.reader.application.app_context():
        # Scores are written when the round closes; before that nothing but what is sealed says them.
        assert db.session.scalars(select(Score.level).order_by(Score.criterion)).all() == []


def test_every_member_gets_the_receipt_by_mail_in_its_language(open_app: Flask, lead: Member):
    Member.of(open_app, language="mn")
    Member.of(open_app, "civic-lens")
    lead.write("1.1", complete())

    lead.submit()

    with open_app.app_context():
        mails = db.session.scalars(select(OutboxMail).order_by(OutboxMail.language)).all()
        assert [mail.language for mail in mails] == ["en", "mn"]
        assert all(receipt(lead, 1)[0] in mail.body for mail in mails)


def test_what_is_missing_is_listed_by_milestone_and_nothing_is_submitted(lead: Member):
    lead.write("1.1", complete())
    form = lead.form("/submit")
    lead.write("1.2", {**answered("completion", "2", reason=""), "completion-evidence-1-title": ""})

    page = lead.get("/submit").text
    answer = lead.send("/submit", form)

    assert "Completion: the reason is missing." in page
    assert "Completion: a piece of evidence lacks its address or its title." in page
    assert "Opening: no answer is chosen." in page
    assert f'href="{ROUND}/1.2"' in page
    assert "Submit 1 milestone" not in page
    assert answer.status_code == 409
    assert lead.get("/receipts/1").status_code == 404


def test_incomplete_drafts_are_refused_also_when_they_were_looked_through(lead: Member):
    lead.write("1.1", complete())
    form = lead.form("/submit")
    lead.write("1.2", {"completion-reason": "Begun."})
    reviewed = {**form, "reviewed": _reviewed({"1.1": 1, "1.2": 1})}

    answer = lead.send("/submit", reviewed)

    assert answer.status_code == 409
    assert "Something is still missing." in answer.text
    assert list(page_problems(read(answer.text), "en")) == []


def _reviewed(revisions: Mapping[str, int]) -> str:
    return hashlib.sha256(json.dumps(revisions, separators=(",", ":")).encode()).hexdigest()


def test_nobody_signs_what_was_saved_after_looking_through(open_app: Flask, lead: Member):
    lead.write("1.1", complete())
    form = lead.form("/submit")
    Member.of(open_app).write("1.1", complete("0"))

    answer = lead.send("/submit", form)

    assert answer.status_code == 409
    assert "Somebody saved a draft after you opened this page." in answer.text


def test_nothing_is_no_submission(lead: Member):
    answer = lead.send("/submit", {**lead.form("/1.1"), "reviewed": _reviewed({})})

    assert answer.status_code == 409
    assert "there is nothing to submit" in answer.text


def test_after_the_close_nothing_is_submitted_and_everything_is_kept(open_app: Flask, lead: Member):
    lead.write("1.1", complete())
    form = lead.form("/submit")
    close_the_round(open_app)

    answer = lead.send("/submit", form)

    assert answer.status_code == 409
    assert "The round is closed. Nothing was submitted now; your drafts are kept." in answer.text
    assert lead.form("/1.1")["completion-answer"] == "2"
    assert lead.get("/receipts/1").status_code == 404


@pytest.mark.parametrize("state", [AccreditationState.SUSPENDED, AccreditationState.REVOKED])
def test_without_accreditation_the_very_next_request_is_refused(
    open_app: Flask, lead: Member, state: AccreditationState
):
    lead.write("1.1", complete())
    form = lead.form("/submit")
    with open_app.app_context():
        decide(state, "open-ledger")

    answer = lead.send("/submit", form)

    assert answer.status_code == 409
    assert "is not accredited for this plan at this moment" in answer.text
    assert lead.write("1.1", complete("1")).status_code == 303


def test_a_declared_conflict_is_submitted_and_withdrawn_with_the_answers(open_app: Flask, lead: Member):
    declared = {"at-stake-conflict": "funding", "at-stake-level": "interested", "at-stake-explanation": "A grant."}
    lead.write("1.1", {**complete(), **declared})
    lead.submit()
    with open_app.app_context():
        assert [row.conflict for row in _declared()] == [Conflict.FUNDING]
    lead.write("1.1", dict.fromkeys(declared, ""))

    lead.submit()

    with open_app.app_context():
        assert _declared() == []
    first, second = (json.loads(receipt(lead, version)[2])["conflicts"] for version in (1, 2))
    assert first == [{"milestone": "1.1", "conflict": "funding", "level": "interested", "explanation": "A grant."}]
    assert second == []


def _declared() -> list[ConflictOfInterest]:
    return list(db.session.scalars(select(ConflictOfInterest).order_by(ConflictOfInterest.milestone_id)))


def test_pages_after_a_submission_are_in_order(lead: Member):
    lead.write("1.1", complete())
    lead.submit()

    pages = [lead.get(path) for path in ("", "/submit", "/receipts", "/receipts/1")]

    assert [list(page_problems(read(page.text), "en")) for page in pages] == [[], [], [], []]
    assert {page.status_code for page in pages} == {200}

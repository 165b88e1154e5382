"""What a round is judged by is written down at its opening, for everybody, and stays so."""

import hashlib
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from checkmyogp.audit import queries as audit
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain import canon
from checkmyogp.domain.identities import OPERATOR
from checkmyogp.domain.wording import editorial
from checkmyogp.rounds import services
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots import queries
from checkmyogp.verification import invariants
from tests.factories import tampering
from tests.factories.answers import score
from tests.factories.corrected_packs import corrected
from tests.factories.packs import load
from tests.factories.rounds import CLOSES, DURING, close, draft_round, publish
from tests.pages.inspecting import problems
from tests.plugins.engines import ON_SQLITE
from tests.plugins.reading import Reader

pytestmark = ON_SQLITE

PAGE = "/en/rounds/xm-nap-1/first/registration"
DATA = "/api/v1/rounds/xm-nap-1/first/registration"
ROUND = "/api/v1/rounds/xm-nap-1/first"


@pytest.fixture
def reader(round_app: Flask) -> Reader:
    """Anybody."""
    found = round_app.test_client()
    assert isinstance(found, Reader)
    return found


def document(round_: Round) -> dict[str, Any]:
    kept = round_.registration
    assert kept is not None
    return json.loads(kept.content)


def test_it_holds_everything_that_the_round_is_judged_by(round_: Round):
    found = document(round_)

    assert found["schema"] == "check-my-ogp/registration/1"
    assert found["method"] == {
        "version": 2,
        "quorum": 3,
        "seed": {"of": "digest_of_the_opening_entry", "digits": 13},
    }
    assert found["tests"]["headline"] == "completion"
    assert found["tests"]["direction"] == {"criterion": "completion", "commitments": 2, "fewest_commitments": 6}
    assert found["vignettes"] == {"absent": "no_vignettes_in_this_round"}
    assert [each["key"] for each in found["rubric"]["criteria"]] == ["completion", "opening"]
    assert all(level["descriptor"] for each in found["rubric"]["criteria"] for level in each["levels"])
    assert [(each["key"], each["version"]) for each in found["crosswalks"]] == [("lamps", 1)]
    assert [each["number"] for each in found["milestones"]] == [
        pinned.milestone.number for pinned in services.queries.pinned(round_.id)
    ]
    assert found["round"]["closes_at"] == "2030-02-01T00:00:00Z"


def test_the_entry_that_opens_the_round_names_it_before_anything_is_submitted(round_: Round):
    kept = round_.registration
    assert kept is not None
    score(round_, "open-ledger", m1_1=3)

    (opened,) = audit.with_actions("round.opened")
    (submitted,) = audit.with_actions("assessment.submitted")
    assert opened.subject == f"xm-nap-1/first/{hashlib.sha256(kept.content).hexdigest()}"
    assert opened.sequence < submitted.sequence
    assert canon.canonical(json.loads(kept.content)) == kept.content


def test_anybody_can_read_and_keep_it_while_the_round_is_open(round_app: Flask, reader: Reader):
    answered = reader.get(DATA)
    stands = reader.get(ROUND).get_json()

    assert hashlib.sha256(answered.data).hexdigest() == stands["registration"]["sha256"]
    assert stands["registration"]["url"] == DATA
    assert answered.headers["Digest"].startswith("sha-256=")
    for page in (PAGE, PAGE.replace("/en/", "/mn/")):
        shown = reader.get(page)
        assert shown.status_code == 200
        assert stands["registration"]["sha256"] in shown.text
    # The invented country speaks no Mongolian; the demonstration does, and is among the states that are inspected.
    assert list(problems(reader.get(PAGE))) == []
    assert "With fewer than 6 commitments it cannot show anything." in reader.get(PAGE).text
    assert PAGE in reader.get("/en/rounds/xm-nap-1/first").text


def test_a_draft_has_none(round_app: Flask, reader: Reader):
    with round_app.app_context():
        draft_round(slug="second")

    assert reader.get(PAGE.replace("first", "second")).status_code == 404
    assert reader.get(DATA.replace("first", "second")).status_code == 404


def test_the_scorecard_names_it_and_leads_to_it(round_app: Flask, reader: Reader):
    with round_app.app_context():
        round_ = db.session.scalars(select(Round)).one()
        score(round_, "open-ledger", m1_1=3)
        close(round_)
        published = json.loads(publish(round_).content)

    kept = reader.get(DATA)
    assert published["registered"] == hashlib.sha256(kept.data).hexdigest()
    assert published["rubric"] == kept.get_json()["rubric"]
    assert PAGE in reader.get("/en/scorecards/xm-nap-1/first").text


def test_nothing_that_happens_later_changes_it(round_: Round, tmp_path: Path):
    before = document(round_)
    with unit_of_work(db.session):
        services.extend(
            round_=round_, closes_at=CLOSES + timedelta(days=3), reason=editorial(en="A storm."), actor=OPERATOR,
            now=DURING,
        )  # fmt: skip
    load(corrected(tmp_path))
    db.session.expire_all()

    assert document(round_) == before
    assert invariants.broken() == []


@pytest.mark.tampers
@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        pytest.param(
            "update round set quorum = 2",
            "xm-nap-1/first: its rows say otherwise than what was registered at its opening: method.",
            id="the quorum",
        ),
        pytest.param(
            "update band set level = 0 where level = 3",
            "xm-nap-1/first: its rows say otherwise than what was registered at its opening: crosswalks.",
            id="a band",
        ),
        pytest.param(
            "update criterion set headline = (key = 'opening')",
            "xm-nap-1/first: its rows say otherwise than what was registered at its opening: tests.",
            id="the headline",
        ),
        pytest.param(
            "update edition set withdrawn = true where number = 1",
            "xm-nap-1/first: its rows say otherwise than what was registered at its opening: milestones.",
            id="a milestone",
        ),
        pytest.param(
            "update round_registration set digest = '" + "0" * 64 + "'",
            "xm-nap-1/first: what was registered for it no longer gives the hash that was kept with it.",
            id="the digest",
        ),
        pytest.param(
            "update audit_entry set subject = 'xm-nap-1/first' where action = 'round.opened'",
            "xm-nap-1/first: the entry of its opening names something else than what was registered for it.",
            id="the entry",
        ),
        pytest.param(
            "delete from round_registration",
            "xm-nap-1/first: it was opened, and what was registered for it is gone.",
            id="gone",
        ),
    ],
)
def test_whoever_owns_the_database_and_changes_it_is_found(
    round_: Round, monkeypatch: pytest.MonkeyPatch, statement: str, sentence: str
):
    assert round_.registration is not None
    monkeypatch.setattr(invariants, "_read_one_state", lambda: None)
    db.session.rollback()
    tampering.unlock()
    tampering.tamper(statement)

    assert sentence in invariants.broken()
    tampering.lock()


@pytest.mark.tampers
def test_a_scorecard_that_names_another_is_found(round_: Round, monkeypatch: pytest.MonkeyPatch):
    score(round_, "open-ledger", m1_1=3)
    close(round_)
    publish(round_)
    (snapshot,) = queries.all_snapshots()
    changed = json.loads(snapshot.content) | {"registered": "0" * 64}
    monkeypatch.setattr(invariants, "_read_one_state", lambda: None)
    db.session.rollback()
    tampering.unlock()
    tampering.tamper("update snapshot set content = :content", content=canon.canonical(changed))

    sentence = "xm-nap-1/first/1: it names another registration than that of its round."
    assert sentence in invariants.broken()
    tampering.lock()

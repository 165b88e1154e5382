"""Officers may practise on the demonstration: it is nobody's news, and it can be taken out again."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from sqlalchemy import select

from checkmyogp.audit.models import PublishedHead
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.demonstration import remove
from checkmyogp.snapshots import chain
from checkmyogp.verification import checks, invariants
from tests.factories.commands import done
from tests.factories.officers import Officer, letters, the_round
from tests.factories.rounds import close, correct, open_round
from tests.plugins.engines import ON_SQLITE

pytestmark = ON_SQLITE

MANAGE = "/en/rounds/mn-nap-5/demonstration/manage"


def test_a_corrected_demonstration_tells_nobody_and_can_be_removed(seeded_app: Flask):
    officer = Officer.of(seeded_app)
    with seeded_app.app_context():
        correct(the_round(), "To practise.", now=datetime.now(UTC))
        assert db.session.scalars(select(PublishedHead)).all() == []

    assert "To practise." in officer.get(MANAGE).text
    assert letters(seeded_app) == []
    assert "Everything holds" in done(seeded_app, "verify")
    done(seeded_app, "demo", "remove")
    assert officer.get(MANAGE).status_code == 404
    assert "Everything holds: 0 scorecards" in done(seeded_app, "verify")


def test_a_real_round_may_have_the_name_of_one_that_was_taken_out(seeded_site: Flask):
    correct(the_round(), "To practise.")
    with unit_of_work(db.session):
        remove()

    named_alike = open_round(plan_slug="mn-nap-5", slug="demonstration", rubric=("check-my-ogp", 1), ngos=())
    close(named_alike)

    assert checks.of_chain() == []
    assert invariants.broken() == []


def test_what_officers_practise_is_never_shown_in_full_since_it_could_not_be_later(seeded_site: Flask):
    correct(the_round(), "To practise.")
    open_and_close_a_real_round()
    shown = readable()
    with unit_of_work(db.session):
        remove()

    assert [entry for entry in readable() if entry not in shown] == []
    published = [entry for entry in shown if entry.get("content", {}).get("action") == "scorecard.published"]
    assert [entry["content"]["office"] for entry in published] == ["demonstration"]


def readable() -> Sequence[dict[str, Any]]:
    """What anybody can read of the chain, from its beginning."""
    return chain.entries(1, chain.readable_to(chain.heads()))


def open_and_close_a_real_round() -> None:
    """Its close makes everything so far public."""
    close(open_round(plan_slug="mn-nap-5", rubric=("check-my-ogp", 1), ngos=()))

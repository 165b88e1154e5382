"""Officers may practise on the demonstration: it is nobody's news, and it can be taken out again."""

from datetime import UTC, datetime

from flask import Flask
from sqlalchemy import select

from checkmyogp.audit.models import PublishedHead
from checkmyogp.db import db
from tests.factories.commands import done
from tests.factories.officers import Officer, letters, the_round
from tests.factories.rounds import correct

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

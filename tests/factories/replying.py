"""Agencies that report and reply, and NGOs that answer: through services, and as people with browsers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask
from werkzeug.test import TestResponse

from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.evidence import Evidence
from checkmyogp.domain.identities import OPERATOR, Office
from checkmyogp.domain.revisions import AnswerKind
from checkmyogp.replies import queries, services
from checkmyogp.replies.models import AnswerToReply, Reply
from checkmyogp.replies.services import AnswerContent, ReplyContent
from checkmyogp.rounds.models import Round
from tests.factories.assessing import Fields, fields
from tests.factories.people import sign_in
from tests.factories.rounds import CLOSES, milestone_id, organisation
from tests.plugins.reading import Reader

REPLIED = CLOSES + timedelta(days=2)
ANSWERED = CLOSES + timedelta(days=5)


def reply(
    round_: Round,
    agency: str,
    milestone: str,
    *,
    text: str = "The list was published on the last day.",
    evidence: tuple[Evidence, ...] = (),
    now: datetime = REPLIED,
) -> Reply:
    """An agency replies to a milestone."""
    with unit_of_work(db.session):
        return services.reply(
            round_=round_,
            milestone_id=milestone_id(round_, milestone),
            agency=organisation(agency),
            said=ReplyContent(text, "en", evidence),
            actor=OPERATOR,
            now=now,
        )


def answer(
    round_: Round,
    ngo: str,
    milestone: str,
    agency: str,
    *,
    now: datetime = ANSWERED,
    reason: str = "We read the reply.",
    **levels: int,
) -> AnswerToReply:
    """An NGO answers a reply: with levels it revises, without it keeps."""
    found = queries.reply_of(round_.id, milestone_id(round_, milestone), organisation(agency).id)
    assert found is not None
    kind = AnswerKind.REVISED if levels else AnswerKind.KEPT
    with unit_of_work(db.session):
        return services.answer(
            reply_=found,
            ngo=organisation(ngo),
            answered=AnswerContent(kind, levels, reason, "en"),
            actor=OPERATOR,
            now=now,
        )


@dataclass(frozen=True)
class Somebody:
    """Somebody who acts for an organisation, with a browser."""

    reader: Reader

    @classmethod
    def of(cls, app: Flask, organisation: str, *, office: Office = Office.REPORTER, stale: bool = False) -> "Somebody":
        """Signed in."""
        reader = app.test_client()
        assert isinstance(reader, Reader)
        sign_in(reader, office=office, organisation=organisation, stale=stale)
        return cls(reader)

    def get(self, path: str) -> TestResponse:
        """A page."""
        return self.reader.get(path)

    def form(self, path: str) -> Fields:
        """What the last form on this page holds."""
        response = self.get(path)
        assert response.status_code == 200, response.status
        return fields(response.text)

    def send(self, path: str, typed: Mapping[str, str]) -> TestResponse:
        """Send these fields."""
        return self.reader.post(path, data=dict(typed))

    def write(self, path: str, typed: Mapping[str, str], *, then: str = "stay") -> TestResponse:
        """Open a form, type over what stands there, and send it."""
        return self.send(path, {**self.form(path), **typed, "then": then})

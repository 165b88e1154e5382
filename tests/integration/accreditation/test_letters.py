"""Who is told of what about an accreditation."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from checkmyogp.db import db
from checkmyogp.domain.accreditation import APPEALABLE
from checkmyogp.domain.lifecycles import AccreditationState
from checkmyogp.mail.letters import written
from checkmyogp.mail.models import OutboxMail
from tests.factories import accreditation as played
from tests.factories.accreditation import DECIDED
from tests.factories.people import person
from tests.plugins.engines import ON_SQLITE

pytestmark = ON_SQLITE

NGO = "open-ledger"
STATES = AccreditationState


def mails() -> list[tuple[str, str]]:
    found = db.session.scalars(select(OutboxMail).order_by(OutboxMail.written_at, OutboxMail.recipient))
    return [(mail.recipient, mail.subject) for mail in found]


def test_leads_and_officers_are_told_each_in_their_language(country: Flask):
    first, second = (person(address=f"officer-{number}@example.org") for number in (1, 2))
    proposer, confirmer = first.identity(confirmed=True), second.identity(confirmed=True)
    ngo = played.lead_of(NGO)
    person(office=ngo.office, organisation=NGO, lead=True, address="lead@example.org")
    person(office=ngo.office, organisation=NGO, address="member@example.org")
    person(office=ngo.office, organisation="civic-lens", lead=True, address="another@example.org")
    played.apply(NGO)
    proposal = played.propose(NGO, STATES.ACCREDITED, actor=proposer)
    played.confirm(proposal, actor=confirmer, now=DECIDED + timedelta(hours=1))

    assert mails() == [
        ("lead@example.org", "Your application for accreditation has arrived"),
        ("officer-1@example.org", "An application for accreditation has come"),
        ("officer-2@example.org", "An application for accreditation has come"),
        ("officer-2@example.org", "A decision on an accreditation waits for your confirmation"),
        ("lead@example.org", "A decision on your accreditation"),
    ]


def test_no_mail_shows_who_signed(country: Flask):
    person(address="officer@example.org")
    played.apply(NGO)

    bodies = db.session.scalars(select(OutboxMail.body).order_by(OutboxMail.written_at)).all()

    assert bodies
    assert not any("Sarnai" in body for body in bodies)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (STATES.ACCREDITED, "may score it"),
        (STATES.DECLINED, "was declined"),
        (STATES.SUSPENDED, "may not score for now"),
        (STATES.REVOKED, "is revoked"),
        (STATES.EXPIRED, "You can apply again"),
    ],
)
def test_the_mail_about_a_decision_says_what_it_is_and_leads_to_the_register(state: AccreditationState, said: str):
    facts = {"ngo": "Open Ledger", "ngo_key": NGO, "plan": "First plan", "plan_slug": "xm-nap-1", "state": state.value}

    _, body = written("accreditation_decided", "en", facts)

    assert said in body
    assert "/en/register/xm-nap-1/open-ledger" in body
    assert ("You can appeal within 30 days" in body) == (state in APPEALABLE)

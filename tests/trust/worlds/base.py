"""What all worlds have in common: rounds in each state, what the others said, and people with browsers.

Everything is made once and then copied, ids and tokens included, so that the worlds differ in nothing else.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Flask

from checkmyogp.accounts.models import LoginSession, Person
from checkmyogp.accounts.tokens import hashed
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import OPERATOR, Office
from checkmyogp.domain.lifecycles import AccreditationState
from checkmyogp.rounds import services as rounds_services
from checkmyogp.rounds.models import Round
from tests.factories import accreditation, answers, packs, people, replying, rounds
from tests.plugins.reading import Reader
from tests.plugins.sites import running
from tests.trust.clock import standing_at

NGO, AGENCY = "open-ledger", "ministry-of-ports"
"""Whose answers the worlds differ in."""
OTHER_NGO, OTHER_AGENCY, STRANGER = "civic-lens", "treasury", "dock-league"
ACCREDITED = (NGO, OTHER_NGO, "river-watch", "fair-budget")

OPEN, BESIDE, CLOSED, PUBLISHED, DRAFT = "first", "beside", "closed", "past", "next"
OPENED = rounds.OPENS + timedelta(days=20)
NOW = OPENED + timedelta(days=4, hours=9)
BESIDE_CLOSES = NOW + timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Observer:
    """Somebody with an account and a browser; nobody at all where there is no office."""

    name: str
    office: Office = Office.READER
    organisation: str = ""
    lead: bool = False
    language: str = "en"

    @property
    def address(self) -> str:
        """The e-mail address."""
        return f"{self.name}@example.org"

    @property
    def token(self) -> str:
        """What the cookie of the session carries, in every world the same."""
        return f"the-token-of-{self.name}"


VISITOR = Observer("visitor")
LEAD = Observer("lead", Office.NGO, OTHER_NGO, lead=True, language="mn")
MEMBER = Observer("member", Office.NGO, OTHER_NGO)
STRANGE_LEAD = Observer("stranger", Office.NGO, STRANGER, lead=True)
REPORTER = Observer("reporter", Office.REPORTER, OTHER_AGENCY)
RESEARCHER = Observer("researcher", Office.RESEARCHER)
OFFICER = Observer("officer", Office.OFFICER)
ANOTHER_OFFICER = Observer("another-officer", Office.OFFICER, language="mn")
OWN_LEAD = Observer("own-lead", Office.NGO, NGO, lead=True)
OWN_MEMBER = Observer("own-member", Office.NGO, NGO)
OWN_REPORTER = Observer("own-reporter", Office.REPORTER, AGENCY)

PEOPLE = (
    LEAD, MEMBER, STRANGE_LEAD, REPORTER, RESEARCHER, OFFICER, ANOTHER_OFFICER, OWN_LEAD, OWN_MEMBER, OWN_REPORTER,
)  # fmt: skip


def build(address: str) -> None:
    """Fill the database at this address."""
    with running(address) as app, app.app_context(), standing_at(NOW):
        packs.load(packs.EXAMPLIA)
        for ngo in ACCREDITED:
            accreditation.accredit(ngo)
        accreditation.apply(STRANGER)
        accreditation.appeal(accreditation.decide(STRANGER, AccreditationState.DECLINED), now=rounds.OPENS)
        for observer in PEOPLE:
            _settle(observer)
        rounds.publish(_closed(PUBLISHED, reply_days=1), now=rounds.OPENS + timedelta(days=8))
        replying.reply(_closed(CLOSED, reply_days=40), AGENCY, "1.1", now=OPENED)
        _scored(OPEN, opens_at=OPENED)
        _scored(BESIDE, opens_at=OPENED, closes_at=BESIDE_CLOSES, reply_days=0)
        rounds.draft_round(slug=DRAFT)


def _settle(observer: Observer) -> None:
    """An account, and a session whose second factor was just given."""
    person = people.person(
        office=observer.office,
        organisation=observer.organisation,
        lead=observer.lead,
        address=observer.address,
        language=observer.language,
    )
    session = LoginSession(
        token=hashed(observer.token),
        person_id=person.id,
        began_at=NOW,
        seen_at=NOW,
        expires_at=NOW + timedelta(hours=12),
        confirmed_at=NOW,
        browser="Firefox, Linux",
    )
    with unit_of_work(db.session):
        db.session.add(session)


def _closed(slug: str, *, reply_days: int) -> Round:
    closes_at = rounds.OPENS + timedelta(days=5)
    round_ = _scored(slug, opens_at=rounds.OPENS, closes_at=closes_at, reply_days=reply_days)
    answers.report(round_, AGENCY, "1.1", "green", now=rounds.OPENS + timedelta(days=1))
    answers.score(round_, NGO, now=rounds.OPENS + timedelta(days=1), m1_1=2, m1_2=0, m2_1_1=3)
    rounds.close(round_, now=closes_at)
    return round_


def _scored(slug: str, *, opens_at: datetime, **terms: Any) -> Round:
    """An open round in which everybody but the NGO and the agency has said something."""
    round_ = rounds.draft_round(slug=slug, opens_at=opens_at, **terms)
    with unit_of_work(db.session):
        rounds_services.open_(round_=round_, actor=OPERATOR, now=opens_at)
    for ngo, level in ((OTHER_NGO, 1), ("river-watch", 2), ("fair-budget", 1)):
        answers.score(round_, ngo, now=opens_at + timedelta(hours=1), m1_1=level, m1_2=1, m2_1_1=2)
    answers.report(round_, OTHER_AGENCY, "2.1.1", 1, now=opens_at + timedelta(hours=1))
    return round_


def browser(app: Flask, observer: Observer) -> Reader:
    """The observer's browser, signed in."""
    reader = app.test_client()
    assert isinstance(reader, Reader)
    if observer.office is not Office.READER:
        people.carry(reader, observer.token)
    return reader


def person(observer: Observer) -> Person:
    """The observer's account, in the context of the application that is entered."""
    return db.session.query(Person).filter(Person.address == observer.address).one()

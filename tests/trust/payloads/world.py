"""A round in which everything that anybody typed is a payload, brought from open to closed to published."""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import BrowserContext
from sqlalchemy import select

from checkmyogp.accounts.models import LoginSession, Passkey, Person
from checkmyogp.accounts.services import invitations, organisations
from checkmyogp.accreditation.services.applications import ApplicationContent, SupportingDocument
from checkmyogp.comparison.notes import services as notes
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import OPERATOR, Identity, Office
from checkmyogp.domain.lifecycles import AccreditationState
from checkmyogp.domain.offices import Seat
from checkmyogp.domain.wording import Wording, editorial
from checkmyogp.rounds import services as rounds_services
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots import services as scorecards
from tests.factories import accreditation, packs, people, rounds
from tests.factories.assessing import Fields, Member
from tests.factories.replying import Somebody
from tests.trust.payloads.corpus import Texts

PLAN, ROUND, DRAFT = "xm-nap-1", "xm-nap-1/first", "xm-nap-1/drafted"
AGENCY = "ministry-of-ports"
NGO, DECLINED, WAITING = "open-ledger", "dock-league", "fair-budget"
SCORING = (NGO, "river-watch", "civic-lens")
CRITERIA = ("completion", "opening")
DAY = timedelta(days=1)
ADDRESS = "='onfocus='alert`p4y`'@example.org"
"""Even an address can look like code."""

SEATS: dict[str, tuple[Office, str, bool]] = {
    "officer": (Office.OFFICER, "", False),
    "lead": (Office.NGO, NGO, True),
    "applicant": (Office.NGO, WAITING, True),
    "declined": (Office.NGO, DECLINED, True),
    "reporter": (Office.REPORTER, AGENCY, False),
    "researcher": (Office.RESEARCHER, "", False),
}


@dataclass
class World:
    """An application that is full of payloads."""

    app: Flask
    texts: Texts
    cookies: dict[str, str] = field(default_factory=dict)
    """Of each seat."""
    named: str = ""
    """The key of the NGO whose very name is a payload."""

    def worded(self) -> Wording:
        """A public text in both languages."""
        return editorial(en=self.texts.prose(), mn=self.texts.prose())

    def name(self) -> Wording:
        """A short public text in both languages."""
        return editorial(en=self.texts.line(), mn=self.texts.line())

    def seat(self, window: BrowserContext, site: str, seat: str) -> None:
        """Sign in at this window, or sign out for a visitor."""
        window.clear_cookies()
        if seat in self.cookies:
            window.add_cookies([{"name": "checkmyogp", "value": self.cookies[seat], "url": site, "httpOnly": True}])


def build(app: Flask, texts: Texts) -> World:
    """A round that is open, in which everybody has spoken."""
    world = World(app, texts)
    with app.app_context():
        packs.load(packs.EXAMPLIA)
        with unit_of_work(db.session):
            names = {"en": texts.line(), "mn": texts.line()}
            member = rounds.plan(PLAN).member
            world.named = organisations.add_ngo(member=member, names=names, actor=OPERATOR, now=datetime.now(UTC)).key
        _accredit(world)
        _set_up_rounds(world)
    _speak(world)
    _seat_everybody(world)
    return world


def application(texts: Texts, *links: str) -> ApplicationContent:
    """What an NGO says of itself, with documents at these addresses."""
    return ApplicationContent(
        registration_number=texts.line(100),
        about=texts.prose(),
        independence=texts.prose(),
        funding=texts.prose(),
        fields=texts.prose(),
        signatory=texts.line(),
        documents=tuple(SupportingDocument(texts.line(), link) for link in links),
        language="en",
    )


def _accredit(world: World) -> None:
    now, texts = datetime.now(UTC), world.texts
    ends_on = (now + 365 * DAY).date()
    for ngo in (*SCORING, world.named, DECLINED, WAITING):
        said = application(texts, *(texts.link() for _ in range(3)))
        accreditation.apply(ngo, now=now - 60 * DAY, said=said)
    for ngo in (*SCORING, world.named):
        accreditation.decide(
            ngo, AccreditationState.ACCREDITED, now=now - 30 * DAY, ends_on=ends_on, reason=world.worded()
        )
    declined = accreditation.decide(DECLINED, AccreditationState.DECLINED, now=now - 30 * DAY, reason=world.worded())
    appeal = accreditation.appeal(declined, now=now - 20 * DAY, grounds=texts.prose())
    accreditation.settle(appeal, now=now - DAY, outcome=world.worded())
    accreditation.propose(WAITING, AccreditationState.ACCREDITED, now=now - DAY, ends_on=ends_on, reason=world.worded())


def _set_up_rounds(world: World) -> None:
    now = datetime.now(UTC)
    rounds.draft_round(slug="drafted", name=world.name(), opens_at=now, closes_at=now + DAY)
    round_ = rounds.open_round(ngos=(), name=world.name(), reply_days=1)
    with unit_of_work(db.session):
        rounds.put(round_, opens_at=now - 9 * DAY, closes_at=now + DAY)
    with unit_of_work(db.session):
        rounds_services.extend(round_=round_, closes_at=now + 2 * DAY, reason=world.worded(), actor=OPERATOR, now=now)


def evidence(texts: Texts, about: str) -> Fields:
    """A row of evidence."""
    return {
        f"{about}-evidence-1-url": texts.link(),
        f"{about}-evidence-1-title": texts.raw(),
        f"{about}-evidence-1-publisher": texts.raw(),
        f"{about}-evidence-1-page": texts.raw(100),
        f"{about}-evidence-1-quotation": texts.prose(),
    }


def assessed(texts: Texts, level: str) -> Fields:
    """The form of one milestone."""
    typed = {"at-stake-conflict": "funding", "at-stake-level": "interested", "at-stake-explanation": texts.prose()}
    for criterion in CRITERIA:
        typed |= {
            f"{criterion}-answer": level,
            f"{criterion}-reason": texts.prose(),
            f"{criterion}-language": "en",
            f"{criterion}-confidence": "low",
            **evidence(texts, criterion),
        }
    return typed


def _speak(world: World) -> None:
    texts = world.texts
    for turn, ngo in enumerate((*SCORING, world.named)):
        member = Member.of(world.app, ngo, lead=True)
        assert member.write("1.1", assessed(texts, str(turn % 2))).status_code == 303
        assert member.submit().status_code == 303
    assert Member.of(world.app, NGO).write("1.2", assessed(texts, "1")).status_code == 303
    reporter, report = Somebody.of(world.app, AGENCY), f"/en/report/{ROUND}"
    typed = {"completion-answer": "2", "completion-narrative": texts.prose(), **evidence(texts, "completion")}
    assert reporter.write(f"{report}/1.1", typed).status_code == 303
    assert reporter.send(f"{report}/submit", reporter.form(f"{report}/submit")).status_code == 303
    assert reporter.write(f"{report}/1.1", {**typed, "completion-narrative": texts.prose()}).status_code == 303


def _seat_everybody(world: World) -> None:
    sealed = SecureCookieSessionInterface().get_signing_serializer(world.app)
    assert sealed is not None
    with world.app.app_context():
        for name, (office, organisation, lead) in SEATS.items():
            address = ADDRESS if name == "officer" else ""
            somebody = people.person(office=office, organisation=organisation, lead=lead, address=address)
            token = people.open_session(somebody)
            world.cookies[name] = str(sealed.dumps({"_user_id": token, "_fresh": True}))
            with unit_of_work(db.session):
                db.session.add(
                    Passkey(
                        credential=secrets.token_bytes(16),
                        person_id=somebody.id,
                        public_key=b"key",
                        uses=0,
                        name=world.texts.line(60),
                        added_at=datetime.now(UTC),
                    )
                )
        with unit_of_work(db.session):
            for session in db.session.scalars(select(LoginSession).order_by(LoginSession.token)):
                session.browser = world.texts.line(60)
            invitations.invite(
                guest=invitations.Guest(f"guest-{ADDRESS}", "en"),
                seat=Seat(Office.NGO, world.named, lead=True),
                actor=Identity("a-lead", Office.NGO, world.named, lead=True),
                now=datetime.now(UTC),
            )


def close(world: World) -> None:
    """The round is closed; the agency has replied, and two NGOs have answered."""
    texts = world.texts
    with world.app.app_context():
        round_, now = _the_round(), datetime.now(UTC)
        with unit_of_work(db.session):
            round_.closes_at = now
        rounds.close(round_, now=now)
    reporter = Somebody.of(world.app, AGENCY)
    typed = {"text": texts.prose(), "language": "en", **evidence(texts, "reply")}
    assert reporter.write(f"/en/reply/{ROUND}/1.1", typed).status_code == 303
    for ngo, said in ((NGO, {"kind": "kept"}), (world.named, {"kind": "revised", "completion-level": "3"})):
        member = Somebody.of(world.app, ngo, office=Office.NGO)
        answer = {**said, "reason": texts.prose()}
        assert member.write(f"/en/answer/{ROUND}/1.1/{AGENCY}", answer).status_code == 303
    _note(world)


def _note(world: World) -> None:
    """Each researcher has written a note."""
    with world.app.app_context():
        round_ = _the_round()
        place = rounds.milestone_id(round_, "1.1")
        for researcher in db.session.scalars(
            select(Person).where(Person.office == Office.RESEARCHER).order_by(Person.id)
        ).all():
            with unit_of_work(db.session):
                notes.keep(
                    round_id=round_.id,
                    milestone_id=place,
                    text=world.texts.prose(),
                    seen=0,
                    actor=people.identity(researcher),
                    now=datetime.now(UTC),
                )


def publish(world: World) -> None:
    """The scorecard is published and corrected, and another correction waits."""
    now = datetime.now(UTC) + 2 * DAY
    with world.app.app_context():
        found = _the_round()
        rounds.publish(found, now=now)
        with unit_of_work(db.session):
            proposed = scorecards.propose_correction(
                round_=found, reason=world.worded(), actor=rounds.ONE_OFFICER, now=now
            )
        with unit_of_work(db.session):
            scorecards.confirm_correction(correction=proposed, actor=rounds.ANOTHER_OFFICER, now=now)
        with unit_of_work(db.session):
            scorecards.propose_correction(round_=found, reason=world.worded(), actor=rounds.ONE_OFFICER, now=now)


def _the_round() -> Round:
    return db.session.scalars(select(Round).where(Round.slug == "first").order_by(Round.id)).one()

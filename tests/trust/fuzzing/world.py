"""A site in which every address leads somewhere: a round in each state, and something waiting for everybody."""

import secrets
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import select, update

from checkmyogp.accounts import codes
from checkmyogp.accounts.models import LoginSession, Passkey, Person, TotpFactor
from checkmyogp.accounts.seats import officers
from checkmyogp.accounts.seats.models import OfficerChange, Recovery
from checkmyogp.accounts.services import addresses, invitations, resets
from checkmyogp.accreditation.models import Appeal, Decision, Proposal
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import OPERATOR, Office
from checkmyogp.domain.lifecycles import AccreditationState
from checkmyogp.domain.offices import Seat
from checkmyogp.domain.wording import editorial
from checkmyogp.snapshots import services as scorecards
from checkmyogp.snapshots.models import Correction
from tests.factories import accounts, accreditation, answers, packs, people, replying, rounds, seats
from tests.factories.assessing import complete, fields
from tests.plugins.sites import running
from tests.trust.clock import standing_at

NOW = rounds.CLOSES + timedelta(days=28)
STILL_OPEN = NOW + timedelta(days=60)
JUST_CLOSED = NOW - timedelta(days=4)
NGO, ANOTHER_NGO, APPLICANT, APPELLANT, DECLINED = (
    "open-ledger", "river-watch", "dock-league", "civic-lens", "fair-budget",
)  # fmt: skip
AGENCY = "ministry-of-ports"
GUEST, FORGETFUL, MOVING, MOVED = (f"{name}@example.org" for name in ("guest", "forgetful", "moving", "moved"))


def build(address: str) -> None:
    """Fill the database at this address."""
    with running(address) as app, app.app_context(), standing_at(NOW):
        packs.load(packs.EXAMPLIA)
        _accreditations()
        _rounds()
        _seats()
        _people()
        _drafts(app)


def _accreditations() -> None:
    for ngo in (NGO, ANOTHER_NGO):
        accreditation.accredit(ngo)
    for ngo in (APPLICANT, APPELLANT, DECLINED):
        accreditation.apply(ngo)
    accreditation.propose(APPLICANT, AccreditationState.ACCREDITED)
    for ngo in (APPELLANT, DECLINED):
        decision = accreditation.decide(ngo, AccreditationState.DECLINED, now=NOW - timedelta(days=1))
        if ngo == APPELLANT:
            accreditation.appeal(decision, now=NOW)


def _rounds() -> None:
    for slug in ("drafted", "discarded"):
        rounds.draft_round(slug=slug, closes_at=STILL_OPEN)
    for slug, closes_at in {
        "open": STILL_OPEN,
        "over": rounds.CLOSES,
        "closed": JUST_CLOSED,
        "ripe": rounds.CLOSES,
        "published": rounds.CLOSES,
        "correcting": rounds.CLOSES,
    }.items():
        _scored(slug, closes_at)


def _scored(slug: str, closes_at: datetime) -> None:
    round_ = rounds.open_round(slug=slug, ngos=(), closes_at=closes_at, quorum=2)
    for ngo in (NGO, ANOTHER_NGO):
        answers.score(round_, ngo, m1_1=1, m2_1_1=2)
    answers.report(round_, AGENCY, "1.1", "green")
    if slug not in {"open", "over"}:
        rounds.close(round_, now=closes_at)
    if slug == "closed":
        replying.reply(round_, AGENCY, "1.1", now=NOW)
    if slug in {"published", "correcting"}:
        rounds.publish(round_)
    if slug == "correcting":
        with unit_of_work(db.session):
            scorecards.propose_correction(
                round_=round_, reason=editorial(en="A slip."), actor=rounds.ONE_OFFICER, now=NOW
            )


def _people() -> None:
    forgetful, moving = people.person(office=Office.RESEARCHER, address=FORGETFUL), people.person(address=MOVING)
    with unit_of_work(db.session):
        invitations.invite(guest=invitations.Guest(GUEST, "en"), seat=Seat(Office.RESEARCHER), actor=OPERATOR, now=NOW)
        resets.ask(address=forgetful.address, language="en", now=NOW)
        addresses.ask(person=moving, address=MOVED, actor=moving.identity(confirmed=True), now=NOW)


def _seats() -> None:
    """What waits for a second officer, and a recovery that two have agreed on."""
    one, another = seats.officer(), seats.officer()
    with unit_of_work(db.session):
        officers.propose_invitation(guest=invitations.Guest("an-officer@example.org", "en"), actor=one, now=NOW)
    for ngo in (NGO, ANOTHER_NGO):
        seats.sitting(ngo, lead=True)
        recovery = seats.propose_recovery(ngo, by=one, now=NOW, address=f"for-{ngo}@example.org")
        if ngo == NGO:
            seats.confirm_recovery(recovery, by=another, now=NOW)


def _drafts(app: Flask) -> None:
    """What an NGO and an agency have written and not submitted."""
    for seat, address, typed in (
        (Seat(Office.NGO, NGO), "assess", complete()),
        (Seat(Office.REPORTER, AGENCY), "report", {"completion-answer": "1", "completion-narrative": "We began."}),
    ):
        reader = app.test_client()
        people.sign_in(reader, office=seat.office, organisation=seat.organisation)
        page = f"/en/{address}/{rounds.PLAN}/open/1.1"
        assert reader.post(page, data={**fields(reader.get(page).text), **typed, "then": "stay"}).status_code == 303


def token_for(app: Flask, address: str) -> str:
    """What the link in somebody's last mail ends with."""
    return accounts.links_to(app, address)[-1].rpartition("/")[2]


def ids(app: Flask) -> dict[str, str]:
    """The ids that addresses name."""
    with app.app_context():
        decision = db.session.scalars(
            select(Decision).where(Decision.organisation_id == rounds.organisation(DECLINED).id).order_by(Decision.id)
        ).one()
        return {
            "decision_id": str(decision.id),
            "appeal_id": str(db.session.scalars(select(Appeal.id).order_by(Appeal.id)).one()),
            "correction_id": str(db.session.scalars(select(Correction.id).order_by(Correction.id)).one()),
            "proposal": str(
                db.session.scalars(
                    select(Proposal.id).where(Proposal.confirmed_at.is_(None)).order_by(Proposal.id)
                ).one()
            ),
            "change_id": str(db.session.scalars(select(OfficerChange.id).order_by(OfficerChange.id)).one()),
            "recovery_id": _recovery_of(ANOTHER_NGO),
            "waiting": _recovery_of(NGO),
            "person": _person(FORGETFUL),
            "officer": _person(MOVING),
        }


def _person(address: str) -> str:
    return str(db.session.scalars(select(Person.id).where(Person.address == address).order_by(Person.id)).one())


def _recovery_of(ngo: str) -> str:
    return str(db.session.scalars(select(Recovery.id).where(Recovery.organisation == ngo).order_by(Recovery.id)).one())


def give_factors(somebody: Person) -> None:
    """An authenticator app, and a passkey that every one of the person's sessions is asked for."""
    with unit_of_work(db.session):
        db.session.add(
            TotpFactor(
                person_id=somebody.id,
                secret=codes.new_secret(),
                waiting=codes.new_secret(),
                confirmed_at=NOW,
                last_step=0,
            )
        )
        key = secrets.token_bytes(16)
        db.session.add(
            Passkey(credential=key, person_id=somebody.id, public_key=b"public", uses=0, name="phone", added_at=NOW)
        )
        db.session.execute(
            update(LoginSession).where(LoginSession.person_id == somebody.id).values(challenge=b"a question")
        )

"""One copy of the site, with everybody at their browsers who is the one person."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import select, update

from checkmyogp.accounts.models import Invitation, LoginSession, Person, TotpFactor
from checkmyogp.accounts.seats import queries as seats
from checkmyogp.accreditation.models import Accreditation, Appeal, Proposal
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.snapshots.models import Correction
from tests.factories import commands
from tests.factories.allowances import forget_attempts
from tests.factories.rounds import PLAN
from tests.trust.coalition import goals, world
from tests.trust.coalition.acts import Act, Kind, acts, own, unconfirmed
from tests.trust.coalition.world import Beginning, Canary
from tests.trust.fuzzing.reaching import RAW_TOKEN, form_token

REFUSED = 400
TURNED_AWAY = ("/account/sign-in", "/account/confirm")
WHERE_IT_STANDS: Mapping[str, tuple[str, ...]] = {
    world.NGO: ("assess/{}/{}", "assess/{}/receipts/1/submission.json", "closed/{}/{}", "workbench/{}/reading/{}"),
    world.AGENCY: ("report/{}/{}", "report/{}/receipts/1/submission.json", "closed/{}/{}", "workbench/{}/reading/{}"),
}
"""The pages that show what an NGO or an agency said on a milestone of a round, to whoever may read it."""
ANY_OTHER = (
    "assess/{}", "assess/{}/receipts", "assess/{}/receipts/1", "assess/{}/submit", "report/{}", "report/{}/receipts/1",
    "report/{}/submit", "closed/{}", "reply/{}", "reply/{}/{}", "answer/{}", "workbench/{}", "workbench/{}/reading",
    "workbench/{}/files/ratings.csv", "rounds/{}", "rounds/{}/manage", "rounds/{}/close", "rounds/{}/publish",
    "rounds/{}/correct", "scorecards/{}", "scorecards/{}/1/milestones/{}",
)  # fmt: skip
"""Every other page of a round on which it might stand by mistake."""


def pages_with(canary: Canary, *, everywhere: bool) -> list[str]:
    """Where these words may be found; ``everywhere`` names pages too that show them to nobody."""
    milestone = "1.1" if canary.submitted else "1.2"
    patterns = (*WHERE_IT_STANDS[canary.organisation], *(ANY_OTHER if everywhere else ()))
    return [f"/en/{pattern.format(f'{PLAN}/{canary.slug}', milestone)}" for pattern in patterns]


@dataclass(frozen=True, slots=True)
class Onlooker:
    """Somebody at a browser: a mailbox, none for a visitor, and everything about the seat that pages may depend on."""

    address: str = ""
    seat: Hashable = ""


class Site:
    """What the one person sees and does there."""

    def __init__(self, app: Flask, beginning: Beginning) -> None:
        self.app = app
        self._beginning = beginning
        self._token = form_token(app)

    def acts(self, kinds: Collection[Kind], *, guests: int) -> list[Act]:
        """What can be tried now."""
        with self.app.app_context():
            return acts(self._beginning, kinds=kinds, guests=guests)

    def is_at_work(self, now: datetime) -> None:
        """Everybody who has not been shown out has just given the second factor."""
        with self.app.app_context(), unit_of_work(db.session):
            db.session.execute(
                update(LoginSession)
                .where(LoginSession.ended_at.is_(None), LoginSession.confirmed_at.is_not(None))
                .values(began_at=now, seen_at=now, confirmed_at=now, expires_at=now + timedelta(hours=12))
            )

    def send(self, act: Act) -> bool:
        """Send it; whether it was not refused. Whoever came in by it sets up an authenticator and is signed in."""
        forget_attempts(self.app)
        data = {**act.typed, "csrf_token": self._token}
        headers = {"Cookie": self._cookie("" if act.lets_in else act.who)}
        answer = self.app.test_client(use_cookies=False).post(act.path, data=data, headers=headers)
        assert answer.status_code < 500, f"{act}: {answer.status}"
        done = 300 <= answer.status_code < REFUSED and not any(way in answer.location for way in TURNED_AWAY)
        if done and act.lets_in:
            self._come_in(act.lets_in)
        return done

    def _come_in(self, address: str) -> None:
        with self.app.app_context():
            person = db.session.scalars(select(Person).where(Person.address == address).order_by(Person.id)).one()
            with unit_of_work(db.session):
                factor = db.session.get_one(TotpFactor, person.id)
                factor.confirmed_at = person.joined_at
            world.keep_session(person)

    def schedule(self, now: datetime) -> None:
        """The scheduler finds every recovery whose time is over."""
        with self.app.app_context():
            due = bool(seats.due_recoveries(now=now))
        if due:
            commands.done(self.app, "seat", "recover", "--due")

    def turn(self) -> None:
        """The rounds go on."""
        with self.app.app_context():
            world.turn()

    def readers(self) -> list[Onlooker]:
        """Everybody who is the one person, and where there is nobody, a visitor."""
        with self.app.app_context():
            return [Onlooker(person.address, self._seat(person)) for person in own(self._beginning)] or [Onlooker()]

    @staticmethod
    def _seat(person: Person) -> Hashable:
        row = seats.recovered(str(person.id))
        return person.seat.subject, row.since > world.TURN if row else "not recovered"

    def look(self, reader: Onlooker, *, everywhere: bool) -> Iterator[str]:
        """A sentence for each page that shows what is sealed to this reader."""
        with self.app.app_context():
            person = next((each for each in own(self._beginning) if each.address == reader.address), None)
            sealed = goals.sealed_to(person)
        for page in sorted({page for canary in sealed for page in pages_with(canary, everywhere=everywhere)}):
            text = self.page(page, reader.address)
            for canary in sealed:
                if canary.words in text:
                    yield f"{reader.address or 'A visitor'} reads a {canary.words}: {page}."

    def page(self, path: str, address: str) -> str:
        """What a page says to whoever has this mailbox."""
        return self.app.test_client(use_cookies=False).get(path, headers={"Cookie": self._cookie(address)}).text

    def _cookie(self, address: str) -> str:
        serializer = SecureCookieSessionInterface().get_signing_serializer(self.app)
        assert serializer is not None
        signed_in = {"_user_id": world.token_of(address), "_fresh": True} if address else {}
        value = serializer.dumps({**signed_in, "csrf_token": RAW_TOKEN})
        return f"{self.app.config['SESSION_COOKIE_NAME']}={value}"

    def state(self) -> Hashable:
        """Everything that may make a difference to what can be done next, without what is only chance."""
        with self.app.app_context():
            names = self._names()
            return frozenset(Counter(_rows(names)).items())

    def _names(self) -> Mapping[str, str]:
        """Keys to what persons are called: by their address, or by their seat where any other mailbox would do."""
        names = {str(person.id): person.address for person in db.session.scalars(select(Person).order_by(Person.id))}
        for row in db.session.scalars(select(Invitation).order_by(Invitation.person_id)):
            any_other = row.address.startswith("self-")
            names[str(row.person_id)] = f"self as {row.seat.subject}" if any_other else row.address
        return names


def _rows(names: Mapping[str, str]) -> Iterator[Hashable]:
    def name(key: str | None) -> str:
        return names.get(key or "", "somebody")

    for person in db.session.scalars(select(Person).order_by(Person.id)):
        recovered = seats.recovered(str(person.id)) is not None
        yield "sits", name(str(person.id)), person.seat.subject, person.left_at is not None, recovered
    for guest in db.session.scalars(select(Invitation).where(Invitation.used_at.is_(None)).order_by(Invitation.token)):
        yield "invited", name(str(guest.person_id)), guest.withdrawn_at is not None, name(guest.invited_by)
    for change in seats.open_changes():
        yield "change", change.step, name(change.about), name(change.proposed_by)
    for row in seats.recoveries():
        yield "recovery", row.organisation, row.state, name(row.proposed_by), name(row.confirmed_by)
    for proposal in db.session.scalars(unconfirmed(Proposal)):
        yield "proposal", proposal.organisation.key, proposal.state, name(proposal.proposed_by)
    for standing in db.session.scalars(select(Accreditation).order_by(Accreditation.organisation_id)):
        yield "stands", standing.organisation.key, standing.state
    for row in db.session.scalars(select(Correction).order_by(Correction.id)):
        yield "correction", name(row.proposed_by), row.confirmed_at is not None
    for appeal in db.session.scalars(select(Appeal).order_by(Appeal.id)):
        yield "appeal", appeal.settled_at is not None, name(appeal.outcome_by)

"""Who asks: one browser for each column of the table."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from webauthn.helpers import bytes_to_base64url

from checkmyogp.accounts import codes
from checkmyogp.accounts.models import Passkey, Person, TotpFactor
from checkmyogp.accounts.seats import officers
from checkmyogp.accounts.services.invitations import Guest
from checkmyogp.accounts.tokens import hashed
from checkmyogp.comparison.notes import services as notes
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import Office
from checkmyogp.domain.irm import CodeWord, Scheme
from checkmyogp.domain.lifecycles import AccreditationState
from checkmyogp.domain.offices import Seat
from checkmyogp.domain.wording import editorial
from checkmyogp.irm.models import IrmCode
from checkmyogp.rounds import queries
from checkmyogp.snapshots import services as scorecards
from tests.factories import accreditation, coding, people, rounds, seats
from tests.trust.fuzzing.reaching import RAW_TOKEN
from tests.trust.matrix import world
from tests.trust.matrix.addresses import NOWHERE, decision_on

OWN_PARTS = ("token", "credential", "decision_id")


@dataclass(frozen=True, slots=True)
class Role:
    """A column: a seat, and how far its second factor has come."""

    name: str
    seat: Seat | None = None
    confirmed: bool = True
    stale: bool = False


RESEARCHER = Seat(Office.RESEARCHER)
OFFICER, LEAD, REPORTER = (
    Seat(Office.OFFICER),
    Seat(Office.NGO, world.NGO, lead=True),
    Seat(Office.REPORTER, world.AGENCY),
)
ROLES = (
    Role("visitor"),
    Role("half signed in", LEAD, confirmed=False),
    Role("officer", OFFICER),
    Role("officer, stale", OFFICER, stale=True),
    Role("lead", LEAD),
    Role("lead, stale", LEAD, stale=True),
    Role("lead, revoked", Seat(Office.NGO, world.REVOKED_NGO, lead=True)),
    Role("lead, applying", Seat(Office.NGO, world.APPLICANT, lead=True)),
    Role("member", Seat(Office.NGO, world.NGO)),
    Role("reporter", REPORTER),
    Role("reporter, stale", REPORTER, stale=True),
    Role("researcher", RESEARCHER),
)
NAMES = tuple(role.name for role in ROLES)
OF_RULES = (Role("researcher, stale", RESEARCHER, stale=True),)
"""Who shows what one condition of a rule does, and is answered nothing new anywhere else."""


@dataclass(frozen=True, slots=True)
class Browser:
    """What a role's browser sends with every request, and what is its own."""

    cookie: str
    own: Mapping[str, str]
    """The parts of addresses that name something of this person's."""


def browsers(app: Flask) -> dict[str, Browser]:
    """Everybody signed in, in the context that is entered; a stale session is another one of the same person."""
    people_by_seat: dict[Seat, Person] = {}
    made: dict[str, Browser] = {}
    for role in ROLES + OF_RULES:
        if role.seat is None:
            made[role.name] = Browser(_cookie(app, ""), {name: NOWHERE[name] for name in OWN_PARTS})
            continue
        if role.seat not in people_by_seat:
            people_by_seat[role.seat] = _somebody(role.seat)
        person = people_by_seat[role.seat]
        token = people.open_session(person, confirmed=role.confirmed, stale=role.stale)
        own = {"token": hashed(people.open_session(person)), "credential": bytes_to_base64url(person.id.bytes)}
        decision = {"decision_id": decision_on(role.seat.organisation or world.NGO)}
        made[role.name] = Browser(_cookie(app, token), own | decision)
    _propose(people_by_seat[OFFICER])
    _seats(people_by_seat[OFFICER])
    _code(people_by_seat[RESEARCHER])
    _note(people_by_seat[RESEARCHER], world.OWN_MILESTONE)
    _note(_somebody(RESEARCHER), world.ANOTHERS_MILESTONE)
    return made


def _cookie(app: Flask, token: str) -> str:
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert serializer is not None
    signed_in = {"_user_id": token, "_fresh": True} if token else {}
    return f"{app.config['SESSION_COOKIE_NAME']}={serializer.dumps({**signed_in, 'csrf_token': RAW_TOKEN})}"


def _somebody(seat: Seat) -> Person:
    """With an authenticator app, another one about to take its place, and a passkey."""
    person = people.person(office=seat.office, organisation=seat.organisation, lead=seat.lead)
    with unit_of_work(db.session):
        db.session.add(
            TotpFactor(
                person_id=person.id, secret=codes.new_secret(), waiting=codes.new_secret(), confirmed_at=world.NOW
            )
        )
        db.session.add(
            Passkey(
                credential=person.id.bytes, person_id=person.id, public_key=b"p", uses=0, name="phone",
                added_at=world.NOW,
            )
        )  # fmt: skip
    db.session.refresh(person)
    return person


def _seats(officer: Person) -> None:
    """What waits about seats for a second officer after this one, and after another; and two recoveries that wait."""
    own, others = officer.identity(confirmed=True), [seats.officer() for _ in range(2)]
    for by, guest in ((own, "came-of-own@example.org"), (others[0], "came-of-other@example.org")):
        with unit_of_work(db.session):
            officers.propose_invitation(guest=Guest(guest, "en"), actor=by, now=world.NOW)
    for by, ngo in ((own, world.APPLICANT), (others[0], world.AGENCY)):
        seats.propose_recovery(ngo, by=by, now=world.NOW, address=f"for-{ngo}@example.org")
    for ngo in (world.NGO, world.ANOTHER_NGO):
        waiting = seats.propose_recovery(ngo, by=others[0], now=world.NOW, address=f"for-{ngo}@example.org")
        seats.confirm_recovery(waiting, by=others[1], now=world.NOW)


def _code(researcher: Person) -> None:
    """What the IRM says of the first commitment."""
    with unit_of_work(db.session):
        db.session.add(
            IrmCode(
                id=world.A_CODE,
                commitment_id=coding.commitment("1").id,
                scheme=Scheme.RESULTS_COMPLETION,
                code=CodeWord.LIMITED,
                page="14",
                source_title="A report",
                source_url="https://example.org/report",
                recorded_by=str(researcher.id),
                recorded_at=world.NOW,
            )
        )


def _note(researcher: Person, milestone: str) -> None:
    """A note on this milestone of every round that has closed."""
    actor = researcher.identity(confirmed=True)
    for round_ in queries.rounds():
        if round_.closed_at:
            place = rounds.milestone_id(round_, milestone)
            with unit_of_work(db.session):
                notes.keep(round_id=round_.id, milestone_id=place, text="A note.", seen=0, actor=actor, now=world.NOW)


def _propose(officer: Person) -> None:
    """One accreditation and one correction wait for a second officer after this one, another of each for any."""
    actor = officer.identity(confirmed=True)
    accreditation.propose(world.ANOTHER_APPLICANT, AccreditationState.ACCREDITED, actor=actor, now=world.NOW)
    accreditation.propose(world.APPLICANT, AccreditationState.ACCREDITED, now=world.NOW)
    round_ = queries.round_at(rounds.PLAN, world.PROPOSED_BY_ONESELF)
    assert round_ is not None
    with unit_of_work(db.session):
        scorecards.propose_correction(round_=round_, reason=editorial(en="A slip."), actor=actor, now=world.NOW)

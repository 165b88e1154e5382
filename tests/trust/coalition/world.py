"""Where everybody begins: rounds in each state, what others keep sealed in them, and one seat for each single person.

What is sealed carries words that stand nowhere else, so that a page that shows it can be told by them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from checkmyogp.accounts.models import LoginSession, Person
from checkmyogp.accounts.seats import officers
from checkmyogp.accounts.services.invitations import Guest
from checkmyogp.accounts.tokens import hashed
from checkmyogp.accreditation.models import Decision
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.drafts import Sheet, TypedAnswer, TypedConflict
from checkmyogp.domain.evidence import TypedEvidence
from checkmyogp.domain.identities import OPERATOR, Identity, Office
from checkmyogp.domain.lifecycles import AccreditationState
from checkmyogp.domain.offices import Seat
from checkmyogp.domain.self_reports import ReportSheet, TypedReport
from checkmyogp.rounds import services as rounds_services
from checkmyogp.rounds.models import Round
from tests.factories import accreditation, packs, people, rounds, seats
from tests.plugins.sites import running
from tests.trust.clock import standing_at
from tests.trust.worlds import sealed

NGO, AGENCY = "open-ledger", "ministry-of-ports"
"""Whose words are sealed."""
OWN_NGO, OWN_AGENCY = "river-watch", "treasury"
"""Of which the single persons are."""
APPLICANT, EMPTY_NGO = "dock-league", "civic-lens"
"""One has people and has applied; of the other nobody ever took a seat."""

DAY = timedelta(days=1)
NOW = rounds.OPENS + 10 * DAY
TURN = rounds.OPENS + 20 * DAY
"""When each round goes into its next state."""
LINK = TypedEvidence("https://example.org/sealed", "A list", "Port Office", "2029-12-24", "p. 4", "Fees rose.")
DRAFT, OPEN, CLOSED, PUBLISHED = "next", "first", "closed", "past"
ROUNDS = (DRAFT, OPEN, CLOSED, PUBLISHED)


@dataclass(frozen=True, slots=True)
class Beginning:
    """A single person: the seat that it holds, if any, and the mailboxes that are all its own."""

    name: str
    seat: Seat | None = None

    @property
    def domain(self) -> str:
        """Every address that ends so is this person's."""
        return f"@of-{self.name.replace(' ', '-')}.example"

    @property
    def address(self) -> str:
        """Of whoever holds the seat."""
        return f"it{self.domain}"


OFFICER = Beginning("officer", Seat(Office.OFFICER))
VISITOR = Beginning("visitor")
BEGINNINGS = (
    OFFICER,
    Beginning("lead", Seat(Office.NGO, OWN_NGO, lead=True)),
    Beginning("member", Seat(Office.NGO, OWN_NGO)),
    Beginning("reporter", Seat(Office.REPORTER, OWN_AGENCY)),
    Beginning("researcher", Seat(Office.RESEARCHER)),
    VISITOR,
)
OTHERS = {
    "officer-two@example.org": Seat(Office.OFFICER),
    "officer-three@example.org": Seat(Office.OFFICER),
    "lead@example.org": Seat(Office.NGO, NGO, lead=True),
    "member@example.org": Seat(Office.NGO, NGO),
    "reporter@example.org": Seat(Office.REPORTER, AGENCY),
    "applicant@example.org": Seat(Office.NGO, APPLICANT, lead=True),
    "researcher@example.org": Seat(Office.RESEARCHER),
}
"""Everybody who does nothing that the single person might have thought of."""
COMES = tuple(f"comes-{name}{OFFICER.domain}" for name in ("first", "second"))
"""Mailboxes of the officer to which officers were invited on its proposal: another one took them for somebody else."""
RECOVERS, WOULD_RECOVER = (f"{name}{OFFICER.domain}" for name in ("recovers", "would-recover"))
"""Likewise for lost seats: of the NGO, agreed on and waiting; of the agency, proposed by another."""


@dataclass(frozen=True, slots=True)
class Canary:
    """Words of an organisation in a round: submitted, or a draft that was not."""

    organisation: str
    slug: str
    submitted: bool

    @property
    def words(self) -> str:
        """As they stand in the text."""
        return f"sealed {'submission' if self.submitted else 'draft'} of {self.organisation} in {self.slug}"


CANARIES = tuple(
    Canary(key, slug, submitted) for key in (NGO, AGENCY) for slug in ROUNDS for submitted in (True, False)
)


def token_of(address: str) -> str:
    """What the cookie of this person's session carries, the same in every copy."""
    return f"the-token-of-{address}"


def build(address: str) -> None:
    """Fill the database at this address."""
    with running(address) as app, app.app_context(), standing_at(NOW):
        packs.load(packs.EXAMPLIA)
        seated = {where: _settle(where, seat) for where, seat in OTHERS.items()}
        seated |= {each.address: _settle(each.address, each.seat) for each in BEGINNINGS if each.seat}
        one, two = seated[OFFICER.address], seated["officer-two@example.org"]
        for ngo in (NGO, OWN_NGO):
            accreditation.apply(ngo)
            _decide(ngo, AccreditationState.ACCREDITED, by=one, agreed=two, now=accreditation.DECIDED)
        accreditation.apply(APPLICANT)
        _rounds(seated["lead@example.org"], seated["reporter@example.org"])
        # An appeal waits against what the officer itself has decided.
        against = _decide(OWN_NGO, AccreditationState.SUSPENDED, by=one, agreed=two, now=NOW)
        accreditation.appeal(against, now=NOW)
        _seats(one, two)


def _settle(address: str, seat: Seat) -> Identity:
    """An account, and a session that its cookie finds."""
    person = people.person(office=seat.office, organisation=seat.organisation, lead=seat.lead, address=address)
    keep_session(person)
    return person.identity(confirmed=True)


def keep_session(person: Person) -> None:
    """Signed in with a second factor, as somebody is who has just set one up."""
    session = LoginSession(
        token=hashed(token_of(person.address)),
        person_id=person.id,
        began_at=NOW,
        seen_at=NOW,
        expires_at=NOW + timedelta(hours=12),
        confirmed_at=NOW,
        browser="Firefox, Linux",
    )
    with unit_of_work(db.session):
        db.session.add(session)


def _decide(ngo: str, state: AccreditationState, *, by: Identity, agreed: Identity, now: datetime) -> Decision:
    proposal = accreditation.propose(ngo, state, actor=by, now=now)
    return accreditation.confirm(proposal, actor=agreed, now=now)


def _seats(one: Identity, two: Identity) -> None:
    """What waits already, because another officer believed who was named."""
    for address in COMES:
        with unit_of_work(db.session):
            change = officers.propose_invitation(guest=Guest(address, "en"), actor=one, now=NOW)
        with unit_of_work(db.session):
            officers.confirm(change=change, actor=two, now=NOW)
    seats.confirm_recovery(seats.propose_recovery(NGO, by=one, now=NOW, address=RECOVERS), by=two, now=NOW)
    seats.propose_recovery(AGENCY, by=two, now=NOW, address=WOULD_RECOVER)


def _rounds(lead: Identity, reporter: Identity) -> None:
    begun = rounds.OPENS + 8 * DAY
    each: dict[str, dict[str, Any]] = {
        PUBLISHED: {"closes_at": rounds.OPENS + 2 * DAY, "reply_days": 1},
        CLOSED: {"closes_at": rounds.OPENS + 4 * DAY, "reply_days": 16},
        OPEN: {"opens_at": begun, "closes_at": TURN},
        DRAFT: {"opens_at": TURN, "closes_at": TURN + 30 * DAY},
    }
    for slug, terms in each.items():
        round_ = rounds.draft_round(slug=slug, **terms)
        if slug == DRAFT:
            continue
        _open(round_, lead, reporter)
        if slug == OPEN:
            continue
        rounds.close(round_, now=round_.closes_at)
        if slug == PUBLISHED:
            rounds.publish(round_, now=round_.closes_at + 2 * DAY)


def _open(round_: Round, lead: Identity, reporter: Identity) -> None:
    """It opens, and the others write and submit."""
    with unit_of_work(db.session):
        rounds_services.open_(round_=round_, actor=OPERATOR, now=round_.opens_at)
    for submitted, milestone in ((True, "1.1"), (False, "1.2")):
        said = {key: Canary(key, round_.slug, submitted).words for key in (NGO, AGENCY)}
        now = round_.opens_at + timedelta(hours=1)
        sheet = {milestone: _sheet(said[NGO])}
        sealed.assess(round_, NGO, sheet, actor=lead, submits=submitted, now=now)
        report = ReportSheet({"completion": TypedReport("1", said[AGENCY], "en", (LINK,))})
        sealed.report_on(round_, AGENCY, {milestone: report}, actor=reporter, submits=submitted, now=now)


def _sheet(words: str) -> Sheet:
    answers = {name: TypedAnswer("1", words, "en", "high", (LINK,)) for name in ("completion", "opening")}
    return Sheet(answers, TypedConflict())


def turn() -> None:
    """Each round goes on: by its scheduler, by officers and NGOs who know of nothing."""
    one_lead, one_reporter = (_who(address) for address in ("lead@example.org", "reporter@example.org"))
    if one_lead and one_reporter:
        _open(_round(DRAFT), one_lead, one_reporter)
    rounds.close(_round(OPEN), now=TURN)
    rounds.publish(_round(CLOSED), now=TURN)


def _who(address: str) -> Identity | None:
    found = db.session.scalars(select(Person).where(Person.address == address).order_by(Person.id)).one_or_none()
    return found.identity(confirmed=True) if found else None


def _round(slug: str) -> Round:
    return db.session.scalars(select(Round).where(Round.slug == slug).order_by(Round.id)).one()

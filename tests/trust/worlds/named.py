"""A whole round among people whose names would be recognised anywhere."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from checkmyogp.accounts.models import Passkey, Person
from checkmyogp.accounts.services import invitations
from checkmyogp.accreditation import services as accreditation_services
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import Identity, Office
from checkmyogp.domain.lifecycles import AccreditationState
from checkmyogp.domain.offices import Seat
from checkmyogp.domain.revisions import AnswerKind
from checkmyogp.domain.wording import editorial
from checkmyogp.replies import queries as replies
from checkmyogp.replies import services as replying
from checkmyogp.replies.services import AnswerContent, ReplyContent
from checkmyogp.rounds import services as rounds_services
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots import services as scorecards
from tests.factories import accreditation, packs, people, rounds
from tests.plugins.sites import running
from tests.trust.worlds import sealed
from tests.trust.worlds.sealed import Said as HowMuch

NGOS = ("open-ledger", "civic-lens", "river-watch")
AGENCY = "ministry-of-ports"
SIGNATORY, PHONE = "Dulmaa Signatoryova", "Dulmaa's telephone"
GUEST = "ganbold.guestsson@example.org"
EARLY = rounds.OPENS - timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Cast:
    """Those who act."""

    officers: tuple[Person, Person]
    leads: tuple[Person, ...]
    members: tuple[Person, ...]
    reporter: Person


def build(address: str) -> None:
    """Play it all in the database at this address."""
    with running(address) as app, app.app_context():
        assert list(play()) == ["open", "closed", "published"]


def play() -> Iterator[str]:
    """Go on from stage to stage, and say each time which one is reached."""
    cast, round_ = prepare()
    for name, go_on in (("open", answer), ("closed", close), ("published", publish)):
        go_on(cast, round_)
        yield name


def gather() -> Cast:
    """Let them all have accounts, a passkey, and somebody who is invited."""
    cast = Cast(
        officers=(_person("odval.officer"), _person("naran.officer", language="mn")),
        leads=tuple(_person(f"{ngo}.leadsson", Office.NGO, ngo, lead=True) for ngo in NGOS),
        members=tuple(_person(f"{ngo}.membersson", Office.NGO, ngo) for ngo in NGOS),
        reporter=_person("rentsen.reportersson", Office.REPORTER, AGENCY),
    )
    _person("ian.researchersson", Office.RESEARCHER)
    with unit_of_work(db.session):
        key = Passkey(
            credential=b"key", person_id=cast.leads[0].id, public_key=b"key", uses=0, name=PHONE, added_at=EARLY
        )
        db.session.add(key)
        guest = invitations.Guest(GUEST, "en")
        invitations.invite(guest=guest, seat=Seat(Office.NGO, NGOS[0]), actor=_as(cast.leads[0]), now=EARLY)
    return cast


def _person(name: str, office: Office = Office.OFFICER, organisation: str = "", **how: object) -> Person:
    address = f"{name}@example.org"
    return people.person(address=address, office=office, organisation=organisation, **how)  # pyright: ignore[reportArgumentType]


def _as(somebody: Person) -> Identity:
    return somebody.identity(confirmed=True)


def prepare() -> tuple[Cast, Round]:
    """Accredit the NGOs, and open a round."""
    packs.load(packs.EXAMPLIA)
    cast = gather()
    first, second = (_as(officer) for officer in cast.officers)
    for ngo, lead in zip(NGOS, cast.leads, strict=True):
        said = replace(accreditation.SAID, signatory=SIGNATORY)
        with unit_of_work(db.session):
            accreditation_services.apply(
                plan=rounds.plan(), organisation=rounds.organisation(ngo), said=said, actor=_as(lead), now=EARLY
            )
        proposal = accreditation.propose(ngo, AccreditationState.ACCREDITED, now=EARLY, actor=first)
        accreditation.confirm(proposal, now=EARLY, actor=second)
    round_ = rounds.draft_round()
    with unit_of_work(db.session):
        rounds_services.open_(round_=round_, actor=first, now=rounds.OPENS)
    return cast, round_


def answer(cast: Cast, round_: Round) -> None:
    """Let members write and leads submit, and an agency report."""
    much, at = sealed.ASSESSED[HowMuch.MUCH], rounds.DURING
    for ngo, lead, member in zip(NGOS, cast.leads, cast.members, strict=True):
        for number, sheets in enumerate(much):
            now = at + timedelta(minutes=number)
            last = number == len(much) - 1
            sealed.assess(round_, ngo, sheets, actor=_as(member if last else lead), submits=not last, now=now)
    sealed.report_on(round_, AGENCY, sealed.REPORTED[HowMuch.LITTLE][0], actor=_as(cast.reporter), submits=True, now=at)


def close(cast: Cast, round_: Round) -> None:
    """An officer closes it; the agency replies, and an NGO answers."""
    with unit_of_work(db.session):
        scorecards.close(round_=round_, actor=_as(cast.officers[0]), now=rounds.CLOSES)
    milestone, agency, now = rounds.milestone_id(round_, "1.1"), rounds.organisation(AGENCY), _days(2)
    with unit_of_work(db.session):
        said = ReplyContent("The list was late.", "en", ())
        replying.reply(
            round_=round_, milestone_id=milestone, agency=agency, said=said, actor=_as(cast.reporter), now=now
        )
    found = replies.reply_of(round_.id, milestone, agency.id)
    assert found is not None
    for ngo, member in zip(NGOS[:2], cast.members, strict=False):
        levels = {"completion": 2} if ngo == NGOS[0] else {}
        kind = AnswerKind.REVISED if levels else AnswerKind.KEPT
        with unit_of_work(db.session):
            replying.answer(
                reply_=found,
                ngo=rounds.organisation(ngo),
                answered=AnswerContent(kind, levels, "We read the reply.", "en"),
                actor=_as(member),
                now=_days(4),
            )


def publish(cast: Cast, round_: Round) -> None:
    """An officer publishes it, and two correct it."""
    first, second = (_as(officer) for officer in cast.officers)
    with unit_of_work(db.session):
        scorecards.publish(round_=round_, actor=first, now=rounds.REPLIES_END)
    with unit_of_work(db.session):
        reason = editorial(en="A slip.", mn="Алдаа.")
        proposed = scorecards.propose_correction(round_=round_, reason=reason, actor=first, now=_days(40))
    with unit_of_work(db.session):
        scorecards.confirm_correction(correction=proposed, actor=second, now=_days(41))


def _days(number: int) -> datetime:
    return rounds.CLOSES + timedelta(days=number)

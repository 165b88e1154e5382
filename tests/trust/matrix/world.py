"""A site on which every address leads somewhere: a round in each state, and things of one's own and of others."""

import uuid
from datetime import timedelta

from checkmyogp.accounts.models import Passkey
from checkmyogp.accounts.services import addresses, invitations, resets
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import Identity, Office
from checkmyogp.domain.lifecycles import AccreditationState
from checkmyogp.domain.offices import Seat
from checkmyogp.domain.wording import editorial
from checkmyogp.rounds.models import Round
from checkmyogp.scorecards import services as scorecards
from tests.factories import accreditation, answers, packs, people, replying, rounds
from tests.factories.assessing import complete, fields
from tests.plugins.sites import running
from tests.trust.clock import standing_at

NOW = rounds.CLOSES + timedelta(days=28)
DAY = timedelta(days=1)
STILL_OPEN = NOW + timedelta(days=60)
JUST_CLOSED = NOW - timedelta(days=4)

NGO, ANOTHER_NGO, REVOKED_NGO = "open-ledger", "river-watch", "fair-budget"
APPLICANT, ANOTHER_APPLICANT = "dock-league", "civic-lens"
AGENCY, ANOTHER_AGENCY = "ministry-of-ports", "treasury"
EMPTY_NGO, EMPTY_AGENCY = "civic-lens", "treasury"
"""Of which nobody ever took a seat."""
A_CODE = uuid.UUID(int=7)
"""What the IRM says of completion of the first commitment, as a researcher recorded it."""
OWN_MILESTONE, UNANSWERED_MILESTONE, ANOTHERS_MILESTONE = "1.1", "1.2", "2.1.1"
"""Led by the agency, led by it and not yet replied to, and led by the other agency."""
COLLEAGUE, STRANGER, GUEST, FOREIGN_GUEST, FORGETFUL, MOVING, MOVED = (
    f"{name}@example.org"
    for name in ("colleague", "stranger", "guest", "foreign-guest", "forgetful", "moving", "moved")
)
FOREIGN_KEY = b"foreign"

STATES = ("draft", "open", "over", "closed", "ripe", "published", "correcting")
"""Those of a round. One that is over is open, and its time has passed; a ripe one is closed, and its time for replies
has; in a published one a correction may wait for the second officer."""
PROPOSED_BY_ONESELF = "correcting-own"
"""The round whose correction the officer of the table has proposed."""


def build(address: str) -> None:
    """Fill the database at this address."""
    with running(address) as app, app.app_context(), standing_at(NOW):
        packs.load(packs.EXAMPLIA)
        for ngo in (NGO, ANOTHER_NGO, REVOKED_NGO):
            accreditation.accredit(ngo)
        rounds.draft_round(slug="draft", closes_at=STILL_OPEN)
        closes = {"open": STILL_OPEN, "closed": JUST_CLOSED}
        for state in (*STATES[1:], PROPOSED_BY_ONESELF):
            _scored(state, closes_at=closes.get(state, rounds.CLOSES))
        accreditation.decide(REVOKED_NGO, AccreditationState.REVOKED, now=NOW - timedelta(days=1))
        accreditation.appeal(accreditation.decide(ANOTHER_NGO, AccreditationState.SUSPENDED, now=NOW), now=NOW)
        for ngo in (APPLICANT, ANOTHER_APPLICANT):
            accreditation.apply(ngo)
        _people()
        for seat, desk, typed in (
            (Seat(Office.NGO, NGO), "assess", complete()),
            (Seat(Office.REPORTER, AGENCY), "report", {"completion-answer": "1", "completion-narrative": "We began."}),
        ):
            reader = app.test_client()
            people.sign_in(reader, office=seat.office, organisation=seat.organisation)
            page = f"/en/{desk}/{rounds.PLAN}/open/{OWN_MILESTONE}"
            sent = reader.post(page, data={**fields(reader.get(page).text), **typed, "then": "stay"})
            assert sent.status_code == 303, sent.status


def _scored(slug: str, *, closes_at: object) -> None:
    """A round with something said in it, up to the state that it is called by."""
    round_ = rounds.open_round(slug=slug, ngos=(), closes_at=closes_at, quorum=2)
    answers.score(round_, NGO, m1_1=1, m1_2=1)
    answers.score(round_, REVOKED_NGO, m1_1=1)
    answers.report(round_, AGENCY, OWN_MILESTONE, "green")
    # The others have submitted twice, so that a second version is there and belongs to nobody in the table.
    for _ in range(2):
        answers.score(round_, ANOTHER_NGO, m1_1=1, m2_1_1=2)
        answers.report(round_, ANOTHER_AGENCY, ANOTHERS_MILESTONE, "green")
    if slug in {"open", "over"}:
        return
    rounds.close(round_, now=round_.closes_at)
    for agency, number in ((AGENCY, OWN_MILESTONE), (ANOTHER_AGENCY, ANOTHERS_MILESTONE)):
        replying.reply(round_, agency, number, now=round_.closes_at + timedelta(days=1))
    if slug in {"closed", "ripe"}:
        return
    rounds.publish(round_)
    if slug == "correcting":
        _propose(round_)


def _propose(round_: Round) -> None:
    with unit_of_work(db.session):
        scorecards.propose_correction(round_=round_, reason=editorial(en="A slip."), actor=rounds.ONE_OFFICER, now=NOW)


def _people() -> None:
    colleague = people.person(office=Office.NGO, organisation=NGO, address=COLLEAGUE)
    stranger = people.person(office=Office.NGO, organisation=ANOTHER_NGO, address=STRANGER)
    people.open_session(stranger)
    forgetful, moving = (people.person(address=address) for address in (FORGETFUL, MOVING))
    with unit_of_work(db.session):
        db.session.add(
            Passkey(credential=FOREIGN_KEY, person_id=stranger.id, public_key=b"p", uses=0, name="phone", added_at=NOW)
        )
        for address, inviter in ((GUEST, colleague), (FOREIGN_GUEST, stranger)):
            guest, seat = invitations.Guest(address, "en"), Seat(Office.NGO, inviter.organisation)
            lead = Identity(str(inviter.id), Office.NGO, inviter.organisation, lead=True)
            invitations.invite(guest=guest, seat=seat, actor=lead, now=NOW)
        resets.ask(address=forgetful.address, language="en", now=NOW)
        addresses.ask(person=moving, address=MOVED, actor=moving.identity(confirmed=True), now=NOW)

"""Pages for those who work in a round, in its states: for the screenshots and for the accessibility checks.

The country is invented, and so is everybody who says anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import BrowserContext

from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import OPERATOR, Office
from checkmyogp.domain.irm import CodeWord, Mark, Scheme
from checkmyogp.domain.lifecycles import AccreditationState
from checkmyogp.snapshots import services as scorecards
from tests.factories import accreditation
from tests.factories.assessing import Member, complete
from tests.factories.coding import RECORDED, record
from tests.factories.officers import close_now, move, the_round
from tests.factories.packs import EXAMPLIA, load
from tests.factories.people import open_session, person
from tests.factories.replying import Somebody
from tests.factories.rounds import NGOS, open_round
from tests.states import State

AGENCY = "ministry-of-ports"
NGO = "open-ledger"
PLAN_AND_ROUND = "xm-nap-1/first"
DAY = timedelta(days=1)
REPORT = f"/en/report/{PLAN_AND_ROUND}"
TOLD = "The list of fees was published on the last day, with all its annexes, at the address below."

REPORTED = {
    "completion-answer": "3",
    "completion-narrative": TOLD,
    "completion-language": "en",
    "completion-evidence-1-url": "https://example.org/fees",
    "completion-evidence-1-title": "The list",
    "quarter": "2029-Q4",
}

SEATS: Mapping[str, tuple[Office, str, bool]] = {
    "officer": (Office.OFFICER, "", False),
    "lead": (Office.NGO, NGO, True),
    "member": (Office.NGO, "dock-league", False),
    "applicant": (Office.NGO, "fair-budget", True),
    "reporter": (Office.REPORTER, AGENCY, False),
    "researcher": (Office.RESEARCHER, "", False),
}


@dataclass(frozen=True, slots=True)
class WorkState(State):
    """A page as one person at work sees it; the address is below the language, as for every state."""

    seat: str = "visitor"
    round_is: str = "open"


def works(round_is: str, seat: str, **paths: str) -> tuple[WorkState, ...]:
    """The pages of one seat while the round is in one state."""
    return tuple(
        WorkState(f"{round_is}-{seat}-{name.replace('_', '-')}", path, seat=seat, round_is=round_is)
        for name, path in paths.items()
    )


WORK: tuple[WorkState, ...] = (
    *works(
        "open",
        "visitor",
        sign_in="/account/sign-in",
        forgotten="/account/forgotten",
        asked="/account/forgotten/asked",
        round=f"/rounds/{PLAN_AND_ROUND}",
        register="/register",
        entry=f"/register/xm-nap-1/{NGO}",
        receipts="/receipts",
        audit="/audit",
    ),
    *works(
        "open",
        "officer",
        home="/account",
        people="/account/people",
        invite="/account/people/invite/ngo-lead",
        seats="/account/seats",
        propose_officer="/account/seats/officers/invite",
        propose_recovery="/account/seats/recoveries/propose",
        sessions="/account/sessions",
        password="/account/password",  # noqa: S106 - a page
        address="/account/address",
        authenticator="/account/authenticator",
        recovery_codes="/account/recovery-codes",
        passkeys="/account/passkeys",
        leave="/account/leave",
        confirm="/account/confirm",
        applications="/accreditation/applications",
        dossier="/accreditation/applications/xm-nap-1/fair-budget",
        proposing="/accreditation/applications/xm-nap-1/fair-budget/propose",
        groups="/accreditation/groups/xm-nap-1",
        rounds="/rounds",
        new="/rounds/new",
        drafting="/rounds/new/xm-nap-1",
        manage=f"/rounds/{PLAN_AND_ROUND}/manage",
        extending=f"/rounds/{PLAN_AND_ROUND}/extend",
    ),
    *works(
        "open",
        "lead",
        rounds="/assess",
        overview=f"/assess/{PLAN_AND_ROUND}",
        empty_milestone=f"/assess/{PLAN_AND_ROUND}/2.1.1",
        milestone=f"/assess/{PLAN_AND_ROUND}/1.1",
        review=f"/assess/{PLAN_AND_ROUND}/submit",
        receipts=f"/assess/{PLAN_AND_ROUND}/receipts",
        receipt=f"/assess/{PLAN_AND_ROUND}/receipts/1",
        apply="/apply",
    ),
    *works("open", "applicant", apply="/apply", application="/apply/xm-nap-1"),
    *works(
        "open",
        "reporter",
        rounds="/report",
        overview=f"/report/{PLAN_AND_ROUND}",
        milestone=f"/report/{PLAN_AND_ROUND}/1.1",
        review=f"/report/{PLAN_AND_ROUND}/submit",
        receipt=f"/report/{PLAN_AND_ROUND}/receipts/1",
    ),
    *works("closed", "visitor", round=f"/rounds/{PLAN_AND_ROUND}"),
    *works(
        "closed",
        "officer",
        manage=f"/rounds/{PLAN_AND_ROUND}/manage",
        closed=f"/closed/{PLAN_AND_ROUND}",
        closed_milestone=f"/closed/{PLAN_AND_ROUND}/1.1",
    ),
    *works(
        "closed",
        "reporter",
        rounds="/reply",
        overview=f"/reply/{PLAN_AND_ROUND}",
        reply=f"/reply/{PLAN_AND_ROUND}/1.1",
        another=f"/reply/{PLAN_AND_ROUND}/1.2",
    ),
    *works(
        "closed",
        "lead",
        rounds="/answer",
        overview=f"/answer/{PLAN_AND_ROUND}",
        answer=f"/answer/{PLAN_AND_ROUND}/1.1/{AGENCY}",
    ),
    *works(
        "closed",
        "researcher",
        rounds="/closed",
        overview=f"/closed/{PLAN_AND_ROUND}",
        workbench="/workbench",
        matrix=f"/workbench/{PLAN_AND_ROUND}",
        pair=f"/workbench/{PLAN_AND_ROUND}/pair",
        reliability=f"/workbench/{PLAN_AND_ROUND}/reliability",
        sensitivity=f"/workbench/{PLAN_AND_ROUND}/sensitivity",
        irm_nothing=f"/workbench/{PLAN_AND_ROUND}/irm",
        files=f"/workbench/{PLAN_AND_ROUND}/files",
        reading=f"/workbench/{PLAN_AND_ROUND}/reading",
        found=f"/workbench/{PLAN_AND_ROUND}/reading?q=list",
        read=f"/workbench/{PLAN_AND_ROUND}/reading/1.1",
        notes="/workbench/notes",
    ),
    *works(
        "published",
        "researcher",
        irm=f"/workbench/{PLAN_AND_ROUND}/irm",
        codes_index="/workbench/codes",
        codes="/workbench/codes/xm-nap-1",
        code="/workbench/codes/xm-nap-1/1/results_completion",
        import_table="/workbench/codes/xm-nap-1/import",
    ),
    *works("published", "visitor", irm=f"/scorecards/{PLAN_AND_ROUND}/1/analysis/irm"),
    *works(
        "published",
        "visitor",
        scorecard=f"/scorecards/{PLAN_AND_ROUND}",
        milestone=f"/scorecards/{PLAN_AND_ROUND}/1/milestones/1.1",
        round=f"/rounds/{PLAN_AND_ROUND}",
    ),
    *works(
        "published",
        "officer",
        manage=f"/rounds/{PLAN_AND_ROUND}/manage",
        correcting=f"/rounds/{PLAN_AND_ROUND}/correct",
    ),
)


ROUND_IS = tuple(dict.fromkeys(state.round_is for state in WORK))


@dataclass(frozen=True, slots=True)
class Workplace:
    """A site with a round in one state, the address of which has no slash at the end."""

    site: str
    round_is: str
    seats: Mapping[str, str]
    """The cookie of a session for each seat."""

    def seat(self, window: BrowserContext, seat: str) -> None:
        """Sign in at this window, or sign out for a visitor."""
        window.clear_cookies()
        if seat != "visitor":
            window.add_cookies([{"name": "checkmyogp", "value": self.seats[seat], "url": self.site, "httpOnly": True}])


def build(app: Flask, round_is: str) -> dict[str, str]:
    """A round with something said in it, brought to this state; the cookie of a session for each seat."""
    with app.app_context():
        load(EXAMPLIA)
        open_round(ngos=("river-watch", "civic-lens"))
        _apply_and_decide()
    move(app, opens=-9 * DAY, closes=DAY)
    _speak(app)
    if round_is != "open":
        close_now(app)
        _reply_and_answer(app)
    if round_is == "published":
        with app.app_context(), unit_of_work(db.session):
            the_round().reply_days = 0
        with app.app_context(), unit_of_work(db.session):
            scorecards.publish(round_=the_round(), actor=OPERATOR, now=datetime.now(UTC))
        with app.app_context():
            _code()
    sealed = SecureCookieSessionInterface().get_signing_serializer(app)
    assert sealed is not None
    with app.app_context():
        tokens = {name: _seated(*seat) for name, seat in SEATS.items()}
    return {name: sealed.dumps({"_user_id": token, "_fresh": True}) for name, token in tokens.items()}


def _seated(office: Office, organisation: str, lead: bool) -> str:  # noqa: FBT001 - as a seat is written down
    return open_session(person(office=office, organisation=organisation, lead=lead))


def _apply_and_decide() -> None:
    """Two NGOs are accredited, and another waits for the second officer."""
    now = datetime.now(UTC)
    ends_on = (now + 365 * DAY).date()
    for ngo in (NGO, "dock-league", "fair-budget"):
        accreditation.apply(ngo, now=now - 40 * DAY)
    for ngo in (NGO, "dock-league"):
        accreditation.decide(ngo, AccreditationState.ACCREDITED, now=now - 30 * DAY, ends_on=ends_on)
    accreditation.propose("fair-budget", AccreditationState.ACCREDITED, now=now - 3 * DAY, ends_on=ends_on)


def _code() -> None:
    """A researcher records what the IRM says of the first commitment, in two eras and once anew."""
    record("1", Scheme.RESULTS_COMPLETION, CodeWord.LIMITED)
    record("1", Scheme.RESULTS_COMPLETION, CodeWord.SUBSTANTIAL, now=RECORDED + DAY)
    record("1", Scheme.REVIEW_LENS, CodeWord.YES)
    record("1", Scheme.END_OPENED, Mark.NR)


def _speak(app: Flask) -> None:
    """Four NGOs and an agency submit; one NGO goes on writing."""
    for number, ngo in enumerate(NGOS[:4]):
        member = Member.of(app, ngo, lead=True)
        for milestone, level in (("1.1", str(number % 3)), ("1.2", "1")):
            member.write(milestone, complete(level))
        member.submit()
    reporter = Somebody.of(app, AGENCY)
    reporter.write(f"{REPORT}/1.1", REPORTED)
    reporter.send(f"{REPORT}/submit", reporter.form(f"{REPORT}/submit"))
    Member.of(app, NGO).write("2.1.1", {"completion-answer": "2"})


def _reply_and_answer(app: Flask) -> None:
    """The agency replies to one milestone; one NGO keeps its level, another revises."""
    Somebody.of(app, AGENCY).write(f"/en/reply/{PLAN_AND_ROUND}/1.1", {"text": TOLD, "language": "en"})
    kept = {"kind": "kept", "reason": "The annexes are not there."}
    revised = {"kind": "revised", "reason": "We found the list.", "completion-level": "3"}
    for ngo, typed in (("dock-league", kept), ("river-watch", revised)):
        Somebody.of(app, ngo, office=Office.NGO).write(f"/en/answer/{PLAN_AND_ROUND}/1.1/{AGENCY}", typed)

"""NGOs that apply, officers who decide."""

from datetime import date, datetime, timedelta

from checkmyogp.accreditation import services
from checkmyogp.accreditation.models import Appeal, Application, Decision, Proposal
from checkmyogp.accreditation.services.applications import ApplicationContent, SupportingDocument
from checkmyogp.accreditation.services.decisions import ProposedDecision
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import Identity, Office
from checkmyogp.domain.lifecycles import AccreditationState
from checkmyogp.domain.wording import Wording, editorial
from tests.factories.rounds import OPENS, PLAN, organisation, plan

FIRST, SECOND, THIRD = (Identity(f"officer-{number}", Office.OFFICER, confirmed=True) for number in (1, 2, 3))
APPLIED = OPENS - timedelta(days=20)
DECIDED = OPENS - timedelta(days=10)
LAST_DAY = date(2031, 12, 31)

SAID = ApplicationContent(
    registration_number="9011-42",
    about="We read budgets.",
    independence="No official sits on our board.",
    funding="Members' fees.",
    fields="Budgets and ports.",
    signatory="Sarnai Signatory",
    documents=(SupportingDocument("Annual report", "https://example.org/report"),),
    language="en",
)


def lead_of(ngo: str) -> Identity:
    """Who signs for this NGO."""
    return Identity(f"lead-of-{ngo}", Office.NGO, ngo, lead=True, confirmed=True)


def apply(ngo: str, *, now: datetime = APPLIED, plan_slug: str = PLAN, said: ApplicationContent = SAID) -> Application:
    """An NGO applies."""
    with unit_of_work(db.session):
        return services.apply(
            plan=plan(plan_slug), organisation=organisation(ngo), said=said, actor=lead_of(ngo), now=now
        )


def propose(
    ngo: str,
    state: AccreditationState,
    *,
    now: datetime = DECIDED,
    ends_on: date | None = LAST_DAY,
    reason: Wording | None = None,
    actor: Identity = FIRST,
    plan_slug: str = PLAN,
) -> Proposal:
    """One officer proposes; only an accreditation gets the last day."""
    term = ends_on if state is AccreditationState.ACCREDITED else None
    verdict = ProposedDecision(state, reason or editorial(en=f"It is {state.value}.", mn="Шалтгаан."), term)
    with unit_of_work(db.session):
        return services.propose(
            plan=plan(plan_slug), organisation=organisation(ngo), verdict=verdict, actor=actor, now=now
        )


def confirm(proposal: Proposal, *, now: datetime = DECIDED, actor: Identity = SECOND) -> Decision:
    """Another officer confirms."""
    with unit_of_work(db.session):
        return services.confirm(proposal=proposal, actor=actor, now=now)


def decide(
    ngo: str,
    state: AccreditationState,
    *,
    now: datetime = DECIDED,
    ends_on: date | None = LAST_DAY,
    reason: Wording | None = None,
    plan_slug: str = PLAN,
) -> Decision:
    """Two officers decide."""
    return confirm(propose(ngo, state, now=now, ends_on=ends_on, reason=reason, plan_slug=plan_slug), now=now)


def accredit(ngo: str, *, ends_on: date | None = LAST_DAY, plan_slug: str = PLAN) -> Decision:
    """An NGO applies, and two officers accredit it."""
    apply(ngo, plan_slug=plan_slug)
    return decide(ngo, AccreditationState.ACCREDITED, ends_on=ends_on, plan_slug=plan_slug)


def appeal(decision: Decision, *, now: datetime, grounds: str = "We were never told.") -> Appeal:
    """The NGO appeals."""
    with unit_of_work(db.session):
        return services.lodge_appeal(
            decision=decision, grounds=grounds, language="en", actor=lead_of(decision.organisation.key), now=now
        )


def settle(appeal: Appeal, *, now: datetime, actor: Identity = THIRD, outcome: Wording | None = None) -> Appeal:
    """An officer writes the outcome."""
    words = outcome or editorial(en="The decision stands.")
    with unit_of_work(db.session):
        return services.settle_appeal(appeal=appeal, outcome=words, actor=actor, now=now)

"""Two officers decide; terms end by themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from checkmyogp.accounts.seats import second_opinions
from checkmyogp.accreditation import queries
from checkmyogp.accreditation.models import Accreditation, Decision, Proposal
from checkmyogp.accreditation.services import letters
from checkmyogp.accreditation.services.locks import hold, subject
from checkmyogp.accreditation.services.refusals import (
    AlreadyProposed,
    ApplicationChanged,
    BoundOfficer,
    NeverApplied,
    NotADemonstration,
    NoTerm,
    OwnProposal,
    ProposalClosed,
)
from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.domain.accreditation import DECIDED
from checkmyogp.domain.identities import Identity
from checkmyogp.domain.lifecycles import AccreditationState, StepRefused, step_accreditation
from checkmyogp.domain.wording import Wording
from checkmyogp.plans.models import Organisation, Plan


@dataclass(frozen=True, slots=True)
class ProposedDecision:
    """What is proposed, and why, in words that will be public."""

    state: AccreditationState
    reason: Wording
    ends_on: date | None = None
    """The last day of the term; of an accreditation only."""


def propose(
    *, plan: Plan, organisation: Organisation, verdict: ProposedDecision, actor: Identity, now: datetime
) -> Proposal:
    """Propose a decision. Nothing changes before another officer confirms it.

    Raises:
        NeverApplied: the NGO has not applied for this plan.
        AlreadyProposed: another proposal on this NGO and plan is waiting.
        lifecycles.StepRefused: where the NGO stands, this cannot be decided.
        NoTerm: an accreditation without a last day to come, or something else with one.
    """
    hold(plan.id, organisation.id)
    if queries.open_proposal(plan.id, organisation.id):
        msg = f"A proposal on {organisation.key} already waits to be confirmed or withdrawn."
        raise AlreadyProposed(msg)
    _refuse_impossible(plan, organisation, verdict, now=now)
    proposal = Proposal(
        plan=plan,
        organisation=organisation,
        state=verdict.state,
        reason=verdict.reason,
        ends_on=verdict.ends_on,
        proposed_by=actor.key,
        proposed_at=now,
    )
    db.session.add(proposal)
    named = subject(plan, organisation)
    audit.record("accreditation.proposed", subject=named, actor=actor, now=now, binds=(proposal,))
    letters.to_officers("proposal_waits", plan=plan, organisation=organisation, now=now, but=actor.key)
    return proposal


def confirm(*, proposal: Proposal, actor: Identity, now: datetime) -> Decision:
    """Put another officer's proposal into force, from this moment on.

    Raises:
        OwnProposal: the actor proposed it.
        BoundOfficer: invitations of the last year join the actor to whoever proposed it.
        ProposalClosed: it was confirmed or withdrawn before.
        ApplicationChanged: the NGO has said something else since it was proposed.
        lifecycles.StepRefused, NoTerm: time has passed, and it is no longer possible.
    """
    plan, organisation = proposal.plan, proposal.organisation
    _hold_open(proposal)
    if proposal.proposed_by == actor.key:
        msg = "Another officer has to confirm what one officer proposed."
        raise OwnProposal(msg)
    if second_opinions.are_bound(proposal.proposed_by, actor.key, now=now):
        msg = "Invitations of the last year join this officer to the one who proposed it."
        raise BoundOfficer(msg)
    verdict = ProposedDecision(proposal.state, proposal.reason, proposal.ends_on)
    _refuse_impossible(plan, organisation, verdict, now=now)
    _refuse_unread(proposal)
    proposal.confirmed_by, proposal.confirmed_at = actor.key, now
    decision = Decision(
        plan=plan,
        organisation=organisation,
        proposal=proposal,
        state=verdict.state,
        reason=verdict.reason,
        ends_on=verdict.ends_on,
        decided_at=now,
    )
    db.session.add(decision)
    standing = _stand(plan, organisation, verdict, since=now)
    action, named = f"accreditation.{verdict.state.value}", subject(plan, organisation)
    audit.record(action, subject=named, actor=actor, now=now, binds=(proposal, decision, standing))
    letters.to_leads("accreditation_decided", plan=plan, organisation=organisation, now=now, state=verdict.state.value)
    return decision


def withdraw(*, proposal: Proposal, actor: Identity, now: datetime) -> None:
    """Take a proposal back. Any officer may, so that one who has left cannot block an NGO for ever.

    Raises:
        ProposalClosed: it was confirmed or withdrawn before.
    """
    _hold_open(proposal)
    proposal.withdrawn_at = now
    action = "accreditation.proposal_withdrawn"
    named = subject(proposal.plan, proposal.organisation)
    audit.record(action, subject=named, actor=actor, now=now, binds=(proposal,))


def expire(*, actor: Identity, now: datetime) -> Sequence[Decision]:
    """Record the end of every term that is over. They hold no longer than their term whether or not this is run."""
    # All are locked before the first entry is written: the chain's own lock comes last everywhere.
    ending = db.session.scalars(
        select(Accreditation)
        .join(Accreditation.organisation)
        .where(
            Accreditation.state == AccreditationState.ACCREDITED,
            Accreditation.ends_on.is_not(None),
            Organisation.demonstration.is_(False),
        )
        .order_by(Accreditation.plan_id, Accreditation.organisation_id)
        .with_for_update(of=Accreditation)
    ).all()
    return [
        _expire(accreditation, accreditation.ends_on, actor=actor, now=now)
        for accreditation in ending
        if accreditation.ends_on and accreditation.ends_on < queries.today(accreditation.plan, now=now)
    ]


def _expire(accreditation: Accreditation, last_day: date, *, actor: Identity, now: datetime) -> Decision:
    plan, organisation = accreditation.plan, accreditation.organisation
    state = step_accreditation(accreditation.state, AccreditationState.EXPIRED)
    ended_at = queries.end_of(plan, last_day)
    decision = Decision(plan=plan, organisation=organisation, state=state, decided_at=ended_at)
    db.session.add(decision)
    accreditation.state, accreditation.decided_at = state, ended_at
    action, named = f"accreditation.{state.value}", subject(plan, organisation)
    audit.record(action, subject=named, actor=actor, now=now, binds=(decision, accreditation))
    letters.to_leads("accreditation_decided", plan=plan, organisation=organisation, now=now, state=state.value)
    return decision


def decide(
    *,
    plan: Plan,
    organisation: Organisation,
    state: AccreditationState,
    reason: Wording,
    actor: Identity,
    now: datetime,
) -> Accreditation:
    """Say where an invented NGO of the demonstration stands. It leaves no trace in the register.

    Raises:
        NotADemonstration: on a real organisation two officers decide.
    """
    if not organisation.demonstration:
        msg = f"{organisation.key} is real: two officers decide on it."
        raise NotADemonstration(msg)
    standing = _stand(plan, organisation, ProposedDecision(state, reason), since=now)
    action, named = f"accreditation.{state.value}", subject(plan, organisation)
    audit.record(action, subject=named, actor=actor, now=now, binds=(standing,))
    return standing


def _stand(plan: Plan, organisation: Organisation, verdict: ProposedDecision, *, since: datetime) -> Accreditation:
    accreditation = db.session.get(Accreditation, (plan.id, organisation.id))
    if accreditation is None:
        accreditation = Accreditation(plan_id=plan.id, organisation_id=organisation.id)
        db.session.add(accreditation)
    accreditation.state = verdict.state
    accreditation.reason = verdict.reason
    accreditation.decided_at = since
    accreditation.ends_on = verdict.ends_on
    return accreditation


def _hold_open(proposal: Proposal) -> None:
    hold(proposal.plan_id, proposal.organisation_id)
    db.session.refresh(proposal, with_for_update={"of": Proposal})
    if proposal.confirmed_at or proposal.withdrawn_at:
        msg = "This proposal was confirmed or withdrawn in the meantime."
        raise ProposalClosed(msg)


def _refuse_impossible(plan: Plan, organisation: Organisation, verdict: ProposedDecision, *, now: datetime) -> None:
    state = queries.where_it_stands(plan.id, organisation.id, now=now)
    if state is None:
        msg = f"{organisation.key} has not applied for {plan.slug}."
        raise NeverApplied(msg)
    if verdict.state not in DECIDED:
        raise StepRefused(state, verdict.state)
    step_accreditation(state, verdict.state)
    accredits, ends_on = verdict.state is AccreditationState.ACCREDITED, verdict.ends_on
    is_over = ends_on is not None and ends_on < queries.today(plan, now=now)
    if accredits != (ends_on is not None) or is_over:
        msg = "An accreditation, and nothing else, has a last day, and that day is still to come."
        raise NoTerm(msg)


def _refuse_unread(proposal: Proposal) -> None:
    """The second officer must agree with what the first one read."""
    read = queries.applications(proposal.plan_id, proposal.organisation_id)
    if any(application.submitted_at > proposal.proposed_at for application in read):
        msg = "The NGO has changed its application since this was proposed; withdraw the proposal and make it anew."
        raise ApplicationChanged(msg)

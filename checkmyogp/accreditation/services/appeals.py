"""An NGO appeals, and officers who had no part in the decision settle it, where there are any."""

from datetime import datetime

from checkmyogp.accounts import queries as accounts
from checkmyogp.accounts.seats import second_opinions
from checkmyogp.accreditation import queries
from checkmyogp.accreditation.models import Appeal, Decision
from checkmyogp.accreditation.services import letters
from checkmyogp.accreditation.services.locks import hold, subject
from checkmyogp.accreditation.services.refusals import (
    AlreadyAppealed,
    AlreadySettled,
    BoundOfficer,
    NothingToAgreeWith,
    NothingToAppeal,
    NotIndependent,
    OutcomeChanged,
    OwnOutcome,
    TooLateToAppeal,
)
from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.domain import canon
from checkmyogp.domain.accreditation import APPEALABLE, AppealPart, can_appeal_until, part_in_appeal
from checkmyogp.domain.identities import Identity, Office
from checkmyogp.domain.wording import Wording


def lodge_appeal(*, decision: Decision, grounds: str, language: str, actor: Identity, now: datetime) -> Appeal:
    """Appeal against a decision, once and in time. The decision holds meanwhile; the grounds are public.

    Raises:
        NothingToAppeal: the decision took nothing from the NGO.
        TooLateToAppeal: its time is over.
        AlreadyAppealed: there is an appeal against it.
    """
    hold(decision.plan_id, decision.organisation_id)
    if decision.state not in APPEALABLE:
        msg = f"There is no appeal against a decision by which an NGO is {decision.state.value}."
        raise NothingToAppeal(msg)
    if now >= can_appeal_until(decision.decided_at):
        msg = f"The time to appeal ended on {can_appeal_until(decision.decided_at).date().isoformat()}."
        raise TooLateToAppeal(msg)
    if queries.appeals([decision.id]):
        msg = "There is already an appeal against this decision."
        raise AlreadyAppealed(msg)
    appeal = Appeal(decision=decision, grounds=grounds, language=language, lodged_by=actor.key, lodged_at=now)
    db.session.add(appeal)
    plan, organisation = decision.plan, decision.organisation
    named = subject(plan, organisation)
    audit.record("accreditation.appealed", subject=named, actor=actor, now=now, binds=(appeal,))
    letters.to_officers("appeal_came", plan=plan, organisation=organisation, now=now)
    return appeal


def part_of(appeal: Appeal, officer: Identity, *, now: datetime) -> AppealPart:
    """What this officer can do about an appeal. Whoever is bound to an officer who decided had a part in it as well."""
    proposal = appeal.decision.proposal
    decided = {key for key in (proposal.proposed_by, proposal.confirmed_by) if key} if proposal else set[str]()
    officers = {str(person.id) for person in accounts.in_office(Office.OFFICER)}
    return part_in_appeal(officer.key, decided=second_opinions.bound_officers(decided, now=now), officers=officers)


def settle_appeal(*, appeal: Appeal, outcome: Wording, actor: Identity, now: datetime) -> Appeal:
    """Write the public outcome of an appeal. Where everybody had a part in the decision, a second officer must agree.

    An outcome changes no standing by itself: that takes a decision of its own.

    Raises:
        NotIndependent: the actor had a part in the decision, and somebody else had none.
        AlreadySettled: it was settled before.
    """
    _hold_unsettled(appeal)
    part = part_of(appeal, actor, now=now)
    if part is AppealPart.NONE:
        msg = "An officer who had no part in the decision settles the appeal."
        raise NotIndependent(msg)
    appeal.outcome, appeal.outcome_by = outcome, actor.key
    if part is AppealPart.WITH_ANOTHER:
        plan, organisation = appeal.decision.plan, appeal.decision.organisation
        action = "accreditation.appeal_outcome_proposed"
        audit.record(action, subject=subject(plan, organisation), actor=actor, now=now, binds=(appeal,))
        letters.to_officers("outcome_waits", plan=plan, organisation=organisation, now=now, but=actor.key)
        return appeal
    return _settled(appeal, actor=actor, now=now)


def fingerprint(outcome: Wording) -> str:
    """What tells one outcome from another, so that an officer agrees with the words that were read."""
    return canon.sha256(canon.canonical(outcome.stored()))


def agree_outcome(*, appeal: Appeal, seen: str, actor: Identity, now: datetime) -> Appeal:
    """Settle an appeal with the outcome that another officer wrote; ``seen`` is the fingerprint of what was read.

    Raises:
        NothingToAgreeWith: nobody has written one.
        OwnOutcome: the actor wrote it.
        BoundOfficer: invitations of the last year join the actor to whoever wrote it.
        OutcomeChanged: it was written anew since it was read.
        AlreadySettled: it was settled before.
    """
    _hold_unsettled(appeal)
    if appeal.outcome is None:
        msg = "No officer has written an outcome yet."
        raise NothingToAgreeWith(msg)
    if appeal.outcome_by == actor.key:
        msg = "Another officer has to agree with what one officer wrote."
        raise OwnOutcome(msg)
    if second_opinions.are_bound(appeal.outcome_by or "", actor.key, now=now):
        msg = "Invitations of the last year join this officer to the one who wrote it."
        raise BoundOfficer(msg)
    if fingerprint(appeal.outcome) != seen:
        msg = "The outcome was written anew since you read it."
        raise OutcomeChanged(msg)
    appeal.agreed_by = actor.key
    return _settled(appeal, actor=actor, now=now)


def _settled(appeal: Appeal, *, actor: Identity, now: datetime) -> Appeal:
    appeal.settled_at = now
    plan, organisation = appeal.decision.plan, appeal.decision.organisation
    named = subject(plan, organisation)
    audit.record("accreditation.appeal_settled", subject=named, actor=actor, now=now, binds=(appeal,))
    letters.to_leads("appeal_settled", plan=plan, organisation=organisation, now=now)
    return appeal


def _hold_unsettled(appeal: Appeal) -> None:
    hold(appeal.decision.plan_id, appeal.decision.organisation_id)
    db.session.refresh(appeal, with_for_update={"of": Appeal})
    if appeal.settled_at:
        msg = "This appeal was settled in the meantime."
        raise AlreadySettled(msg)

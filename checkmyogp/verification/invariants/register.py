"""The register follows from what two officers agreed on, and each step of it has its entry in the audit chain."""

from collections import Counter
from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from checkmyogp.accreditation import queries
from checkmyogp.accreditation.models import Accreditation, Appeal, Application, Decision, Proposal
from checkmyogp.accreditation.services.locks import subject
from checkmyogp.audit import queries as audit
from checkmyogp.db import db
from checkmyogp.verification.invariants.counted import DECISIONS


def of_decisions() -> Iterator[str]:
    """Each decision is what one officer proposed and another confirmed, or the calendar's; the last one stands."""
    last: dict[str, list[Decision]] = {}
    for decision in queries.decisions():
        name = subject(decision.plan, decision.organisation)
        # Of decisions that were made at the very same moment any may be the one that stands.
        same_moment = [each for each in last.get(name, ()) if each.decided_at == decision.decided_at]
        last[name] = [*same_moment, decision]
        proposal = decision.proposal
        if proposal is None:
            continue
        if not proposal.confirmed_by or proposal.confirmed_by == proposal.proposed_by:
            yield f"{name}: it was {decision.state.value} without a second officer."
        stands = (decision.state, decision.reason, decision.ends_on, decision.decided_at)
        if stands != (proposal.state, proposal.reason, proposal.ends_on, proposal.confirmed_at):
            yield f"{name}: what was decided is not what two officers agreed on."
    for name, latest in last.items():
        decision = latest[-1]
        standing = db.session.get(Accreditation, (decision.plan_id, decision.organisation_id))
        if standing is None or standing.decided_at < decision.decided_at:
            yield f"{name}: it does not stand where the last decision put it."
        elif standing.decided_at == decision.decided_at and standing.state not in {each.state for each in latest}:
            yield f"{name}: it stands as {standing.state.value}, and was {decision.state.value} last."


def of_entries() -> Iterator[str]:
    """Each application, proposal, decision and appeal has exactly one entry, and no entry is without its row."""
    kept, recorded = Counter(_kept()), Counter(_recorded())
    for action, name in sorted({*kept, *recorded}):
        rows, entries = kept[action, name], recorded[action, name]
        if entries != rows:
            yield f"{name}: {rows} rows are kept, and {entries} entries of the audit chain say {action}."


def _kept() -> Iterator[tuple[str, str]]:
    """What each row must be recorded as."""
    for application in _applications():
        yield "accreditation.applied", subject(application.plan, application.organisation)
    for proposal in _proposals():
        name = subject(proposal.plan, proposal.organisation)
        yield "accreditation.proposed", name
        if proposal.withdrawn_at:
            yield "accreditation.proposal_withdrawn", name
        if proposal.confirmed_at:
            yield f"accreditation.{proposal.state.value}", name
    for appeal in db.session.scalars(select(Appeal).options(joinedload(Appeal.decision)).order_by(Appeal.id)):
        name = subject(appeal.decision.plan, appeal.decision.organisation)
        yield "accreditation.appealed", name
        if appeal.settled_at:
            yield "accreditation.appeal_settled", name
    for decision in queries.decisions():
        if decision.proposal_id is None:
            yield f"accreditation.{decision.state.value}", subject(decision.plan, decision.organisation)


def _applications() -> Iterable[Application]:
    return db.session.scalars(
        select(Application)
        .options(joinedload(Application.plan), joinedload(Application.organisation))
        .order_by(Application.id)
    )


def _proposals() -> Iterable[Proposal]:
    return db.session.scalars(
        select(Proposal).options(joinedload(Proposal.plan), joinedload(Proposal.organisation)).order_by(Proposal.id)
    )


def _recorded() -> Iterator[tuple[str, str]]:
    """What the chain says of NGOs that are in the register or applied to be; the demonstration's are in none."""
    real = {subject(row.plan, row.organisation) for row in (*_applications(), *_proposals())}
    actions = ("applied", "proposed", "proposal_withdrawn", "appealed", "appeal_settled")
    for entry in audit.with_actions(*(f"accreditation.{action}" for action in actions), *DECISIONS):
        if entry.subject in real or entry.action not in DECISIONS:
            yield entry.action, entry.subject

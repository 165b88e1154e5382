"""Reading where NGOs stand, what they applied for, and what was decided."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload

from checkmyogp import times
from checkmyogp.accreditation.models import Accreditation, Appeal, Application, Decision, Proposal
from checkmyogp.db import db
from checkmyogp.domain import accreditation
from checkmyogp.domain.lifecycles import AccreditationState
from checkmyogp.domain.plans import OrganisationKind
from checkmyogp.plans.models import Commitment, Edition, Membership, Milestone, Organisation, Plan, Stakeholder


def accredited(plan_id: uuid.UUID, *, day: date) -> frozenset[uuid.UUID]:
    """The organisations that may score this plan on this day; a round says by whose clock it is counted."""
    return _in_force(_accreditations(plan_id), day)


def hold_accredited(plan_id: uuid.UUID, *, day: date) -> frozenset[uuid.UUID]:
    """The same; no decision on any of them takes effect before the caller's transaction ends."""
    return _in_force(_held(_accreditations(plan_id)), day)


def hold_may_score(plan_id: uuid.UUID, organisation_id: uuid.UUID, *, day: date) -> bool:
    """Whether this organisation may; no decision on it takes effect before the caller's transaction ends."""
    mine = _accreditations(plan_id).where(Accreditation.organisation_id == organisation_id)
    return bool(_in_force(_held(mine), day))


def _accreditations(plan_id: uuid.UUID) -> Select[Accreditation]:
    return select(Accreditation).where(Accreditation.plan_id == plan_id).order_by(Accreditation.organisation_id)


def _held(rows: Select[Accreditation]) -> Select[Accreditation]:
    return rows.with_for_update(read=True, of=Accreditation).execution_options(populate_existing=True)


def _today(plan_id: uuid.UUID, now: datetime) -> date:
    return today(db.session.get_one(Plan, plan_id), now=now)


def today(plan: Plan, *, now: datetime) -> date:
    """The day of this moment by the clock of the plan's country: terms end by it."""
    return times.on_the_clock(now, plan.member.time_zone).date()


def end_of(plan: Plan, day: date) -> datetime:
    """When a day is over by the same clock."""
    return accreditation.end_of(day, times.zone(plan.member.time_zone))


def _in_force(rows: Select[Accreditation], day: date) -> frozenset[uuid.UUID]:
    return frozenset(
        row.organisation_id
        for row in db.session.scalars(rows)
        if accreditation.standing(row.state, ends_on=row.ends_on, today=day) is AccreditationState.ACCREDITED
    )


def ever_decided_on(plan_id: uuid.UUID) -> Sequence[Organisation]:
    """Every organisation that was ever accredited for this plan or refused, by key."""
    return db.session.scalars(
        select(Organisation)
        .join(Accreditation, Accreditation.organisation_id == Organisation.id)
        .where(Accreditation.plan_id == plan_id)
        .order_by(Organisation.key)
    ).all()


def where_it_stands(plan_id: uuid.UUID, organisation_id: uuid.UUID, *, now: datetime) -> AccreditationState | None:
    """The state of an NGO for a plan; nothing where it has never applied."""
    row = db.session.get(Accreditation, (plan_id, organisation_id))
    found = applications(plan_id, organisation_id)
    if found and (row is None or found[0].submitted_at > row.decided_at):
        return AccreditationState.APPLIED
    if row is None:
        return None
    return accreditation.standing(row.state, ends_on=row.ends_on, today=_today(plan_id, now))


def applications(plan_id: uuid.UUID, organisation_id: uuid.UUID) -> Sequence[Application]:
    """Everything an NGO submitted for this plan, the latest first."""
    return db.session.scalars(
        select(Application)
        .where(Application.plan_id == plan_id, Application.organisation_id == organisation_id)
        .order_by(Application.submitted_at.desc(), Application.id)
    ).all()


def applicants() -> Sequence[tuple[Plan, Organisation]]:
    """Every NGO that applied for a plan: by plan, then organisation."""
    rows = db.session.execute(
        select(Plan, Organisation)
        .join(Organisation, Organisation.member_id == Plan.member_id)
        .where(
            select(Application.id)
            .where(Application.plan_id == Plan.id, Application.organisation_id == Organisation.id)
            .exists()
        )
        .order_by(Plan.starts.desc(), Plan.slug, Organisation.key)
    )
    return [(plan, organisation) for plan, organisation in rows]


def plans_open_to(member_id: uuid.UUID) -> Sequence[Plan]:
    """The plans that an NGO of this member can apply for: those in force."""
    return db.session.scalars(
        select(Plan).where(Plan.member_id == member_id, Plan.current).order_by(Plan.starts.desc(), Plan.slug)
    ).all()


def ngo(member_id: uuid.UUID, key: str) -> Organisation | None:
    """The real organisation of this member with this key; an invented one has no part in accreditation."""
    return db.session.scalars(
        select(Organisation)
        .where(Organisation.member_id == member_id, Organisation.key == key, Organisation.demonstration.is_(False))
        .order_by(Organisation.id)
    ).one_or_none()


def decisions(plan_id: uuid.UUID | None = None, organisation_id: uuid.UUID | None = None) -> Sequence[Decision]:
    """What was decided on real NGOs, the earliest first: everything, or for one plan, or on one NGO of it."""
    rows = (
        select(Decision)
        .join(Decision.organisation)
        .join(Decision.plan)
        .options(contains_eager(Decision.organisation), contains_eager(Decision.plan).joinedload(Plan.member))
        .where(Organisation.demonstration.is_(False))
        .order_by(Plan.starts.desc(), Plan.slug, Organisation.key, Decision.decided_at, Decision.id)
    )
    if plan_id is not None:
        rows = rows.where(Decision.plan_id == plan_id)
    if organisation_id is not None:
        rows = rows.where(Decision.organisation_id == organisation_id)
    return db.session.scalars(rows).all()


def decision(id_: uuid.UUID) -> Decision | None:
    """One decision with its plan and organisation."""
    return db.session.scalars(
        select(Decision)
        .options(joinedload(Decision.organisation), joinedload(Decision.plan), joinedload(Decision.proposal))
        .where(Decision.id == id_)
        .order_by(Decision.id)
    ).one_or_none()


def proposal(id_: uuid.UUID) -> Proposal | None:
    """One proposal with its plan and organisation."""
    return db.session.scalars(
        select(Proposal)
        .options(joinedload(Proposal.organisation), joinedload(Proposal.plan))
        .where(Proposal.id == id_)
        .order_by(Proposal.id)
    ).one_or_none()


def open_proposals() -> Sequence[Proposal]:
    """What one officer proposed and no other has confirmed yet, the longest waiting first."""
    return db.session.scalars(
        select(Proposal)
        .options(joinedload(Proposal.organisation), joinedload(Proposal.plan))
        .where(Proposal.confirmed_at.is_(None), Proposal.withdrawn_at.is_(None))
        .order_by(Proposal.proposed_at, Proposal.id)
    ).all()


def open_proposal(plan_id: uuid.UUID, organisation_id: uuid.UUID) -> Proposal | None:
    """The one that waits for this NGO, if there is one."""
    return db.session.scalars(
        select(Proposal)
        .where(
            Proposal.plan_id == plan_id,
            Proposal.organisation_id == organisation_id,
            Proposal.confirmed_at.is_(None),
            Proposal.withdrawn_at.is_(None),
        )
        .order_by(Proposal.id)
    ).one_or_none()


def appeals(decision_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Appeal]:
    """The appeals against these decisions, by the decision."""
    rows = db.session.scalars(select(Appeal).where(Appeal.decision_id.in_(decision_ids)).order_by(Appeal.lodged_at))
    return {row.decision_id: row for row in rows}


def appeal(id_: uuid.UUID) -> Appeal | None:
    """One appeal with what it is against."""
    return db.session.scalars(
        select(Appeal)
        .join(Appeal.decision)
        .options(
            contains_eager(Appeal.decision).joinedload(Decision.organisation),
            contains_eager(Appeal.decision).joinedload(Decision.plan),
            contains_eager(Appeal.decision).joinedload(Decision.proposal),
        )
        .where(Appeal.id == id_)
        .order_by(Appeal.id)
    ).one_or_none()


def waiting_appeals() -> Sequence[Appeal]:
    """The appeals that are not settled, the longest waiting first."""
    return db.session.scalars(
        select(Appeal)
        .join(Appeal.decision)
        .options(
            contains_eager(Appeal.decision).joinedload(Decision.organisation),
            contains_eager(Appeal.decision).joinedload(Decision.plan),
        )
        .where(Appeal.settled_at.is_(None))
        .order_by(Appeal.lodged_at, Appeal.id)
    ).all()


def groups(plan_id: uuid.UUID) -> Sequence[tuple[Organisation, Sequence[Organisation]]]:
    """The groups that a plan names among its stakeholders, each with the members that the pack knows."""
    named = select(Stakeholder.organisation_id).where(
        Stakeholder.commitment_id.in_(select(Commitment.id).where(Commitment.plan_id == plan_id))
        | Stakeholder.edition_id.in_(select(Edition.id).join(Milestone).where(Milestone.plan_id == plan_id))
    )
    found = db.session.scalars(
        select(Organisation)
        .where(Organisation.id.in_(named), Organisation.kind == OrganisationKind.GROUP)
        .order_by(Organisation.sector, Organisation.key)
    ).all()
    members = db.session.execute(
        select(Membership.group_id, Organisation)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.group_id.in_([group.id for group in found]))
        .order_by(Organisation.key)
    ).all()
    return [(group, [member for group_id, member in members if group_id == group.id]) for group in found]

"""Reading members, organisations and plans."""

import uuid
from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from checkmyogp.db import db
from checkmyogp.plans.models import (
    Commitment,
    DatedAmendment,
    Edition,
    Membership,
    Milestone,
    Organisation,
    Plan,
    Spelling,
    Stakeholder,
)


def plans() -> Sequence[Plan]:
    """Every plan: members by code, the newest plan first."""
    return db.session.scalars(
        select(Plan).options(joinedload(Plan.member)).order_by(Plan.current.desc(), Plan.starts.desc(), Plan.slug)
    ).all()


def plan_by_slug(slug: str) -> Plan | None:
    """The plan at this address, if there is one."""
    return db.session.scalars(
        select(Plan).options(joinedload(Plan.member)).where(Plan.slug == slug).order_by(Plan.id)
    ).one_or_none()


def commitments(plan_id: uuid.UUID) -> Sequence[Commitment]:
    """The commitments and sub-commitments, in the plan's order."""
    return db.session.scalars(select(Commitment).where(Commitment.plan_id == plan_id).order_by(Commitment.place)).all()


def commitment_at(plan_id: uuid.UUID, number: str) -> Commitment | None:
    """The commitment of this number, if it is known."""
    return db.session.scalars(
        select(Commitment).where(Commitment.plan_id == plan_id, Commitment.number == number).order_by(Commitment.id)
    ).one_or_none()


def latest_editions(plan_id: uuid.UUID) -> Sequence[Edition]:
    """Each milestone's latest edition, in the plan's order, with its milestone."""
    latest = (
        select(Edition.milestone_id, func.max(Edition.number).label("number"))
        .join(Milestone)
        .where(Milestone.plan_id == plan_id)
        .group_by(Edition.milestone_id)
        .subquery()
    )
    return db.session.scalars(
        select(Edition)
        .join(latest, (Edition.milestone_id == latest.c.milestone_id) & (Edition.number == latest.c.number))
        .join(Edition.milestone)
        .options(joinedload(Edition.milestone))
        .order_by(Milestone.place)
    ).all()


def editions_of(milestone_id: uuid.UUID) -> Sequence[Edition]:
    """A milestone's editions, oldest first."""
    return db.session.scalars(
        select(Edition).where(Edition.milestone_id == milestone_id).order_by(Edition.number)
    ).all()


def editions_of_number(plan_id: uuid.UUID, number: str) -> Sequence[Edition]:
    """The editions of the milestone with this number, oldest first, with its commitment; none where it is unknown."""
    return db.session.scalars(
        select(Edition)
        .join(Edition.milestone)
        .options(joinedload(Edition.milestone).joinedload(Milestone.commitment))
        .where(Milestone.plan_id == plan_id, Milestone.number == number)
        .order_by(Edition.number)
    ).all()


def stakeholders_of_edition(edition_id: uuid.UUID) -> Sequence[Stakeholder]:
    """The stakeholder table of a milestone's edition, in the plan's order."""
    return db.session.scalars(
        select(Stakeholder)
        .options(joinedload(Stakeholder.organisation))
        .where(Stakeholder.edition_id == edition_id)
        .order_by(Stakeholder.place)
    ).all()


def stakeholders_of_plan(plan_id: uuid.UUID) -> Sequence[Stakeholder]:
    """Every stakeholder of the plan's commitments and editions, each table in the plan's order."""
    of_commitments = select(Commitment.id).where(Commitment.plan_id == plan_id)
    of_editions = select(Edition.id).join(Milestone).where(Milestone.plan_id == plan_id)
    return db.session.scalars(
        select(Stakeholder)
        .options(joinedload(Stakeholder.organisation))
        .where(Stakeholder.commitment_id.in_(of_commitments) | Stakeholder.edition_id.in_(of_editions))
        .order_by(Stakeholder.place, Stakeholder.id)
    ).all()


def amendments_of(plan_id: uuid.UUID, commitment_id: uuid.UUID | None) -> Sequence[DatedAmendment]:
    """The amendments of a commitment, or without one of the plan as a whole, oldest first."""
    return [row for row in amendments_within(plan_id) if row.commitment_id == commitment_id]


def amendments_within(plan_id: uuid.UUID) -> Sequence[DatedAmendment]:
    """The amendments of a plan and of all its commitments, each one's oldest first."""
    return db.session.scalars(
        select(DatedAmendment).where(DatedAmendment.plan_id == plan_id).order_by(DatedAmendment.number)
    ).all()


def milestone_counts() -> dict[uuid.UUID, int]:
    """How many milestones each plan has."""
    rows = db.session.execute(
        select(Milestone.plan_id, func.count()).group_by(Milestone.plan_id).order_by(Milestone.plan_id)
    )
    return {plan_id: count for plan_id, count in rows}  # noqa: C416 - rows are not plain tuples


def commitment_counts() -> dict[uuid.UUID, int]:
    """How many commitments each plan has, sub-commitments not counted."""
    rows = db.session.execute(
        select(Commitment.plan_id, func.count())
        .where(Commitment.parent_id.is_(None))
        .group_by(Commitment.plan_id)
        .order_by(Commitment.plan_id)
    )
    return {plan_id: count for plan_id, count in rows}  # noqa: C416 - rows are not plain tuples


def organisations(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Organisation]:
    """These organisations by their ids."""
    rows = db.session.scalars(select(Organisation).where(Organisation.id.in_(ids)).order_by(Organisation.key))
    return {row.id: row for row in rows}


def organisations_of(member_id: uuid.UUID) -> Sequence[Organisation]:
    """Every organisation of a member, by key."""
    return db.session.scalars(
        select(Organisation).where(Organisation.member_id == member_id).order_by(Organisation.key)
    ).all()


def groups_of(organisation_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, set[uuid.UUID]]:
    """For each of these organisations, the groups it is known to belong to."""
    groups: dict[uuid.UUID, set[uuid.UUID]] = {}
    for row in db.session.scalars(
        select(Membership)
        .where(Membership.organisation_id.in_(organisation_ids))
        .order_by(Membership.group_id, Membership.organisation_id)
    ):
        groups.setdefault(row.organisation_id, set()).add(row.group_id)
    return groups


def organisation_by_key(member_id: uuid.UUID, key: str) -> Organisation:
    """The organisation of this member with this key, which must be there."""
    return db.session.scalars(
        select(Organisation)
        .where(Organisation.member_id == member_id, Organisation.key == key)
        .order_by(Organisation.key)
    ).one()


def organisation_at(member_id: uuid.UUID, key: str) -> Organisation | None:
    """The same, if it is there."""
    return db.session.scalars(
        select(Organisation)
        .where(Organisation.member_id == member_id, Organisation.key == key)
        .order_by(Organisation.key)
    ).one_or_none()


def organisation_spelt(member_id: uuid.UUID, folded: str) -> Organisation | None:
    """The organisation of this member with this folded spelling, if there is one."""
    return db.session.scalars(
        select(Organisation)
        .join(Spelling, Spelling.organisation_id == Organisation.id)
        .where(Spelling.member_id == member_id, Spelling.folded == folded)
        .order_by(Organisation.key)
    ).one_or_none()

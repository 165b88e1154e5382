"""Reading rounds."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from checkmyogp.db import db
from checkmyogp.domain.conflicts import Role, Stake
from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.plans.models import Milestone, Organisation, Plan, Stakeholder
from checkmyogp.rounds.models import Extension, Round, RoundMilestone, StandIn


def rounds() -> Sequence[Round]:
    """Every round with its plan, the latest first."""
    return db.session.scalars(
        select(Round)
        .options(joinedload(Round.plan).joinedload(Plan.member))
        .order_by(Round.opens_at.desc(), Round.slug, Round.id)
    ).all()


def in_state(state: RoundState) -> Sequence[Round]:
    """The rounds in this state, the one that closes next first; demonstrations last."""
    return db.session.scalars(
        select(Round)
        .join(Round.plan)
        .options(joinedload(Round.plan).joinedload(Plan.member))
        .where(Round.state == state)
        .order_by(Round.demonstration, Round.closes_at, Plan.slug, Round.slug)
    ).all()


def due_to_open(now: datetime) -> Sequence[Round]:
    """The drafts whose opening time has come and whose closing time has not."""
    return [round_ for round_ in in_state(RoundState.DRAFT) if round_.opens_at <= now < round_.closes_at]


def due_to_close(now: datetime) -> Sequence[Round]:
    """The open rounds whose time is over."""
    return [round_ for round_ in in_state(RoundState.OPEN) if round_.closes_at <= now]


def extensions(round_id: uuid.UUID) -> Sequence[Extension]:
    """How often a round's deadline was moved, the first time first."""
    return db.session.scalars(
        select(Extension).where(Extension.round_id == round_id).order_by(Extension.closes_now, Extension.id)
    ).all()


def round_at(plan_slug: str, slug: str) -> Round | None:
    """The round of this plan with this name in addresses, if there is one."""
    return db.session.scalars(
        select(Round)
        .join(Round.plan)
        .options(joinedload(Round.plan).joinedload(Plan.member))
        .where(Plan.slug == plan_slug, Round.slug == slug)
        .order_by(Round.id)
    ).one_or_none()


def pinned(round_id: uuid.UUID) -> Sequence[RoundMilestone]:
    """The milestones of a round in the edition it scores, in the plan's order."""
    return db.session.scalars(
        select(RoundMilestone)
        .join(RoundMilestone.milestone)
        .options(
            joinedload(RoundMilestone.milestone).joinedload(Milestone.commitment), joinedload(RoundMilestone.edition)
        )
        .where(RoundMilestone.round_id == round_id)
        .order_by(Milestone.place)
    ).all()


def milestone(round_id: uuid.UUID, number: str) -> RoundMilestone | None:
    """The milestone of this number, if the round has it and it was not taken out of the plan."""
    promised = (each for each in pinned(round_id) if not each.edition.withdrawn)
    return next((each for each in promised if each.milestone.number == number), None)


def stakes(milestones: Sequence[RoundMilestone]) -> tuple[Stake, ...]:
    """Who leads and supports what, by the ids of rows: a commitment's lists hold for each of its milestones."""
    by_owner = _stakeholders(milestones)
    return tuple(
        Stake(str(pinned.milestone_id), str(stakeholder.organisation_id), stakeholder.role)
        for pinned in milestones
        for owner in (pinned.edition_id, *_commitments_of(pinned))
        for stakeholder in by_owner.get(owner, ())
    )


def leads(milestones: Sequence[RoundMilestone]) -> dict[uuid.UUID, list[uuid.UUID]]:
    """The organisations that lead each milestone by its own list, in the plan's order."""
    by_owner = _stakeholders(milestones)
    return {
        pinned.milestone_id: [
            stakeholder.organisation_id
            for stakeholder in by_owner.get(pinned.edition_id, ())
            if stakeholder.role is Role.LEAD
        ]
        for pinned in milestones
    }


def _commitments_of(pinned: RoundMilestone) -> list[uuid.UUID]:
    commitment = pinned.milestone.commitment
    return [commitment.id, commitment.parent_id] if commitment.parent_id else [commitment.id]


def _stakeholders(milestones: Sequence[RoundMilestone]) -> dict[uuid.UUID, list[Stakeholder]]:
    """Stakeholders by the commitment or edition whose table they stand in."""
    editions = [pinned.edition_id for pinned in milestones]
    commitments = {owner for pinned in milestones for owner in _commitments_of(pinned)}
    by_owner: dict[uuid.UUID, list[Stakeholder]] = {}
    for stakeholder in db.session.scalars(
        select(Stakeholder)
        .where(Stakeholder.edition_id.in_(editions) | Stakeholder.commitment_id.in_(commitments))
        .order_by(Stakeholder.place, Stakeholder.id)
    ):
        owner = stakeholder.edition_id or stakeholder.commitment_id
        if owner:
            by_owner.setdefault(owner, []).append(stakeholder)
    return by_owner


def stand_ins(round_id: uuid.UUID) -> Mapping[uuid.UUID, list[Organisation]]:
    """For each organisation of the plan that has them, the invented ones in its place."""
    found: dict[uuid.UUID, list[Organisation]] = {}
    for row in db.session.scalars(
        select(StandIn)
        .join(StandIn.organisation)
        .options(joinedload(StandIn.organisation))
        .where(StandIn.round_id == round_id)
        .order_by(Organisation.key, StandIn.stands_in_for_id)
    ):
        found.setdefault(row.stands_in_for_id, []).append(row.organisation)
    return found


def identities(round_id: uuid.UUID, organisation_id: uuid.UUID) -> frozenset[uuid.UUID]:
    """Every organisation of the plan that this one is or stands in for."""
    replaced = db.session.scalars(
        select(StandIn.stands_in_for_id)
        .where(StandIn.round_id == round_id, StandIn.organisation_id == organisation_id)
        .order_by(StandIn.stands_in_for_id)
    )
    return frozenset({organisation_id, *replaced})

"""Reading the IRM's codes."""

import uuid
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from checkmyogp.db import db
from checkmyogp.domain.irm import Coded, Scheme, Stance, completion
from checkmyogp.irm.models import IrmCode
from checkmyogp.plans.models import Commitment, Plan


def standing_codes(plan_slug: str) -> Sequence[IrmCode]:
    """Every code of a plan that stands, commitment by commitment in the plan's order."""
    return db.session.scalars(
        select(IrmCode)
        .join(IrmCode.commitment)
        .join(Commitment.plan)
        .options(contains_eager(IrmCode.commitment))
        .where(Plan.slug == plan_slug, IrmCode.ended_at.is_(None))
        .order_by(Commitment.place, IrmCode.scheme)
    ).all()


def standing(commitment_id: uuid.UUID, scheme: Scheme) -> IrmCode | None:
    """What is recorded for one question of one commitment, if anything is."""
    return db.session.scalars(
        select(IrmCode)
        .where(IrmCode.commitment_id == commitment_id, IrmCode.scheme == scheme, IrmCode.ended_at.is_(None))
        .order_by(IrmCode.id)
    ).one_or_none()


def history(commitment_id: uuid.UUID, scheme: Scheme) -> Sequence[IrmCode]:
    """Everything that was ever recorded for one question of one commitment, the newest first."""
    return db.session.scalars(
        select(IrmCode)
        .where(IrmCode.commitment_id == commitment_id, IrmCode.scheme == scheme)
        .order_by(IrmCode.recorded_at.desc(), IrmCode.id)
    ).all()


def irm_completion(plan_slug: str) -> Mapping[str, Stance]:
    """What the IRM says of completion by the number of the commitment; those of which nothing is recorded are absent.

    A level, or a silence by its name: none of ``domain.irm.Unlevelled``, ``domain.irm.Mark`` is a number.
    """
    return stances(standing_codes(plan_slug))


def stances(codes: Iterable[IrmCode]) -> Mapping[str, Stance]:
    """The same of codes that were read already."""
    recorded: dict[str, dict[Scheme, Coded]] = {}
    for row in codes:
        recorded.setdefault(row.commitment.number, {})[row.scheme] = row.said
    return {number: completion(said) for number, said in recorded.items()}


def top_commitments(plan_id: uuid.UUID) -> Sequence[Commitment]:
    """The commitments that the IRM codes, in the plan's order: not their parts."""
    return db.session.scalars(
        select(Commitment)
        .where(Commitment.plan_id == plan_id, Commitment.parent_id.is_(None))
        .order_by(Commitment.place)
    ).all()


def identifiers_elsewhere(plan_id: uuid.UUID) -> frozenset[str]:
    """OGP's identifiers of the commitments of every other plan that this site knows."""
    return frozenset(
        db.session.scalars(
            select(Commitment.ogp_id)
            .where(Commitment.plan_id != plan_id, Commitment.ogp_id != "")
            .order_by(Commitment.ogp_id)
        )
    )

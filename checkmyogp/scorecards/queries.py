"""Reading counted sets and published snapshots."""

import uuid
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload

from checkmyogp.db import db
from checkmyogp.domain.findings import Counting
from checkmyogp.plans.models import Plan
from checkmyogp.rounds.models import Round
from checkmyogp.scorecards.models import CountedAnswer, Snapshot


class Edition(NamedTuple):
    """A published version without its bytes."""

    version: int
    digest: str


def counting(round_id: uuid.UUID) -> dict[tuple[uuid.UUID, uuid.UUID], Counting]:
    """Whether answers count, by milestone and organisation."""
    rows = db.session.scalars(
        select(CountedAnswer)
        .where(CountedAnswer.round_id == round_id)
        .order_by(CountedAnswer.milestone_id, CountedAnswer.organisation_id)
    )
    return {(row.milestone_id, row.organisation_id): row.counting for row in rows}


def latest_snapshots() -> Sequence[Snapshot]:
    """The newest version of each published round, the latest round first."""
    newest = (
        select(Snapshot.round_id, func.max(Snapshot.version).label("version")).group_by(Snapshot.round_id).subquery()
    )
    return db.session.scalars(
        select(Snapshot)
        .join(newest, (Snapshot.round_id == newest.c.round_id) & (Snapshot.version == newest.c.version))
        .join(Snapshot.round)
        .join(Round.plan)
        .options(joinedload(Snapshot.round).joinedload(Round.plan))
        .order_by(Round.demonstration, Round.period_ends.desc(), Plan.slug, Round.slug)
    ).all()


def all_snapshots() -> Sequence[Snapshot]:
    """Every published version, in the order of publication."""
    return db.session.scalars(
        select(Snapshot)
        .options(joinedload(Snapshot.round).joinedload(Round.plan))
        .order_by(Snapshot.published_at, Snapshot.round_id, Snapshot.version)
    ).all()


def snapshot(plan_slug: str, round_slug: str, version: int | None = None) -> Snapshot | None:
    """One version of a round's scorecard, or the newest; nothing where it is not published."""
    wanted = (
        select(Snapshot)
        .join(Snapshot.round)
        .join(Round.plan)
        .options(contains_eager(Snapshot.round).contains_eager(Round.plan))
        .where(Plan.slug == plan_slug, Round.slug == round_slug)
        .order_by(Snapshot.version.desc())
        .limit(1)
    )
    return db.session.scalars(wanted if version is None else wanted.where(Snapshot.version == version)).one_or_none()


def by_digest(digest: str) -> Snapshot | None:
    """The published snapshot with these very bytes, if there is one."""
    return db.session.scalars(
        select(Snapshot)
        .options(joinedload(Snapshot.round).joinedload(Round.plan))
        .where(Snapshot.digest == digest)
        .order_by(Snapshot.published_at, Snapshot.version)
        .limit(1)
    ).one_or_none()


def versions(round_id: uuid.UUID) -> Sequence[Edition]:
    """The published versions of a round, newest first."""
    rows = db.session.execute(
        select(Snapshot.version, Snapshot.digest).where(Snapshot.round_id == round_id).order_by(Snapshot.version.desc())
    )
    return [Edition(version, digest) for version, digest in rows]


def published_for_plan(plan_id: uuid.UUID) -> Sequence[Round]:
    """The published real rounds of a plan, the latest first; a demonstration is none of them."""
    return db.session.scalars(
        select(Round)
        .join(Snapshot, Snapshot.round_id == Round.id)
        .where(Round.plan_id == plan_id, Round.demonstration.is_(False), Snapshot.version == 1)
        .order_by(Round.period_ends.desc(), Round.slug)
    ).all()

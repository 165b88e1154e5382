"""Reading what NGOs submitted. Nothing here may reach anybody else before the round has closed."""

import uuid
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from checkmyogp.assessment.models import ConflictOfInterest, Score, Submission
from checkmyogp.db import db
from checkmyogp.plans.models import Milestone, Organisation


def scores(round_id: uuid.UUID) -> Sequence[Score]:
    """Every score of a round with its evidence: by milestone, then organisation, then criterion."""
    return db.session.scalars(
        select(Score)
        .join(Score.milestone)
        .join(Score.organisation)
        .options(joinedload(Score.organisation), selectinload(Score.evidence))
        .where(Score.round_id == round_id)
        .order_by(Milestone.place, Organisation.key, Score.criterion)
    ).all()


def conflicts(round_id: uuid.UUID) -> Sequence[ConflictOfInterest]:
    """Every conflict of interest of a round."""
    return db.session.scalars(
        select(ConflictOfInterest)
        .where(ConflictOfInterest.round_id == round_id)
        .order_by(ConflictOfInterest.organisation_id, ConflictOfInterest.milestone_id, ConflictOfInterest.conflict)
    ).all()


def last_version(round_id: uuid.UUID, organisation_id: uuid.UUID) -> int:
    """How often an organisation has submitted to this round."""
    return (
        db.session.scalar(
            select(func.max(Submission.version))
            .where(Submission.round_id == round_id, Submission.organisation_id == organisation_id)
            .order_by(None)
        )
        or 0
    )


def participants(round_id: uuid.UUID) -> Sequence[Organisation]:
    """The organisations that submitted to this round."""
    return db.session.scalars(
        select(Organisation)
        .where(Organisation.id.in_(select(Submission.organisation_id).where(Submission.round_id == round_id)))
        .order_by(Organisation.key)
    ).all()

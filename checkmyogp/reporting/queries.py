"""Reading what agencies reported."""

import uuid
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from checkmyogp.db import db
from checkmyogp.plans.models import Milestone, Organisation
from checkmyogp.reporting.models import SelfReport


def reports(round_id: uuid.UUID) -> Sequence[SelfReport]:
    """Every self-report of a round with its evidence: by milestone, then criterion, the latest first."""
    return db.session.scalars(
        select(SelfReport)
        .join(SelfReport.milestone)
        .join(SelfReport.organisation)
        .options(
            joinedload(SelfReport.organisation), joinedload(SelfReport.crosswalk), selectinload(SelfReport.evidence)
        )
        .where(SelfReport.round_id == round_id)
        .order_by(
            Milestone.place,
            SelfReport.criterion,
            SelfReport.submitted_at.desc(),
            SelfReport.sequence.desc(),
            Organisation.key,
        )
    ).all()


def last_sequence(round_id: uuid.UUID, milestone_id: uuid.UUID, organisation_id: uuid.UUID, criterion: str) -> int:
    """How often an agency has reported this."""
    return (
        db.session.scalar(
            select(func.max(SelfReport.sequence))
            .where(
                SelfReport.round_id == round_id,
                SelfReport.milestone_id == milestone_id,
                SelfReport.organisation_id == organisation_id,
                SelfReport.criterion == criterion,
            )
            .order_by(None)
        )
        or 0
    )

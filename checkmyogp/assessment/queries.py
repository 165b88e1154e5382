"""Reading what NGOs write and submitted. Nothing here may reach anybody else before the round has closed."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from checkmyogp.accreditation.models import Accreditation
from checkmyogp.assessment.models import (
    ConflictOfInterest,
    Draft,
    RecoveredDraft,
    RecoveredSubmission,
    Score,
    Submission,
)
from checkmyogp.db import db
from checkmyogp.domain.conflicts import DECLARABLE
from checkmyogp.domain.identities import Office
from checkmyogp.domain.lifecycles import AccreditationState
from checkmyogp.drafting.models import DraftColumns
from checkmyogp.drafting.queries import Contribution
from checkmyogp.plans.models import Milestone, Organisation
from checkmyogp.rounds import queries as rounds
from checkmyogp.rounds.models import Round, RoundMilestone

NEVER_ACCREDITED = (AccreditationState.APPLIED, AccreditationState.DECLINED)


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


def participants(round_id: uuid.UUID) -> Sequence[Organisation]:
    """The organisations that submitted to this round."""
    return db.session.scalars(
        select(Organisation)
        .where(Organisation.id.in_(select(Submission.organisation_id).where(Submission.round_id == round_id)))
        .order_by(Organisation.key)
    ).all()


def scores_of(round_id: uuid.UUID, organisation_id: uuid.UUID) -> Sequence[Score]:
    """One NGO's scores in a round: by milestone, then criterion."""
    return db.session.scalars(
        select(Score)
        .join(Score.milestone)
        .where(Score.round_id == round_id, Score.organisation_id == organisation_id)
        .order_by(Milestone.place, Score.criterion)
    ).all()


def declarations(round_id: uuid.UUID, organisation_id: uuid.UUID) -> Sequence[ConflictOfInterest]:
    """What one organisation said it has at stake in this round, in the plan's order."""
    return db.session.scalars(
        select(ConflictOfInterest)
        .join(ConflictOfInterest.milestone)
        .options(contains_eager(ConflictOfInterest.milestone))
        .where(
            ConflictOfInterest.round_id == round_id,
            ConflictOfInterest.organisation_id == organisation_id,
            ConflictOfInterest.conflict.in_(DECLARABLE),
        )
        .order_by(Milestone.place, ConflictOfInterest.conflict)
    ).all()


def assessable(milestones: Sequence[RoundMilestone]) -> list[RoundMilestone]:
    """Those that are still in the plan; of the others there is nothing to say."""
    return [pinned for pinned in milestones if not pinned.edition.withdrawn]


_accredited = select(Accreditation.plan_id).where(
    Accreditation.plan_id == Round.plan_id,
    Accreditation.organisation_id == Organisation.id,
    Accreditation.state.not_in(NEVER_ACCREDITED),
)
_submitted = select(Submission.round_id).where(
    Submission.round_id == Round.id, Submission.organisation_id == Organisation.id
)

assessments: Contribution[DraftColumns, Submission] = Contribution(
    Draft,
    Submission,
    RecoveredDraft,
    RecoveredSubmission,
    office=Office.NGO,
    letter="receipt",
    # An NGO has a part in the rounds of plans for which it is or was accredited, and in those to which it submitted.
    has_a_part=_accredited.exists() | _submitted.exists(),
    milestones=lambda round_, _ngo: assessable(rounds.pinned(round_.id)),
)
"""What NGOs contribute: one assessment each, of every milestone that is still in the plan."""

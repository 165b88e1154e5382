"""Reading what NGOs write and submitted. Nothing here may reach anybody else before the round has closed."""

import uuid
from collections.abc import Mapping, Sequence
from typing import TypeVar

from sqlalchemy import Select, func, select
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
from checkmyogp.domain.lifecycles import AccreditationState, RoundState
from checkmyogp.plans.models import Milestone, Organisation, Plan
from checkmyogp.rounds.models import Round, RoundMilestone

Row = TypeVar("Row")

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


def draft(
    round_id: uuid.UUID, milestone_id: uuid.UUID, organisation_id: uuid.UUID, recovery: uuid.UUID | None = None
) -> Draft | RecoveredDraft | None:
    """What an organisation has written on this milestone, as it is saved now; nothing where nobody has begun.

    ``recovery`` asks for the sheets of those who came by it, in the place of the organisation's own.
    """
    key = (round_id, milestone_id, organisation_id)
    if recovery:
        return db.session.get(RecoveredDraft, (*key, recovery), populate_existing=True)
    return db.session.get(Draft, key, populate_existing=True)


def drafts(
    round_id: uuid.UUID, organisation_id: uuid.UUID, recovery: uuid.UUID | None = None
) -> Mapping[str, Draft | RecoveredDraft]:
    """What an organisation has written, by the number of the milestone, in the plan's order; ``recovery`` as above."""
    table = RecoveredDraft if recovery else Draft
    own = {"round_id": round_id, "organisation_id": organisation_id} | ({"recovery_id": recovery} if recovery else {})
    rows = db.session.execute(
        select(Milestone.number, table)
        .join(table, table.milestone_id == Milestone.id)
        .where(*(getattr(table, name) == value for name, value in own.items()))
        .order_by(Milestone.place)
        .execution_options(populate_existing=True)
    )
    return {number: draft for number, draft in rows}  # noqa: C416 - rows are not plain tuples


def from_recovered_seats(round_id: uuid.UUID) -> Mapping[tuple[uuid.UUID, int], uuid.UUID]:
    """The submissions of a round that came from recovered seats: organisation and version to the recovery."""
    rows = db.session.scalars(
        select(RecoveredSubmission)
        .where(RecoveredSubmission.round_id == round_id)
        .order_by(RecoveredSubmission.organisation_id, RecoveredSubmission.version)
    )
    return {(row.organisation_id, row.version): row.recovery_id for row in rows}


def submissions(round_id: uuid.UUID, organisation_id: uuid.UUID) -> Sequence[Submission]:
    """Every version that an organisation submitted, the latest first."""
    return db.session.scalars(
        select(Submission)
        .where(Submission.round_id == round_id, Submission.organisation_id == organisation_id)
        .order_by(Submission.version.desc())
    ).all()


def submission(round_id: uuid.UUID, organisation_id: uuid.UUID, version: int) -> Submission | None:
    """One version, if it was submitted."""
    return db.session.get(Submission, (round_id, organisation_id, version))


def rounds_of(organisation: str) -> Sequence[Round]:
    """The rounds, those in preparation left out, in which an NGO has or had a part, the latest first."""
    return db.session.scalars(
        _with_a_part(select(Round).join(Round.plan), organisation)
        .options(contains_eager(Round.plan).joinedload(Plan.member))
        .order_by(Round.closes_at.desc(), Plan.slug, Round.slug)
    ).all()


def with_a_part_in(round_: Round, organisation: str) -> Organisation | None:
    """The NGO of this key, if the round is not in preparation and it has or had a part in it."""
    return db.session.scalars(
        _with_a_part(select(Organisation).join(Round, Round.id == round_.id).join(Round.plan), organisation).order_by(
            Organisation.id
        )
    ).one_or_none()


def _with_a_part(rows: Select[Row], organisation: str) -> Select[Row]:
    """Those rounds for whose plan the NGO is or was accredited, or to which it submitted."""
    accredited = select(Accreditation.plan_id).where(
        Accreditation.plan_id == Round.plan_id,
        Accreditation.organisation_id == Organisation.id,
        Accreditation.state.not_in(NEVER_ACCREDITED),
    )
    submitted = select(Submission.round_id).where(
        Submission.round_id == Round.id, Submission.organisation_id == Organisation.id
    )
    return rows.where(
        Organisation.key == organisation,
        Organisation.member_id == Plan.member_id,
        # The demonstration's rounds are for the demonstration's organisations.
        Organisation.demonstration == Round.demonstration,
        Round.state != RoundState.DRAFT,
        accredited.exists() | submitted.exists(),
    )


def assessable(milestones: Sequence[RoundMilestone]) -> list[RoundMilestone]:
    """Those that are still in the plan; of the others there is nothing to say."""
    return [pinned for pinned in milestones if not pinned.edition.withdrawn]

"""Reading what agencies write and reported. Nothing here may reach anybody else before the round has closed."""

import uuid
from collections.abc import Mapping, Sequence
from typing import TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from checkmyogp.db import db
from checkmyogp.domain.conflicts import Role
from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.plans.models import Milestone, Organisation, Plan, Stakeholder
from checkmyogp.reporting.models import (
    RecoveredReport,
    RecoveredReportDraft,
    ReportDraft,
    ReportSubmission,
    SelfReport,
)
from checkmyogp.rounds import queries as rounds
from checkmyogp.rounds.models import Round, RoundMilestone, StandIn
from checkmyogp.rubrics import queries as rubrics
from checkmyogp.rubrics.models import CrosswalkVersion

Row = TypeVar("Row")


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


def reports_of(round_id: uuid.UUID, milestone_id: uuid.UUID, agency_id: uuid.UUID) -> Sequence[SelfReport]:
    """What one agency reported on one milestone: by criterion, the latest first."""
    return db.session.scalars(
        select(SelfReport)
        .options(joinedload(SelfReport.crosswalk), selectinload(SelfReport.evidence))
        .where(
            SelfReport.round_id == round_id,
            SelfReport.milestone_id == milestone_id,
            SelfReport.organisation_id == agency_id,
        )
        .order_by(SelfReport.criterion, SelfReport.sequence.desc())
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


def led(round_: Round, agency_id: uuid.UUID) -> list[RoundMilestone]:
    """The milestones that this agency leads by their own lists, those withdrawn left out, in the plan's order."""
    pinned = rounds.pinned(round_.id)
    leads, known_as = rounds.leads(pinned), rounds.identities(round_.id, agency_id)
    return [
        entry for entry in pinned if not entry.edition.withdrawn and known_as.intersection(leads[entry.milestone_id])
    ]


def rounds_of(agency: str) -> Sequence[Round]:
    """The rounds, those in preparation left out, in which this agency leads a milestone, the latest first."""
    return db.session.scalars(
        _with_a_part(select(Round).join(Round.plan), agency)
        .options(contains_eager(Round.plan).joinedload(Plan.member))
        .order_by(Round.closes_at.desc(), Plan.slug, Round.slug)
    ).all()


def with_a_part_in(round_: Round, agency: str) -> Organisation | None:
    """The agency of this key, if the round is not in preparation and the agency leads one of its milestones."""
    return db.session.scalars(
        _with_a_part(select(Organisation).join(Round, Round.id == round_.id).join(Round.plan), agency).order_by(
            Organisation.id
        )
    ).one_or_none()


def _with_a_part(rows: Select[Row], agency: str) -> Select[Row]:
    """Those rounds in which the organisation of this key, or one that it stands in for, leads a milestone."""
    stands_in_for = select(StandIn.stands_in_for_id).where(
        StandIn.round_id == Round.id, StandIn.organisation_id == Organisation.id
    )
    leads = (
        select(RoundMilestone.round_id)
        .join(Stakeholder, Stakeholder.edition_id == RoundMilestone.edition_id)
        .where(
            RoundMilestone.round_id == Round.id,
            Stakeholder.role == Role.LEAD,
            (Stakeholder.organisation_id == Organisation.id) | Stakeholder.organisation_id.in_(stands_in_for),
        )
    )
    return rows.where(
        Organisation.key == agency,
        Organisation.member_id == Plan.member_id,
        # The demonstration's rounds are for the demonstration's organisations.
        Organisation.demonstration == Round.demonstration,
        Round.state != RoundState.DRAFT,
        leads.exists(),
    )


def draft(
    round_id: uuid.UUID, milestone_id: uuid.UUID, agency_id: uuid.UUID, recovery: uuid.UUID | None = None
) -> ReportDraft | RecoveredReportDraft | None:
    """What an agency has written on this milestone, as it is saved now; nothing where nobody has begun.

    ``recovery`` asks for the sheets of those who came by it, in the place of the agency's own.
    """
    key = (round_id, milestone_id, agency_id)
    if recovery:
        return db.session.get(RecoveredReportDraft, (*key, recovery), populate_existing=True)
    return db.session.get(ReportDraft, key, populate_existing=True)


def drafts(
    round_id: uuid.UUID, agency_id: uuid.UUID, recovery: uuid.UUID | None = None
) -> Mapping[str, ReportDraft | RecoveredReportDraft]:
    """What an agency has written, by the number of the milestone, in the plan's order; ``recovery`` as above."""
    table = RecoveredReportDraft if recovery else ReportDraft
    own = {"round_id": round_id, "organisation_id": agency_id} | ({"recovery_id": recovery} if recovery else {})
    rows = db.session.execute(
        select(Milestone.number, table)
        .join(table, table.milestone_id == Milestone.id)
        .where(*(getattr(table, name) == value for name, value in own.items()))
        .order_by(Milestone.place)
        .execution_options(populate_existing=True)
    )
    return {number: draft for number, draft in rows}  # noqa: C416 - rows are not plain tuples


def from_recovered_seats(round_id: uuid.UUID) -> Mapping[tuple[uuid.UUID, int], uuid.UUID]:
    """The submissions of agencies to a round that came from recovered seats: agency and version to the recovery."""
    rows = db.session.scalars(
        select(RecoveredReport)
        .where(RecoveredReport.round_id == round_id)
        .order_by(RecoveredReport.organisation_id, RecoveredReport.version)
    )
    return {(row.organisation_id, row.version): row.recovery_id for row in rows}


def submissions(round_id: uuid.UUID, agency_id: uuid.UUID) -> Sequence[ReportSubmission]:
    """Everything that an agency submitted, the latest first."""
    return db.session.scalars(
        select(ReportSubmission)
        .where(ReportSubmission.round_id == round_id, ReportSubmission.organisation_id == agency_id)
        .order_by(ReportSubmission.version.desc())
    ).all()


def submission(round_id: uuid.UUID, agency_id: uuid.UUID, version: int) -> ReportSubmission | None:
    """One submission, if there is one of this number."""
    return db.session.get(ReportSubmission, (round_id, agency_id, version))


def last_version(round_id: uuid.UUID, agency_id: uuid.UUID) -> int:
    """How often an agency has submitted to this round."""
    return (
        db.session.scalar(
            select(func.max(ReportSubmission.version))
            .where(ReportSubmission.round_id == round_id, ReportSubmission.organisation_id == agency_id)
            .order_by(None)
        )
        or 0
    )


def crosswalks(round_: Round) -> list[CrosswalkVersion]:
    """The bands that agencies can report in: of each crosswalk of the round's rubric the newest version."""
    criteria = {criterion.id for criterion in round_.rubric.criteria}
    newest: dict[str, CrosswalkVersion] = {}
    for row in rubrics.crosswalks():
        if row.criterion_id in criteria:
            newest.setdefault(row.key, row)
    return list(newest.values())

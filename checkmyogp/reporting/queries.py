"""Reading what agencies write and reported. Nothing here may reach anybody else before the round has closed."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from checkmyogp.db import db
from checkmyogp.domain.conflicts import Role
from checkmyogp.domain.identities import Office
from checkmyogp.drafting.queries import Contribution
from checkmyogp.plans.models import Milestone, Organisation, Stakeholder
from checkmyogp.reporting.models import (
    RecoveredReport,
    RecoveredReportDraft,
    ReportDraft,
    ReportDraftColumns,
    ReportSubmission,
    SelfReport,
)
from checkmyogp.rounds import queries as rounds
from checkmyogp.rounds.models import Round, RoundMilestone, StandIn
from checkmyogp.rubrics import queries as rubrics
from checkmyogp.rubrics.models import CrosswalkVersion


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


def led(round_: Round, agency_id: uuid.UUID) -> list[RoundMilestone]:
    """The milestones that this agency leads by their own lists, those withdrawn left out, in the plan's order."""
    pinned = rounds.pinned(round_.id)
    leads, known_as = rounds.leads(pinned), rounds.identities(round_.id, agency_id)
    return [
        entry for entry in pinned if not entry.edition.withdrawn and known_as.intersection(leads[entry.milestone_id])
    ]


def crosswalks(round_: Round) -> list[CrosswalkVersion]:
    """The bands that agencies can report in: of each of their member's crosswalks of the round's rubric the newest.

    One that came after the opening is for later rounds.
    """
    known = round_.words.crosswalks if round_.words else None
    criteria = {criterion.id for criterion in round_.rubric.criteria}
    newest: dict[str, CrosswalkVersion] = {}
    for row in rubrics.crosswalks_of(round_.plan.member.code):
        if row.criterion_id in criteria and (known is None or (row.key, row.version) in known):
            newest.setdefault(row.key, row)
    return list(newest.values())


_stands_in_for = select(StandIn.stands_in_for_id).where(
    StandIn.round_id == Round.id, StandIn.organisation_id == Organisation.id
)
_leads = (
    select(RoundMilestone.round_id)
    .join(Stakeholder, Stakeholder.edition_id == RoundMilestone.edition_id)
    .where(
        RoundMilestone.round_id == Round.id,
        Stakeholder.role == Role.LEAD,
        (Stakeholder.organisation_id == Organisation.id) | Stakeholder.organisation_id.in_(_stands_in_for),
    )
)

self_reports: Contribution[ReportDraftColumns, ReportSubmission] = Contribution(
    ReportDraft,
    ReportSubmission,
    RecoveredReportDraft,
    RecoveredReport,
    office=Office.REPORTER,
    letter="report_receipt",
    # An agency has a part in the rounds in which it, or one that it stands in for, leads a milestone.
    has_a_part=_leads.exists(),
    milestones=lambda round_, agency: led(round_, agency.id),
)
"""What agencies contribute: reports on each of the milestones that they lead."""

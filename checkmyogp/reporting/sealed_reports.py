"""The self-reports inside of what agencies sealed, as the rows that they become when the round closes."""

import json
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm.attributes import set_committed_value

from checkmyogp.db import db
from checkmyogp.db import evidence as evidence_columns
from checkmyogp.domain.evidence import TypedEvidence
from checkmyogp.domain.scales import Silence
from checkmyogp.reporting.models import ReportEvidence, ReportSubmission, SelfReport
from checkmyogp.rounds import queries as rounds
from checkmyogp.rounds.models import Round
from checkmyogp.rubrics import queries as rubrics
from checkmyogp.rubrics.models import CrosswalkVersion


def rows(round_: Round, *organisations: uuid.UUID) -> list[SelfReport]:
    """What agencies reported, or these alone, in the order in which they did; rows that no session knows."""
    wanted = select(ReportSubmission).where(ReportSubmission.round_id == round_.id)
    if organisations:
        wanted = wanted.where(ReportSubmission.organisation_id.in_(organisations))
    submissions = db.session.scalars(wanted.order_by(ReportSubmission.organisation_id, ReportSubmission.version)).all()
    milestones = {pinned.milestone.number: pinned.milestone_id for pinned in rounds.pinned(round_.id)}
    bands = {(row.key, row.version): row for row in rubrics.crosswalks_of(round_.plan.member.code)}
    said_before: Counter[tuple[object, ...]] = Counter()
    found: list[SelfReport] = []
    for submission in submissions:
        for number, criterion, said in _said(submission):
            at = (submission.organisation_id, milestones[number], criterion)
            said_before[at] += 1
            row = _row(submission, said, bands.get((said.get("crosswalk", ""), said.get("crosswalk_version", 0))))
            row.milestone_id, row.criterion, row.sequence = milestones[number], criterion, said_before[at]
            found.append(row)
    return found


def _said(submission: ReportSubmission) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for number, by_criterion in json.loads(submission.content)["reports"].items():
        for criterion, said in by_criterion.items():
            yield number, criterion, said


def _row(submission: ReportSubmission, said: dict[str, Any], crosswalk: CrosswalkVersion | None) -> SelfReport:
    row = SelfReport(
        id=uuid.uuid4(),
        round_id=submission.round_id,
        organisation_id=submission.organisation_id,
        level=said.get("level"),
        silence=Silence(said["silence"]) if "silence" in said else None,
        crosswalk_id=crosswalk.id if crosswalk else None,
        raw=said.get("raw"),
        quarter=said["quarter"],
        narrative=said["narrative"],
        language=said["language"],
        submitted_at=submission.submitted_at,
    )
    set_committed_value(row, "crosswalk", crosswalk)
    set_committed_value(row, "evidence", _evidence(row.id, said["evidence"]))
    return row


def _evidence(report_id: uuid.UUID, pieces: Sequence[dict[str, str]]) -> list[ReportEvidence]:
    return [
        ReportEvidence(
            self_report_id=report_id, place=place, **evidence_columns.columns(TypedEvidence(**piece).evidence())
        )
        for place, piece in enumerate(pieces, start=1)
    ]

"""What NGOs and agencies sealed: the very bytes, whoever they are of."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from checkmyogp.assessment.models import Submission
from checkmyogp.db import db
from checkmyogp.plans import queries as plan_queries
from checkmyogp.reporting.models import ReportSubmission
from checkmyogp.rounds.models import Round
from checkmyogp.vignettes.models import VignetteSubmission
from checkmyogp.vignettes.services import SCORED

SealedSubmission = Submission | ReportSubmission | VignetteSubmission


@dataclass(frozen=True, slots=True)
class SubmissionKind:
    """One kind of submission, and what the audit chain calls it."""

    table: type[Submission] | type[ReportSubmission] | type[VignetteSubmission]
    action: str


KINDS = (
    SubmissionKind(Submission, "assessment.submitted"),
    SubmissionKind(ReportSubmission, "report.submitted"),
    SubmissionKind(VignetteSubmission, SCORED),
)


def sealed(round_: Round, kind: SubmissionKind) -> Sequence[SealedSubmission]:
    """Every version of everybody, in order."""
    table = kind.table
    return db.session.scalars(
        select(table).where(table.round_id == round_.id).order_by(table.organisation_id, table.version)
    ).all()


def content(row: SealedSubmission) -> dict[str, Any]:
    """What was sealed; nothing where the bytes are no longer readable."""
    try:
        found = json.loads(row.content)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def keys(ids: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The keys of these organisations."""
    return {id_: row.key for id_, row in plan_queries.organisations(ids).items()}

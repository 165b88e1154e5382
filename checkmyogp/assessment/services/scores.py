"""The scores of a round: they follow from what was sealed, and are written when it closes. Before that there are none.

So nothing that an NGO has scored stands readable in the database while the round is open.
"""

import json
import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from checkmyogp.assessment.models import Score, ScoreEvidence, Submission
from checkmyogp.db import db
from checkmyogp.db import evidence as evidence_columns
from checkmyogp.domain.evidence import TypedEvidence
from checkmyogp.domain.scales import Confidence, Silence
from checkmyogp.rounds import queries as rounds
from checkmyogp.rounds.models import Round


def write_scores(*, round_: Round) -> None:
    """Write what each NGO said in its last submission; in the transaction that closes the round."""
    milestones = {pinned.milestone.number: pinned.milestone_id for pinned in rounds.pinned(round_.id)}
    rows = select(Submission).where(Submission.round_id == round_.id)
    ordered = db.session.scalars(rows.order_by(Submission.organisation_id, Submission.version))
    last = {submission.organisation_id: submission for submission in ordered}
    for submission in last.values():
        _write(submission, milestones)
    db.session.flush()


def _write(submission: Submission, milestones: Mapping[str, uuid.UUID]) -> None:
    for number, by_criterion in json.loads(submission.content)["answers"].items():
        for criterion, said in by_criterion.items():
            key = {
                "round_id": submission.round_id,
                "milestone_id": milestones[number],
                "organisation_id": submission.organisation_id,
                "criterion": criterion,
            }
            db.session.add(Score(**key, **_columns(said)))
            db.session.add_all(
                ScoreEvidence(**key, place=place, **evidence_columns.columns(TypedEvidence(**piece).evidence()))
                for place, piece in enumerate(said["evidence"], start=1)
            )


def _columns(said: Mapping[str, Any]) -> dict[str, object]:
    """As ``submissions.plain`` sealed it."""
    silent = "silence" in said
    return {
        "level": None if silent else said["level"],
        "silence": Silence(said["silence"]) if silent else None,
        "confidence": None if silent else Confidence(said["confidence"]),
        "reason": said["reason"],
        "language": said["language"],
    }

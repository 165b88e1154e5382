"""Reading how the vignettes of a round were scored. Nobody but the organisation itself may see it before the close."""

import json
import uuid
from collections.abc import Mapping, Sequence

from sqlalchemy import select

from checkmyogp.db import db
from checkmyogp.vignettes.models import VignetteSubmission


def submissions(round_id: uuid.UUID) -> Sequence[VignetteSubmission]:
    """What everybody gave, one row for each organisation that gave something."""
    return db.session.scalars(
        select(VignetteSubmission)
        .where(VignetteSubmission.round_id == round_id)
        .order_by(VignetteSubmission.organisation_id, VignetteSubmission.version)
    ).all()


def submission_of(round_id: uuid.UUID, organisation_id: uuid.UUID) -> VignetteSubmission | None:
    """What one organisation gave, if it did."""
    return db.session.scalars(
        select(VignetteSubmission)
        .where(VignetteSubmission.round_id == round_id, VignetteSubmission.organisation_id == organisation_id)
        .order_by(VignetteSubmission.version)
    ).one_or_none()


def given_in(row: VignetteSubmission) -> Mapping[str, int]:
    """The level that was given to each vignette, by the vignette's key."""
    return json.loads(row.content)["vignettes"]

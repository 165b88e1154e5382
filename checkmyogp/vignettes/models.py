"""Scores of vignettes, sealed as a submission is."""

from sqlalchemy import CheckConstraint

from checkmyogp.db.base import Base
from checkmyogp.drafting.models import SubmissionColumns


class VignetteSubmission(SubmissionColumns, Base):
    """How one NGO or one agency scored the vignettes of a round: given once, so that there is one version."""

    __tablename__ = "vignette_submission"
    __table_args__ = (
        CheckConstraint("version = 1", name="given_once"),
        CheckConstraint("length(receipt) = 64", name="receipt_is_sha256"),
    )

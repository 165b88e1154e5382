"""Taking the demonstration out again. What the audit chain says of it stays: a chain forgets nothing."""

from sqlalchemy import delete, select

from checkmyogp.accreditation.models import Accreditation
from checkmyogp.assessment.models import ConflictOfInterest, Draft, Score, ScoreEvidence, Submission
from checkmyogp.db import db
from checkmyogp.plans.models import Organisation
from checkmyogp.replies.models import Reply
from checkmyogp.reporting.models import ReportDraft, ReportEvidence, ReportSubmission, SelfReport
from checkmyogp.rounds.models import (
    ChosenVignettes,
    LateName,
    Round,
    RoundMilestone,
    RoundRegistration,
    RoundVignettes,
    RoundWords,
    StandIn,
)
from checkmyogp.snapshots.models import AccreditedNgo, ClosingExtract, Correction, CountedAnswer, Snapshot
from checkmyogp.vignettes.models import VignetteSubmission

OF_A_ROUND = (
    Snapshot,  # Its extracts go with it.
    *(AccreditedNgo, ClosingExtract, Correction, CountedAnswer),
    *(ScoreEvidence, Score, ConflictOfInterest, Submission, Draft),
    Reply,  # Its evidence and its answers go with it.
    *(ReportSubmission, ReportDraft, StandIn, RoundMilestone, RoundWords, RoundRegistration, LateName),
    *(VignetteSubmission, RoundVignettes, ChosenVignettes),
)


def remove() -> bool:
    """Delete every demonstration round with everything invented for it; false where there is none."""
    rounds = db.session.scalars(select(Round.id).where(Round.demonstration).order_by(Round.id)).all()
    reports = select(SelfReport.id).where(SelfReport.round_id.in_(rounds))
    db.session.execute(delete(ReportEvidence).where(ReportEvidence.self_report_id.in_(reports)))
    db.session.execute(delete(SelfReport).where(SelfReport.round_id.in_(rounds)))
    for table in OF_A_ROUND:
        db.session.execute(delete(table).where(table.round_id.in_(rounds)))
    invented = select(Organisation.id).where(Organisation.demonstration)
    db.session.execute(delete(Accreditation).where(Accreditation.organisation_id.in_(invented)))
    db.session.execute(delete(Round).where(Round.id.in_(rounds)))
    db.session.execute(delete(Organisation).where(Organisation.demonstration))
    return bool(rounds)

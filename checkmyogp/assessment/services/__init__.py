"""What NGOs do in a round: write drafts, declare what they have at stake, submit."""

from checkmyogp.assessment.services.conflicts import declare_conflict, find_conflicts, found_conflicts
from checkmyogp.assessment.services.drafting import ChangedMeanwhile, NothingAnswered, save_draft, submit_drafts
from checkmyogp.assessment.services.submitting import (
    Incomplete,
    UnknownMilestone,
    UnknownSilence,
    refuse_unfit,
    submit,
)
from checkmyogp.db.revisions import Stale
from checkmyogp.domain.answers import Answers, Declared, Given
from checkmyogp.domain.lifecycles import NotAccredited

__all__ = [
    "Answers",
    "ChangedMeanwhile",
    "Declared",
    "Given",
    "Incomplete",
    "NotAccredited",
    "NothingAnswered",
    "Stale",
    "UnknownMilestone",
    "UnknownSilence",
    "declare_conflict",
    "find_conflicts",
    "found_conflicts",
    "refuse_unfit",
    "save_draft",
    "submit",
    "submit_drafts",
]

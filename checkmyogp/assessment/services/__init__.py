"""What NGOs do in a round: declare what they have at stake, submit."""

from checkmyogp.assessment.services.conflicts import declare_conflict, find_conflicts, found_conflicts
from checkmyogp.assessment.services.scores import write_scores
from checkmyogp.assessment.services.submissions import (
    Incomplete,
    UnknownMilestone,
    UnknownSilence,
    at_stake,
    plain,
    refuse_unfit,
    submit,
)
from checkmyogp.assessment.services.submitting_drafts import NothingAnswered, submit_drafts
from checkmyogp.domain.answers import Answers, Declared, Given
from checkmyogp.domain.lifecycles import NotAccredited

__all__ = [
    "Answers",
    "Declared",
    "Given",
    "Incomplete",
    "NotAccredited",
    "NothingAnswered",
    "UnknownMilestone",
    "UnknownSilence",
    "at_stake",
    "declare_conflict",
    "find_conflicts",
    "found_conflicts",
    "plain",
    "refuse_unfit",
    "submit",
    "submit_drafts",
    "write_scores",
]

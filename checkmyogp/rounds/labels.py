"""States of rounds and refusals in words."""

from datetime import datetime

from flask_babel import gettext, lazy_gettext

from checkmyogp.domain.lifecycles import RoundNotOpen, RoundState, StepRefused, TooEarly
from checkmyogp.rounds.models import Round
from checkmyogp.rounds.services import NotADraft, NotLater, RoundNameTaken, TimeIsOver
from checkmyogp.rubrics.models import RubricVersion
from checkmyogp.web.actions import Refusals


def state(round_: Round, *, now: datetime) -> str:
    """Where a round stands, by its state and by the clock."""
    if round_.waits_to_be_closed(now):
        return gettext("Time is over, not yet closed")
    return {
        RoundState.DRAFT: gettext("Draft"),
        RoundState.OPEN: gettext("Open"),
        RoundState.CLOSED: gettext("Closed, not yet published"),
        RoundState.PUBLISHED: gettext("Published"),
    }[round_.state]


def rubric(version: RubricVersion) -> str:
    """A rubric by its name and version."""
    return gettext("%(key)s, version %(version)d", key=version.key, version=version.version)


REFUSALS: Refusals = {
    RoundNameTaken: lazy_gettext("The plan already has a round with this name in addresses. Choose another name."),
    NotADraft: lazy_gettext("The round was opened in the meantime, so it can no longer be changed."),
    NotLater: lazy_gettext("A new closing time must be later than the one before: time once given is not taken back."),
    TimeIsOver: lazy_gettext("The closing time has passed, so the round takes nothing more."),
    RoundNotOpen: lazy_gettext("The round is not open."),
    TooEarly: lazy_gettext("The time for this step has not come yet."),
    StepRefused: lazy_gettext("The round is in another state by now: somebody took this step before you."),
}
"""Why a step of a round was not taken, and what to do."""

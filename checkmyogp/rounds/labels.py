"""States of rounds and refusals in words."""

from flask_babel import gettext

from checkmyogp.domain.lifecycles import RoundNotOpen, RoundState, StepRefused, TooEarly
from checkmyogp.rounds.services import NameTaken, NotADraft, NotLater, TimeIsOver
from checkmyogp.rubrics.models import RubricVersion

REFUSALS = (StepRefused, TooEarly, NameTaken, NotADraft, NotLater, RoundNotOpen, TimeIsOver)
"""What a step of a round can be refused for."""


def state(value: RoundState) -> str:
    """A state."""
    return {
        RoundState.DRAFT: gettext("Draft"),
        RoundState.OPEN: gettext("Open"),
        RoundState.CLOSED: gettext("Closed, not yet published"),
        RoundState.PUBLISHED: gettext("Published"),
    }[value]


def rubric(version: RubricVersion) -> str:
    """A rubric by its name and version."""
    return gettext("%(key)s, version %(version)d", key=version.key, version=version.version)


def refusal(refused: ValueError) -> str:
    """Why a step was not taken, and what to do."""
    sentences: dict[type[ValueError], str] = {
        NameTaken: gettext("The plan already has a round with this name in addresses. Choose another name."),
        NotADraft: gettext("The round was opened in the meantime, so it can no longer be changed."),
        NotLater: gettext("A new closing time must be later than the one before: time once given is not taken back."),
        TimeIsOver: gettext("The closing time has passed, so the round takes nothing more."),
        RoundNotOpen: gettext("The round is not open."),
        TooEarly: gettext("The time for this step has not come yet."),
        StepRefused: gettext("The round is in another state by now: somebody took this step before you."),
    }
    return sentences[type(refused)]

"""The states of a round and of an accreditation, and the steps between them."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum, unique


class StepRefused(ValueError):
    """A step that the life of this thing does not have."""

    def __init__(self, state: StrEnum, step: StrEnum) -> None:
        super().__init__(f"{state.value} cannot become {step.value}")
        self.state = state
        self.step = step


class TooEarly(ValueError):
    """A step whose time has not come."""

    def __init__(self, sentence: str, until: datetime) -> None:
        super().__init__(sentence)
        self.until = until


class NotNow(ValueError):
    """Something that is refused for how things stand at this moment, to somebody who may do it at another."""


class RoundNotOpen(NotNow):
    """Something that only an open round takes."""


class NotAccredited(NotNow):
    """A score by an organisation that may not score the plan at this moment."""


class WindowClosed(NotNow):
    """A reply or an answer outside of the reply window."""


@unique
class RoundState(StrEnum):
    """A round lives from draft to published, each step once."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    PUBLISHED = "published"


@unique
class AccreditationState(StrEnum):
    """Whether an NGO may score."""

    APPLIED = "applied"
    ACCREDITED = "accredited"
    DECLINED = "declined"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    EXPIRED = "expired"


ROUND_STEPS: Mapping[RoundState, frozenset[RoundState]] = {
    RoundState.DRAFT: frozenset({RoundState.OPEN}),
    RoundState.OPEN: frozenset({RoundState.CLOSED}),
    RoundState.CLOSED: frozenset({RoundState.PUBLISHED}),
    RoundState.PUBLISHED: frozenset(),
}


def step_round(state: RoundState, to: RoundState) -> RoundState:
    """The state after the step.

    Raises:
        StepRefused: when a round in this state has no such step.
    """
    if to not in ROUND_STEPS[state]:
        raise StepRefused(state, to)
    return to


ACCREDITATION_STEPS: Mapping[AccreditationState, frozenset[AccreditationState]] = {
    # A better application takes the place of the first for as long as nothing is decided.
    AccreditationState.APPLIED: frozenset(
        {AccreditationState.APPLIED, AccreditationState.ACCREDITED, AccreditationState.DECLINED}
    ),
    # Accredited again is a new term, so that an NGO need not pause in the middle of a round.
    AccreditationState.ACCREDITED: frozenset(
        {
            AccreditationState.ACCREDITED,
            AccreditationState.SUSPENDED,
            AccreditationState.REVOKED,
            AccreditationState.EXPIRED,
        }
    ),
    AccreditationState.SUSPENDED: frozenset({AccreditationState.ACCREDITED, AccreditationState.REVOKED}),
    AccreditationState.DECLINED: frozenset({AccreditationState.APPLIED}),
    AccreditationState.REVOKED: frozenset({AccreditationState.APPLIED}),
    AccreditationState.EXPIRED: frozenset({AccreditationState.APPLIED}),
}


def step_accreditation(state: AccreditationState, to: AccreditationState) -> AccreditationState:
    """The state after the step.

    Raises:
        StepRefused: when an accreditation in this state has no such step.
    """
    if to not in ACCREDITATION_STEPS[state]:
        raise StepRefused(state, to)
    return to

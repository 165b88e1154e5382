"""A lost seat of an organisation is filled anew: proposed by one officer, confirmed by another, stopped by one press.

Between the confirmation and the invitation lies a time in which any seat of the organisation can stop it.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum, unique

from checkmyogp.domain.lifecycles import StepRefused, TooEarly


@unique
class RecoveryState(StrEnum):
    """How far a recovery has come."""

    PROPOSED = "proposed"
    """One officer wants it; nobody outside is told yet."""
    WAITING = "waiting"
    """Another has confirmed it; the organisation and the public know, and can stop it."""
    STOPPED = "stopped"
    """A seat of the organisation did."""
    WITHDRAWN = "withdrawn"
    """An officer took it back."""
    LAPSED = "lapsed"
    """No second officer confirmed it in time."""
    DONE = "done"
    """Its time is over, and the invitation was sent."""


OPEN = frozenset({RecoveryState.PROPOSED, RecoveryState.WAITING})
"""While it is one of these, no other recovery of the same organisation begins."""

PUBLIC = frozenset({RecoveryState.WAITING, RecoveryState.STOPPED, RecoveryState.WITHDRAWN, RecoveryState.DONE})
"""What readers are shown, once two officers have agreed on it."""

STEPS: Mapping[RecoveryState, frozenset[RecoveryState]] = {
    RecoveryState.PROPOSED: frozenset({RecoveryState.WAITING, RecoveryState.WITHDRAWN, RecoveryState.LAPSED}),
    RecoveryState.WAITING: frozenset({RecoveryState.STOPPED, RecoveryState.WITHDRAWN, RecoveryState.DONE}),
    RecoveryState.STOPPED: frozenset(),
    RecoveryState.WITHDRAWN: frozenset(),
    RecoveryState.LAPSED: frozenset(),
    RecoveryState.DONE: frozenset(),
}


def step(state: RecoveryState, to: RecoveryState) -> RecoveryState:
    """The state after the step.

    Raises:
        StepRefused: when a recovery in this state has no such step.
    """
    if to not in STEPS[state]:
        raise StepRefused(state, to)
    return to


def refuse_early(due_at: datetime, *, now: datetime) -> None:
    """Stop before the waiting time is over, also by a clock that was put back.

    Raises:
        TooEarly: names the moment from which it can be done.
    """
    if now < due_at:
        msg = f"The organisation can stop this recovery until {due_at.isoformat()}."
        raise TooEarly(msg, due_at)


def is_before_it(opened_at: datetime | None, *, recovered_at: datetime) -> bool:
    """Whether a round was open when a seat was recovered, so that it may hold what was written by those before."""
    return opened_at is not None and opened_at <= recovered_at

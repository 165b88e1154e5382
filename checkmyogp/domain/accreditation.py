"""What two officers decide on an accreditation, how long it holds, and how it is appealed against."""

from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum, unique

from checkmyogp.domain.lifecycles import ACCREDITATION_STEPS, AccreditationState

DECIDED = (
    AccreditationState.ACCREDITED,
    AccreditationState.DECLINED,
    AccreditationState.SUSPENDED,
    AccreditationState.REVOKED,
)
"""What officers decide. An NGO applies by itself, and a term ends by itself."""

APPEALABLE = frozenset({AccreditationState.DECLINED, AccreditationState.SUSPENDED, AccreditationState.REVOKED})
"""The decisions that take something from an NGO."""

APPEAL_WINDOW = timedelta(days=30)
"""For how long after a decision its NGO can appeal against it."""


@unique
class AppealPart(StrEnum):
    """What one officer can do about an appeal."""

    ALONE = "alone"
    """Settle it: the officer had no part in the decision."""
    WITH_ANOTHER = "with_another"
    """Settle it together with a second officer: everybody left had a part in the decision."""
    NONE = "none"
    """Leave it to the officers who had no part in the decision."""


def open_decisions(state: AccreditationState) -> tuple[AccreditationState, ...]:
    """What officers can decide on an accreditation in this state."""
    return tuple(step for step in DECIDED if step in ACCREDITATION_STEPS[state])


def standing(state: AccreditationState, *, ends_on: date | None, today: date) -> AccreditationState:
    """Where an NGO stands on this day: an accreditation past the last day of its term has expired.

    A term without a last day does not end.
    """
    if state is AccreditationState.ACCREDITED and ends_on is not None and ends_on < today:
        return AccreditationState.EXPIRED
    return state


def end_of(day: date, zone: tzinfo) -> datetime:
    """The moment at which a day is over by this clock, in UTC."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=zone).astimezone(UTC)


def can_appeal_until(decided_at: datetime) -> datetime:
    """The moment from which a decision can no longer be appealed against."""
    return decided_at + APPEAL_WINDOW


def part_in_appeal(officer: str, *, decided: AbstractSet[str], officers: AbstractSet[str]) -> AppealPart:
    """What this officer can do about an appeal against what ``decided`` decided; ``officers`` are all there are."""
    if officer not in decided:
        return AppealPart.ALONE
    return AppealPart.NONE if officers - decided else AppealPart.WITH_ANOTHER

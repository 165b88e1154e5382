"""Writing to those whom a round asks: that they have not submitted yet, or that they have more time."""

from datetime import datetime

from checkmyogp import times
from checkmyogp.audit import queries as audit_queries
from checkmyogp.audit import services as audit
from checkmyogp.domain.identities import Identity
from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.domain.wording import Wording
from checkmyogp.round_admin.participants import Duty, participants
from checkmyogp.rounds import services as rounds
from checkmyogp.rounds.models import Extension, Round
from checkmyogp.snapshots import notifications

REMINDED = "round.reminded"
WORK = {Duty.ASSESSMENT: "assess", Duty.REPORT: "report"}
"""Where each does its work, as addresses begin."""


class RemindedToday(ValueError):
    """A second reminder on the same day."""

    def __init__(self) -> None:
        super().__init__("Those who have not submitted were reminded today.")


def remind(*, round_: Round, actor: Identity, now: datetime) -> int:
    """Write to everybody whose organisation has not submitted; returns how many organisations that are.

    Raises:
        rounds.RoundNotOpen: when the round takes nothing.
        RemindedToday: when it was done before on this day, by the clock of the plan's country.
    """
    held = rounds.hold_for_step(round_.id)
    if held.state is not RoundState.OPEN or now >= held.closes_at:
        raise rounds.not_open(held)
    zone = held.time_zone
    today = times.on_the_clock(now, zone).date()
    earlier = audit_queries.with_action(REMINDED, rounds.subject(held))
    if any(times.on_the_clock(entry.at, zone).date() == today for entry in earlier):
        raise RemindedToday
    silent = [each for each in participants(held, now=now) if each.submitted_on is None]
    for each in silent:
        notifications.write_to(
            each.people, held, template="round_reminder", now=now, closes_at=held.closes_at, work=WORK[each.duty]
        )
    audit.record(REMINDED, subject=rounds.subject(held), actor=actor, now=now)
    return len(silent)


def extend(*, round_: Round, closes_at: datetime, reason: Wording, actor: Identity, now: datetime) -> Extension:
    """Give everybody more time, and tell everybody who is asked, with the reason.

    Raises:
        rounds.RoundNotOpen, rounds.TimeIsOver, rounds.NotLater: as ``rounds.extend`` does.
    """
    extension = rounds.extend(round_=round_, closes_at=closes_at, reason=reason, actor=actor, now=now)
    for each in participants(round_, now=now):
        notifications.write_to(
            each.people, round_, template="round_extended", now=now, closes_at=closes_at, reason=reason
        )
    return extension

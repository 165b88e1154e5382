"""Moments on a country's clock: the database keeps UTC, and people set and read deadlines by the clock on the wall."""

from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_date, format_time

UTC_ZONE = "UTC"

DATES_AS_IN = {"en": "en_GB"}
"""Whose dates a language is written with, where that differs from what the language alone suggests."""


class NoSuchTime(ValueError):
    """A time that no clock of the country shows on that day, because it jumps over it."""


def dates_as_in(language: str) -> str:
    """The locale that a language's dates are written in."""
    return DATES_AS_IN.get(language, language)


@cache
def zone(name: str) -> ZoneInfo:
    """The time zone of this name."""
    return ZoneInfo(name)


def is_a_zone(name: str) -> bool:
    """Whether the time zone database knows this name."""
    try:
        zone(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def moment(clock: datetime, zone_name: str) -> datetime:
    """The moment at which the clock of this zone shows this time; where it shows it twice, the first.

    Raises:
        NoSuchTime: when it never shows it.
    """
    found = clock.replace(tzinfo=zone(zone_name)).astimezone(UTC)
    if on_the_clock(found, zone_name).replace(tzinfo=None) != clock:
        msg = f"{clock.isoformat(timespec='minutes')} does not exist in {zone_name}."
        raise NoSuchTime(msg)
    return found


def on_the_clock(at: datetime, zone_name: str) -> datetime:
    """What the clock of this zone shows at a moment."""
    return at.astimezone(zone(zone_name))


def written(at: datetime, zone_name: str, language: str) -> str:
    """A moment as people read it: "1 February 2030, 08:00 UTC+8 (00:00 UTC)"."""
    local = on_the_clock(at, zone_name)
    utc = at.astimezone(UTC)
    shown = f"{_day(local, language)}, {_time(local, language)}"
    if not local.utcoffset():
        return f"{shown} UTC"
    in_utc = _time(utc, language) if utc.date() == local.date() else f"{_day(utc, language)}, {_time(utc, language)}"
    return f"{shown} UTC{_offset(local)} ({in_utc} UTC)"


def _day(at: datetime, language: str) -> str:
    return format_date(at.date(), format="long", locale=dates_as_in(language))


def _time(at: datetime, language: str) -> str:
    return format_time(at.time(), format="HH:mm", locale=dates_as_in(language))


def _offset(local: datetime) -> str:
    """Hours from UTC: +8, or +5:30."""
    minutes = int((local.utcoffset() or local - local).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")

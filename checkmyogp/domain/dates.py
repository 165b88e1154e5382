"""Due dates as a plan prints them, and the bounds they set."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_YEAR = r"(\d{4})"
_MONTH = "|".join(MONTHS)
_FORMS = (
    (re.compile(rf"{_YEAR}"), "year"),
    (re.compile(rf"{_YEAR}\s*[-–—]\s*{_YEAR}"), "years"),
    (re.compile(rf"starts in {_YEAR}", re.IGNORECASE), "start"),
    (re.compile(rf"{_YEAR} ({_MONTH})", re.IGNORECASE), "month"),
)


class UnreadableDate(ValueError):
    """A printed date of a form this reader does not know; its bounds must be given beside it."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """From when until when. Both ends are days and belong to the period."""

    starts: date
    ends: date

    def __post_init__(self) -> None:
        if self.ends < self.starts:
            msg = f"{self.ends} comes before {self.starts}"
            raise UnreadableDate(msg)


@dataclass(frozen=True, slots=True)
class OpenEnded:
    """From when, with no end given: "starts in 2024"."""

    starts: date


Due = Bounds | OpenEnded


def bounds(printed: str) -> Due:
    """Read the bounds of a date as printed: ``2025``, ``2024-2027``, ``starts in 2024`` or ``2014 July``.

    Raises:
        UnreadableDate: for any other form, and for a period that ends before it starts.
    """
    text = " ".join(printed.split())
    for pattern, form in _FORMS:
        if match := pattern.fullmatch(text):
            return _read(form, match.groups())
    msg = f"{printed!r} is not a year, two years, 'starts in' a year, or a year and a month"
    raise UnreadableDate(msg)


def _read(form: str, parts: tuple[str, ...]) -> Due:
    try:
        first = date(int(parts[0]), 1, 1)
        if form == "start":
            return OpenEnded(first)
        if form == "month":
            month = MONTHS.index(parts[1].lower()) + 1
            return Bounds(first.replace(month=month), date(first.year, month, monthrange(first.year, month)[1]))
        return Bounds(first, date(int(parts[-1]), 12, 31))
    except ValueError as error:
        raise UnreadableDate(str(error)) from error

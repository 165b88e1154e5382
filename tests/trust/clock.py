"""A clock that a test sets: what the application takes for this moment."""

import sys
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any
from unittest.mock import patch

READ_THE_CLOCK = ("checkmyogp", "tests.factories")
"""The packages whose modules ask what time it is."""


class Clock:
    """Stands still at ``moment`` until it is set anew."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def pass_(self, time: timedelta) -> None:
        """Go forward."""
        self.moment += time


class _Moments(type):
    """What is a moment stays one, whoever made it."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, datetime)


@contextmanager
def standing_at(moment: datetime) -> Generator[Clock]:
    """A clock that stands at this moment, read by the whole application instead of the machine's own."""
    clock = Clock(moment)

    class Steered(datetime, metaclass=_Moments):
        """Tells the clock's time, and is like the real one in everything else."""

        def __new__(cls, *arguments: Any, **named: Any) -> datetime:  # type: ignore[misc]  # Only real moments are made.
            return datetime(*arguments, **named)  # noqa: DTZ001 - whoever makes one says its zone

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # pyright: ignore[reportIncompatibleMethodOverride] - real ones
            return clock.moment.astimezone(tz or UTC)

    read_by = [
        module
        for name, module in list(sys.modules.items())
        if name.startswith(READ_THE_CLOCK) and getattr(module, "datetime", None) is datetime
    ]
    patches = [patch.object(module, "datetime", Steered) for module in read_by]
    for each in patches:
        each.start()
    try:
        yield clock
    finally:
        for each in patches:
            each.stop()

"""Everything that is logged or printed while something runs."""

import io
import logging
from collections.abc import Generator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field


@dataclass(slots=True)
class Journal:
    """The lines, in their order."""

    lines: list[str] = field(default_factory=list[str])


class _Noting(logging.Handler):
    """Keeps each record with all that was attached to it, since a log may be written as JSON."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.DEBUG)
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        if record.name == OF_ANSWERS:
            return
        attached = {name: value for name, value in vars(record).items() if name not in USUAL}
        self._lines.append(f"{record.levelname} {record.name}: {record.getMessage()} {attached or ''}".rstrip())


OF_ANSWERS = "checkmyogp.answers"
"""A line for each answer with its duration, as every server in front of the site keeps one too."""

USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}
"""What every record carries: the moment and the place, which tell nothing."""


@contextmanager
def journal() -> Generator[Journal]:
    """Take down what is logged at any level, and what is printed."""
    noted, printed, root = Journal(), io.StringIO(), logging.getLogger()
    # The site's own logger has a level of its own.
    handler, levels = _Noting(noted.lines), {logger: logger.level for logger in (root, logging.getLogger("checkmyogp"))}
    root.addHandler(handler)
    for logger in levels:
        logger.setLevel(logging.DEBUG)
    try:
        with redirect_stdout(printed), redirect_stderr(printed):
            yield noted
    finally:
        for logger, level in levels.items():
            logger.setLevel(level)
        root.removeHandler(handler)
        noted.lines += printed.getvalue().splitlines()

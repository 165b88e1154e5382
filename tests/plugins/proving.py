"""What `make prove` adds: every harness of tests/trust at full weight, and a table of what was run and found.

A harness runs for real, where it must find nothing, and with bugs planted on purpose, its controls, where it must find
something: a harness that cannot fail proves nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

REAL = "for real"


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a harness, and what came of it."""

    harness: str
    planted: str
    """The bug that was planted, or ``REAL``."""
    engine: str
    tried: int
    found: int

    @property
    def as_it_should(self) -> bool:
        """Whether it tried anything at all, and found something exactly where a bug was planted."""
        return self.tried > 0 and (self.found > 0) == (self.planted != REAL)


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is tried."""

    heavy: bool

    def of(self, short: int, heavy: int) -> int:
        """A short number for `make test`, a heavy one for `make prove`."""
        return heavy if self.heavy else short


class Table:
    """Every run of this session."""

    def __init__(self) -> None:
        self.runs: list[Run] = []

    @pytest.hookimpl
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
        if not config.getoption("prove"):
            return
        terminalreporter.section("what was proved")
        for line in lines(self.runs):
            terminalreporter.line(line)


TABLE = pytest.StashKey[Table]()


def lines(runs: Sequence[Run]) -> list[str]:
    """A line for each run, in columns."""
    rows = [("harness", "planted", "engine", "tried", "found", "")]
    rows += [
        (run.harness, run.planted, run.engine, f"{run.tried:,}", f"{run.found:,}", verdict(run))
        for run in sorted(runs, key=lambda run: (run.harness, run.planted != REAL, run.planted, run.engine))
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def verdict(run: Run) -> str:
    """Red is right for a control, green for a real run; anything else says so loudly."""
    if not run.as_it_should:
        return "NOT AS IT SHOULD BE"
    return "green" if run.planted == REAL else "red, as it should be"


class Proof:
    """Where a test says what its harness tried and found."""

    def __init__(self, table: Table, engine: str) -> None:
        self._table = table
        self.engine = engine

    def holds(self, harness: str, *, tried: int, found: Sequence[object]) -> None:
        """The real run: it tried something, and found nothing."""
        self._note(harness, REAL, tried, found)
        assert not found, "\n".join(map(str, found[:20]))
        assert tried > 0, f"{harness} tried nothing"

    def catches(self, harness: str, planted: str, *, tried: int, found: Sequence[object]) -> None:
        """A control: the planted bug was found."""
        self._note(harness, planted, tried, found)
        assert found, f"{harness} did not notice: {planted}"

    def _note(self, harness: str, planted: str, tried: int, found: Sequence[object]) -> None:
        self._table.runs.append(Run(harness, planted, self.engine, tried, len(found)))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--prove", action="store_true", dest="prove", help="Run the harnesses of tests/trust at full weight."
    )


def pytest_configure(config: pytest.Config) -> None:
    config.stash[TABLE] = Table()
    config.pluginmanager.register(config.stash[TABLE], "proofs")


@pytest.fixture(scope="session")
def scale(pytestconfig: pytest.Config) -> Scale:
    """How much a harness tries in this run."""
    return Scale(heavy=bool(pytestconfig.getoption("prove")))


@pytest.fixture
def proof(request: pytest.FixtureRequest) -> Proof:
    """Where this test says what it tried and found."""
    callspec = getattr(request.node, "callspec", None)
    engine = callspec.params.get("databases", "") if callspec else ""
    return Proof(request.config.stash[TABLE], str(engine))

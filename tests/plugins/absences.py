"""Names, at the end of a run, whatever the machine lacked, and on demand refuses to do without it.

A test skips with the reason "What is missing: why", for example "PostgreSQL: no server at 127.0.0.1:5432".
With CHECKMYOGP_NO_SKIPS=1, as `.ci/run` sets it, a run that skipped anything has failed. Where several processes run
the tests, each hands in what it skipped: of a file that skips as a whole nobody else would hear.
"""

import os
from collections.abc import Iterable
from typing import Any

import pytest

NO_SKIPS = "CHECKMYOGP_NO_SKIPS"
KEY = "absences"


class Absences:
    """What one run could not test."""

    def __init__(self) -> None:
        self.reasons: list[str] = []

    @pytest.hookimpl
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._note(report)

    @pytest.hookimpl
    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self._note(report)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        self.reasons += getattr(node, "workeroutput", {}).get(KEY, [])

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        output = getattr(session.config, "workeroutput", None)
        if output is not None:
            output[KEY] = self.reasons
        elif self.reasons and _skips_are_failures() and exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    @pytest.hookimpl
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if not self.reasons:
            return
        terminalreporter.ensure_newline()
        terminalreporter.line(closing_line(self.reasons), yellow=True)
        if _skips_are_failures():
            terminalreporter.line(f"Nothing may be skipped here ({NO_SKIPS} is set), so this run has failed.", red=True)

    def _note(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        # An expected failure is reported as skipped too, but it was tested.
        if report.skipped and not hasattr(report, "wasxfail"):
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
            self.reasons.append(reason.removeprefix("Skipped: "))


def closing_line(reasons: Iterable[str]) -> str:
    """Each thing missing, named once: "Not tested here: Chromium (not on PATH), PostgreSQL (no server at ...)"."""
    named = sorted({_name(reason) for reason in reasons})
    return f"Not tested here: {', '.join(named)}"


def _name(reason: str) -> str:
    what, separator, why = reason.partition(": ")
    return f"{what} ({why})" if separator else reason


def _skips_are_failures() -> bool:
    return os.environ.get(NO_SKIPS) == "1"


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Absences(), "absences")

"""What a run cost, at its end: the files that took longest, and the processor's time of every process together."""

import os
from collections import Counter
from collections.abc import Generator, Mapping
from typing import Any

import pytest

LISTED = 10
KEY = "seconds"
SHARED = "browsers and servers that tests shared"


def processor() -> float:
    """Seconds that this process and those it has waited for have spent so far."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


class Spending:
    """Of one process; with workers, theirs are added when they end."""

    def __init__(self) -> None:
        self.files: Counter[str] = Counter()
        self.elsewhere = 0.0

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        return (yield from self._noting(item.nodeid.partition("::")[0]))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self, nextitem: pytest.Item | None) -> Generator[None, object, object]:
        if nextitem is not None:
            return (yield)
        # A browser's time is known once it is closed: at the end, within the last test of whatever file.
        return (yield from self._noting(SHARED))

    def _noting(self, place: str) -> Generator[None, object, object]:
        before = processor() - sum(self.files.values())
        try:
            return (yield)
        finally:
            self.files[place] += processor() - sum(self.files.values()) - before  # pyright: ignore[reportArgumentType]

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        output = getattr(session.config, "workeroutput", None)
        if output is not None:
            output[KEY] = {"files": dict(self.files), "in all": processor()}

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        said = getattr(node, "workeroutput", {}).get(KEY)
        if said:
            self.files.update(said["files"])
            self.elsewhere += said["in all"]

    @pytest.hookimpl
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
        if hasattr(config, "workerinput") or len(self.files) < 2:
            return
        own = os.times()
        # Workers are children of this process, and have been counted.
        total = self.elsewhere + own.user + own.system if self.elsewhere else processor()
        terminalreporter.section("what it cost, in seconds of processor time")
        for line in lines(self.files, total):
            terminalreporter.line(line)


def lines(files: Mapping[str, float], total: float) -> list[str]:
    """The longest files, then the folders, then all of it."""
    folders: Counter[str] = Counter()
    for file, seconds in files.items():
        folders["/".join(file.split("/")[:2])] += seconds  # pyright: ignore[reportArgumentType]
    longest = sorted(files.items(), key=lambda each: (-each[1], each[0]))[:LISTED]
    by_folder = ", ".join(f"{folder} {seconds:.0f}" for folder, seconds in sorted(folders.items()))
    return [
        *(f"{seconds:8.1f}  {file}" for file, seconds in longest),
        f"In all {total:.0f}; of that {by_folder}",
    ]


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Spending(), "spending")

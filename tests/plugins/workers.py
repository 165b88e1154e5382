"""How the tests are shared out where several processes run them, as `make test` has it: see pytest-xdist.

What is built once for a file is built by one process, and each engine of a file can go elsewhere. Long things are
begun first, so that no process is left waiting for the last of them.
"""

from typing import Any

import pytest

ONE_AT_A_TIME = (
    "tests/integration/accreditation/test_races.py",
    "tests/integration/rounds/test_at_once.py",
    "tests/integration/test_races.py",
    "tests/trust/test_killing.py",
    "tests/trust/test_races.py",
    "tests/trust/test_restarting.py",
)
"""Races and servers that are killed: two of them at a time would leave each other no processor to race on."""
LONGEST_FIRST = ("tests/packaging/", "tests/e2e/", "tests/trust/", "tests/integration/", "tests/pages/")
ENGINES = ("sqlite", "postgresql")


def part(nodeid: str) -> str:
    """What this test is run together with, by one process: its file on its engine."""
    file, _, name = nodeid.partition("::")
    if file in ONE_AT_A_TIME:
        return "one at a time"
    words = name.partition("[")[2].rstrip("]").split("-")
    engine = next((engine for engine in ENGINES if engine in words), "")
    return f"{file} {engine}".rstrip()


def length(item: pytest.Item) -> int:
    """How long its folder takes: the lower, the longer."""
    return next(
        (place for place, folder in enumerate(LONGEST_FIRST) if item.nodeid.startswith(folder)), len(LONGEST_FIRST)
    )


class Sharing:
    """Set up where there is somebody to share with."""

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items.sort(key=length)

    @pytest.hookimpl
    def pytest_xdist_make_scheduler(self, config: pytest.Config, log: Any) -> object:
        from xdist.scheduler import LoadScopeScheduling  # noqa: PLC0415 - not needed where one process runs them

        class ByPart(LoadScopeScheduling):
            """Whole parts go to whoever is free."""

            def _split_scope(self, nodeid: str) -> str:
                return part(nodeid)

        # The order is ours, see `length`.
        config.option.loadscopereorder = False
        return ByPart(config, log)


def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput") or getattr(config.option, "numprocesses", None):
        config.pluginmanager.register(Sharing(), "sharing")

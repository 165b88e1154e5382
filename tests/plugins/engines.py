"""For tests of what does not depend on the database, where once is enough, and of what only one engine has.

Statements that only one engine refuses, and how it compares, locks, counts and sorts, are tested on both: constraints,
frozen rows, grants, rounds, closing, publishing, packs, backups, races, every query of every page. Who asks for what
over which page, what the page then says and what may be read is decided above the database, and tested on SQLite. That
no page asks PostgreSQL something it does not understand, the matrix of rights, the fuzzing and the words of every state
show, each on both; `make prove` adds a whole round in a browser.
"""

import pytest

ON_SQLITE = pytest.mark.on_sqlite
"""For a test, or all of a file: it is left out on the other engine."""
ON_SQLITE_UNLESS_PROVED = pytest.mark.on_sqlite_unless_proved
"""Likewise, but not in `make prove`, which is on both engines whatever it costs."""
ON_POSTGRESQL_UNLESS_PROVED = pytest.mark.on_postgresql_unless_proved
"""The other way round; with the one above, for what is left to `make prove` altogether."""
ON_POSTGRESQL = pytest.mark.parametrize(
    "databases", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True, scope="session"
)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "on_sqlite: once is enough, see tests/plugins/engines.py")
    config.addinivalue_line("markers", "on_sqlite_unless_proved: once is enough, but for `make prove`")
    config.addinivalue_line("markers", "on_postgresql_unless_proved: the other way round, see the same")


def is_left_out(item: pytest.Item, *, proving: bool) -> bool:
    """Whether this is a second run of what the first one told."""

    def says(mark: pytest.MarkDecorator) -> bool:
        return item.get_closest_marker(mark.name) is not None

    if item.get_closest_marker("postgresql") is None:
        return says(ON_POSTGRESQL_UNLESS_PROVED) and not proving
    return says(ON_SQLITE) or (says(ON_SQLITE_UNLESS_PROVED) and not proving)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave them out. They are no skips: nothing is missing that another machine could have."""
    proving = bool(config.getoption("prove"))
    left_out = [item for item in items if is_left_out(item, proving=proving)]
    if left_out:
        items[:] = [item for item in items if not is_left_out(item, proving=proving)]
        config.hook.pytest_deselected(items=left_out)

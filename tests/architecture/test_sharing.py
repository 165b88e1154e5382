"""Tests are shared out by file and engine, and races one at a time."""

import pytest

from tests.checkout import ROOT
from tests.plugins.spending import lines
from tests.plugins.workers import LONGEST_FIRST, ONE_AT_A_TIME, part


@pytest.mark.parametrize(
    ("nodeid", "expected"),
    [
        ("tests/unit/test_cells.py::test_one", "tests/unit/test_cells.py"),
        ("tests/pages/test_states.py::test_one[sqlite-en]", "tests/pages/test_states.py sqlite"),
        ("tests/pages/test_states.py::test_one[mn-postgresql]", "tests/pages/test_states.py postgresql"),
        ("tests/trust/test_races.py::test_one[sqlite]", "one at a time"),
        ("tests/integration/test_races.py::test_another[postgresql]", "one at a time"),
    ],
)
def test_a_file_on_an_engine_is_run_by_one_process(nodeid: str, expected: str):
    assert part(nodeid) == expected


@pytest.mark.parametrize("named", [*ONE_AT_A_TIME, *LONGEST_FIRST])
def test_whatever_is_named_is_there(named: str):
    assert (ROOT / named).exists()


def test_what_it_cost_names_the_longest_files_and_every_folder():
    files = {f"tests/unit/test_{number}.py": float(number) for number in range(12)} | {"tests/pages/test_one.py": 99.0}

    longest, *_, last = lines(files, 180.0)

    assert longest.split() == ["99.0", "tests/pages/test_one.py"]
    assert len(lines(files, 180.0)) == 11
    assert last == "In all 180; of that tests/pages 99, tests/unit 66"

"""What a machine lacks is named at the end of a run, and nothing may be lacking where nothing may be skipped."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.checkout import ROOT
from tests.plugins.absences import NO_SKIPS, closing_line

PLANTED = """
import pytest

def test_that_runs():
    pass

def test_that_needs_a_server():
    pytest.skip("PostgreSQL: no server at 127.0.0.1:1")

@pytest.mark.skip(reason="Chromium: not on PATH")
def test_that_needs_a_browser():
    pass

@pytest.mark.xfail(strict=True, reason="known")
def test_that_is_known_to_fail():
    raise AssertionError
"""


SKIPPED_WHOLE = """
import pytest

pytest.skip("A printer: none is connected", allow_module_level=True)
"""


def run_planted(folder: Path, planted: str, *arguments: str, no_skips: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_planted.py").write_text(planted, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.plugins.absences", "-p", "no:cacheprovider", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), NO_SKIPS: no_skips},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_each_absence_is_named_once():
    reasons = ["PostgreSQL: no server at 127.0.0.1:1", "Chromium: not on PATH", "Chromium: not on PATH", "no reason"]

    assert closing_line(reasons) == (
        "Not tested here: Chromium (not on PATH), PostgreSQL (no server at 127.0.0.1:1), no reason"
    )


@pytest.mark.parametrize(("no_skips", "exit_code"), [("", 0), ("1", 1)])
def test_skips_are_named_and_fail_where_nothing_may_be_skipped(tmp_path: Path, no_skips: str, exit_code: int):
    result = run_planted(tmp_path, PLANTED, no_skips=no_skips)

    assert result.returncode == exit_code, result.stdout
    assert "Not tested here: Chromium (not on PATH), PostgreSQL (no server at 127.0.0.1:1)\n" in result.stdout
    assert ("so this run has failed" in result.stdout) == bool(no_skips)
    assert result.stdout.splitlines()[-1].strip("= ").startswith("1 passed, 2 skipped, 1 xfailed")


@pytest.mark.parametrize(("no_skips", "exit_code"), [("", 0), ("1", 1)])
def test_the_same_is_named_where_several_processes_run_the_tests(tmp_path: Path, no_skips: str, exit_code: int):
    (tmp_path / "test_skipped_whole.py").write_text(SKIPPED_WHOLE, encoding="utf-8")

    result = run_planted(tmp_path, PLANTED, "--numprocesses", "2", no_skips=no_skips)

    assert result.returncode == exit_code, result.stdout
    absences = [line for line in result.stdout.splitlines() if line.startswith("Not tested here: ")]
    assert absences == [
        "Not tested here: A printer (none is connected), Chromium (not on PATH), PostgreSQL (no server at 127.0.0.1:1)"
    ]
    assert ("so this run has failed" in result.stdout) == bool(no_skips)


@pytest.mark.parametrize("arguments", [(), ("--numprocesses", "2")], ids=["one process", "two processes"])
def test_a_file_skipped_as_a_whole_fails_where_nothing_may_be_skipped(tmp_path: Path, arguments: tuple[str, ...]):
    (tmp_path / "test_skipped_whole.py").write_text(SKIPPED_WHOLE, encoding="utf-8")

    result = run_planted(tmp_path, "def test_that_runs():\n    pass\n", *arguments, no_skips="1")

    assert result.returncode == 1, result.stdout


def test_a_run_that_lacks_nothing_says_nothing_of_it(tmp_path: Path):
    result = run_planted(tmp_path, "def test_that_runs():\n    pass\n", no_skips="1")

    assert result.returncode == 0, result.stdout
    assert "Not tested here" not in result.stdout

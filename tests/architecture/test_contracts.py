"""The contracts in pyproject.toml hold, and each of them can be broken."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.checkout import ROOT


def check(root: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the package under `root`, and on no other copy."""
    return subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package's code in which something may be planted."""
    shutil.copytree(ROOT / "checkmyogp", tmp_path / "checkmyogp", ignore=shutil.ignore_patterns("static", "*.toml"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_is_kept():
    result = check(ROOT)

    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("place", "planted", "broken"),
    [
        ("plans/services.py", "import checkmyogp.snapshots.services", "Each package looks only at those below it"),
        ("db/base.py", "import checkmyogp.resources", "Each package looks only at those below it"),
        ("ranking/__init__.py", "", "Each package looks only at those below it"),
        ("plans/queries.py", "import checkmyogp.plans.services", "Inside a feature"),
        ("domain/scales.py", "import babel.numbers", "The domain is the standard library and nothing else"),
        ("plans/services.py", "from flask import request", "Services, queries and models know nothing of requests"),
        ("scorecards/services.py", "import checkmyogp.plans.views", "Services, queries and models know nothing of"),
    ],
)
def test_a_planted_violation_breaks_its_contract(copy: Path, place: str, planted: str, broken: str):
    path = copy / "checkmyogp" / place
    path.parent.mkdir(exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{planted}\n")

    result = check(copy)

    assert result.returncode != 0
    assert any(broken in line and "BROKEN" in line for line in result.stdout.splitlines()), result.stdout

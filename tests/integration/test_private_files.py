"""What a site keeps on the disk is its owner's alone."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.checkout import ROOT

OPEN = 0o022
"""The usual mask, under which new files can be read by everybody."""


def flask(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command as an operator types it."""
    environment = {**os.environ, "CHECKMYOGP_INSTANCE_PATH": str(folder), "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "flask", "--app", "checkmyogp", *arguments],
        cwd=ROOT, env=environment, umask=OPEN, capture_output=True, text=True, check=False,
    )  # fmt: skip


CLOSED = {"checkmyogp.sqlite": 0o600, "encryption-keys": 0o600, "secret-key": 0o600}


def modes(folder: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}


@pytest.mark.asvs("13.3.2")
def test_a_new_site_is_its_owner_s_alone_and_an_open_one_is_closed(tmp_path: Path):
    folder = tmp_path / "instance"

    made = flask(folder, "db", "upgrade")

    assert made.returncode == 0, made.stderr
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert modes(folder) == CLOSED

    for path in folder.iterdir():
        path.chmod(0o644)
    flask(folder, "round", "list")

    assert modes(folder) == CLOSED

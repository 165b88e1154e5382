"""Two scripts, neither of which shares a line with the site, find every published figure of version 2 in its files."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from flask import Flask

from tests.factories.exports import SCRIPTS, by_folder, differing, run, unpacked
from tests.factories.random_scorecards import random_scorecard
from tests.plugins.engines import ON_SQLITE

pytestmark = ON_SQLITE

IN_EACH = pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script[0].rpartition("/")[2])
PARTS = (
    "SHA256SUMS",
    "rows",
    "cells",
    "flags",
    "verdicts.csv",
    "figures.csv",
    "figures_before_replies.csv",
    "commitment_figures.csv",
    "changes.csv",
    "kappa.csv",
)


@IN_EACH
def test_a_script_finds_every_published_figure_of_the_demonstration(
    read_only_seeded_app: Flask, published: bytes, tmp_path: Path, script: Sequence[str]
):
    found = run(script, [unpacked(read_only_seeded_app, published, tmp_path)])

    assert (found.returncode, found.stderr) == (0, ""), found.stdout
    assert "DEMONSTRATION" in found.stdout.splitlines()[0]
    assert [tuple(line.split()[:2]) for line in found.stdout.splitlines()[-len(PARTS) :]] == [
        ("equal", part) for part in PARTS
    ]


@IN_EACH
def test_a_script_agrees_with_the_site_whatever_is_said(
    read_only_seeded_app: Flask, published: bytes, small_snapshot: bytes, tmp_path: Path, script: Sequence[str]
):
    rounds = {
        "small": small_snapshot,
        "few": random_scorecard(published, seed=1, ngos=3, milestones=9),
        "several": random_scorecard(published, seed=2, ngos=7, milestones=20),
        "with drawn panels": random_scorecard(published, seed=3, ngos=18, milestones=3),
    }
    folders = [unpacked(read_only_seeded_app, snapshot, tmp_path / name) for name, snapshot in rounds.items()]

    found = run(script, folders)

    assert (found.returncode, found.stderr) == (0, ""), differing(found.stdout)
    assert list(by_folder(found.stdout)) == list(rounds)
    for word in ("too_few_milestones", "withdrawn", "civil_society_higher"):
        assert word in found.stdout

"""What was published under version 1 of the method keeps its files and its scripts, which find its figures still."""

import json
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.factories.exports import (
    SCRIPTS,
    Row,
    as_of_version_1,
    cover_up,
    differing,
    figured,
    run,
    sum_up,
    unpacked,
)
from tests.factories.thinned_exports import headings_alone, no_file, one_byte_more, twice, with_cells, without
from tests.plugins.engines import ON_SQLITE

pytestmark = ON_SQLITE

IN_EACH = pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script[0].rpartition("/")[2])


def with_everything_that_can_happen(published: bytes) -> bytes:
    """The demonstration with other accounts, some of each kind, and the figures that the site computes from them."""
    content: dict[str, Any] = json.loads(as_of_version_1(published, draws=100))
    chance = random.Random(6)  # noqa: S311 - the same accounts each time
    scales = {each["key"]: [level["value"] for level in each["levels"]] for each in content["rubric"]["criteria"]}
    for milestone in content["milestones"]:
        milestone["withdrawn"] = chance.random() < 0.1
        for report in milestone["reports"]:
            report["account"] = {"silence": "not_yet_due"} if chance.random() < 0.1 else report["account"]
        for assessment in milestone["assessments"]:
            assessment["counting"] = chance.choice(["counted", "counted", "interested", "recused", "not_accredited"])
            for answer in assessment["answers"]:
                answer.pop("first", None)
                silent = {"silence": chance.choice(["no_evidence", "unable", "recused"])}
                answer["account"] = silent if chance.random() < 0.3 else chance.choice(scales[answer["criterion"]])
    return figured(content)


@pytest.fixture(scope="module")
def small(small_snapshot: bytes) -> bytes:
    """A small round under version 1."""
    return as_of_version_1(small_snapshot)


@IN_EACH
def test_a_script_finds_the_published_figures_of_the_demonstration(
    read_only_seeded_app: Flask, published: bytes, tmp_path: Path, script: Sequence[str]
):
    found = run(script, [unpacked(read_only_seeded_app, as_of_version_1(published), tmp_path)])

    assert (found.returncode, found.stderr) == (0, ""), found.stdout
    assert "DEMONSTRATION" in found.stdout.splitlines()[0]
    assert [line.split()[:2] for line in found.stdout.splitlines()[-5:]] == [
        ["equal", "SHA256SUMS"],
        ["equal", "rows"],
        ["equal", "divergence.csv"],
        ["equal", "reliability.csv"],
        ["equal", "kappa.csv"],
    ]


@IN_EACH
def test_a_script_agrees_with_the_site_whatever_is_said(
    read_only_seeded_app: Flask, published: bytes, tmp_path: Path, script: Sequence[str]
):
    found = run(script, [unpacked(read_only_seeded_app, with_everything_that_can_happen(published), tmp_path)])

    assert (found.returncode, found.stderr) == (0, ""), found.stdout
    assert all(word in found.stdout for word in ("withdrawn", "no_quorum", "not_yet_due", "civil_society_higher"))


@IN_EACH
def test_a_script_agrees_on_a_round_too_small_for_alpha(
    read_only_seeded_app: Flask, small: bytes, tmp_path: Path, script: Sequence[str]
):
    found = run(script, [unpacked(read_only_seeded_app, small, tmp_path)])

    assert (found.returncode, found.stderr) == (0, ""), found.stdout
    assert "too_few_milestones" in found.stdout


@IN_EACH
@pytest.mark.parametrize(
    ("name", "where", "cells"),
    [
        ("ratings.csv", {"milestone": "1.1", "party_kind": "ngo", "level": "1"}, {"level": "3"}),
        ("method.csv", {"name": "quorum"}, {"value": "6"}),
        ("divergence.csv", {"milestone": "1.1"}, {"outcome": "aligned"}),
        ("reliability.csv", {"figure": "ac2"}, {"numerator": "1"}),
    ],
)
def test_one_altered_cell_makes_a_script_end_with_1(
    read_only_seeded_app: Flask,
    small: bytes,
    tmp_path: Path,
    script: Sequence[str],
    name: str,
    where: Row,
    cells: Mapping[str, str],
):
    folder = unpacked(read_only_seeded_app, small, tmp_path)
    with_cells(name, where, dict(cells), folder)
    sum_up(folder)

    found = run(script, [folder])

    assert (found.returncode, found.stderr) == (1, ""), found.stdout
    assert differing(found.stdout)


@IN_EACH
@pytest.mark.parametrize(
    ("planted", "table"), [(headings_alone, "ratings.csv"), (twice, "kappa.csv"), (no_file, "levels.csv")]
)
def test_files_cannot_be_thinned_out(
    read_only_seeded_app: Flask,
    small: bytes,
    tmp_path: Path,
    script: Sequence[str],
    planted: Callable[[str, Path], None],
    table: str,
):
    folder = unpacked(read_only_seeded_app, small, tmp_path)
    planted(table, folder)
    sum_up(folder)

    found = run(script, [folder])

    assert (found.returncode, found.stderr) == (1, ""), found.stdout
    assert differing(found.stdout)


@IN_EACH
def test_a_missing_row_and_a_file_that_differs_from_its_sum_are_named(
    read_only_seeded_app: Flask, small: bytes, tmp_path: Path, script: Sequence[str]
):
    folder = unpacked(read_only_seeded_app, small, tmp_path)
    without("divergence.csv", {"milestone": "1.2"}, folder)
    cover_up(folder)
    one_byte_more("README.txt", folder)

    found = run(script, [folder])

    assert found.returncode == 1
    assert differing(found.stdout)[0].startswith("SHA256SUMS README.txt")
    assert any("divergence.csv completion 1.2" in line for line in differing(found.stdout))

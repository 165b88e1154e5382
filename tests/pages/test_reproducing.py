"""Two scripts, neither of which shares a line with the site, find the published figures in the exported ratings."""

import csv
import hashlib
import io
import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from checkmyogp.comparison.exporting import exported
from checkmyogp.domain.canon import canonical
from checkmyogp.snapshots.reader import Scorecard
from checkmyogp.snapshots.recomputation import recomputed
from tests.plugins.engines import ON_SQLITE

pytestmark = ON_SQLITE

PYTHON = pytest.param([sys.executable, "reproduce.py"], id="Python")
R = pytest.param(["Rscript", "reproduce.R"], id="R")
SCRIPTS = [PYTHON, R] if shutil.which("Rscript") else [PYTHON]
"""R is asked for where it is installed; nothing else of ours needs it."""


def unpacked(app: Flask, snapshot: bytes, folder: Path) -> Path:
    """The export of a snapshot, in a folder."""
    with app.app_context():
        files = exported(Scorecard.of(snapshot, hashlib.sha256(snapshot).hexdigest()), ["en", "mn"])
    for file in files.values():
        (folder / file.name).write_bytes(file.content)
    return folder


def run(script: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        list(script), cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
    )


def change(folder: Path, name: str, where: Mapping[str, str], **cells: str) -> None:
    """Write other cells into the first row that is as described."""
    rows = rows_of(folder / name)
    found = next(row for row in rows if where.items() <= row.items())
    found.update(cells)
    write(folder / name, rows, list(rows[0]))


def rows_of(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))


def write(file: Path, rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> None:
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, columns)
    writer.writeheader()
    writer.writerows(rows)
    file.write_text(written.getvalue(), encoding="utf-8-sig", newline="")


def sum_up(folder: Path) -> None:
    """Put the sums right, as whoever changes files on purpose does."""
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    names = [line.partition("  ")[2] for line in lines]
    sums = [hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names if (folder / name).exists()]
    kept = [name for name in names if (folder / name).exists()]
    written = "".join(f"{digest}  {name}\n" for digest, name in zip(sums, kept, strict=True))
    (folder / "SHA256SUMS").write_text(written, encoding="utf-8")


def with_everything_that_can_happen(published: bytes) -> bytes:
    """The demonstration with other accounts, some of each kind, and the figures that the site computes from them."""
    content: dict[str, Any] = json.loads(published)
    chance = random.Random(6)  # noqa: S311 - the same accounts each time
    content["method"]["draws"] = 100
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
    frozen: Any = content
    content["figures"] = recomputed(frozen)
    return canonical(content)


@pytest.fixture(scope="module")
def drawn_less(published: bytes) -> bytes:
    """The demonstration with fewer draws for its intervals, and the figures that the site computes from it."""
    content: dict[str, Any] = json.loads(published)
    content["method"]["draws"] = 20
    frozen: Any = content
    content["figures"] = recomputed(frozen)
    return canonical(content)


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_finds_the_published_figures_of_the_demonstration(
    read_only_seeded_app: Flask, published: bytes, tmp_path: Path, script: Sequence[str]
):
    found = run(script, unpacked(read_only_seeded_app, published, tmp_path))

    assert found.returncode == 0, found.stdout + found.stderr
    assert found.stderr == ""
    assert "DEMONSTRATION" in found.stdout.splitlines()[0]
    assert [line.split()[:2] for line in found.stdout.splitlines()[-5:]] == [
        ["equal", "SHA256SUMS"],
        ["equal", "rows"],
        ["equal", "divergence.csv"],
        ["equal", "reliability.csv"],
        ["equal", "kappa.csv"],
    ]


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_agrees_with_the_site_whatever_is_said(
    read_only_seeded_app: Flask, published: bytes, tmp_path: Path, script: Sequence[str]
):
    found = run(script, unpacked(read_only_seeded_app, with_everything_that_can_happen(published), tmp_path))

    outcomes = found.stdout
    assert found.returncode == 0, found.stdout + found.stderr
    assert all(word in outcomes for word in ("withdrawn", "no_quorum", "not_yet_due", "civil_society_higher"))


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_agrees_on_a_round_too_small_for_alpha(
    read_only_seeded_app: Flask, small_snapshot: bytes, tmp_path: Path, script: Sequence[str]
):
    found = run(script, unpacked(read_only_seeded_app, small_snapshot, tmp_path))

    assert found.returncode == 0, found.stdout + found.stderr
    assert "too_few_milestones" in found.stdout


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize(
    ("name", "where", "cells"),
    [
        ("ratings.csv", {"milestone": "1.1", "criterion": "completion", "party_kind": "ngo"}, {"level": "3"}),
        ("ratings.csv", {"milestone": "1.1", "criterion": "completion", "party_kind": "government"}, {"level": "0"}),
        ("ratings.csv", {"milestone": "6.1", "counting": "recused"}, {"counting": "counted"}),
        ("milestones.csv", {"milestone": "1.1"}, {"withdrawn": "true"}),
        ("method.csv", {"name": "quorum"}, {"value": "6"}),
        ("divergence.csv", {"milestone": "1.1", "criterion": "completion"}, {"outcome": "aligned"}),
        ("reliability.csv", {"criterion": "completion", "figure": "alpha"}, {"numerator": "1"}),
        ("kappa.csv", {"criterion": "completion", "one": "government"}, {"numerator": "144"}),
    ],
)
def test_one_altered_cell_makes_a_script_end_with_1(
    read_only_seeded_app: Flask,
    drawn_less: bytes,
    tmp_path: Path,
    script: Sequence[str],
    name: str,
    where: Mapping[str, str],
    cells: Mapping[str, str],
):
    folder = unpacked(read_only_seeded_app, drawn_less, tmp_path)
    change(folder, name, where, **cells)
    sum_up(folder)

    found = run(script, folder)

    assert found.returncode == 1, found.stdout + found.stderr
    assert "differs" in found.stdout


TABLES = ("ratings", "divergence", "reliability", "kappa", "milestones", "levels", "parties", "method")


def first_row_deleted(file: Path) -> None:
    rows = rows_of(file)
    write(file, rows[1:], list(rows[0]))


def last_row_twice(file: Path) -> None:
    rows = rows_of(file)
    write(file, [*rows, rows[-1]], list(rows[0]))


def headings_alone(file: Path) -> None:
    write(file, [], list(rows_of(file)[0]))


def first_row_no_demonstration(file: Path) -> None:
    rows = rows_of(file)
    write(file, [{**rows[0], "demonstration": "true"}, *rows[1:]], list(rows[0]))


def deleted(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize(
    "planted", [first_row_deleted, last_row_twice, headings_alone, first_row_no_demonstration, deleted]
)
@pytest.mark.parametrize("table", TABLES)
def test_files_cannot_be_thinned_out(
    read_only_seeded_app: Flask,
    small_snapshot: bytes,
    tmp_path: Path,
    script: Sequence[str],
    planted: Callable[[Path], None],
    table: str,
):
    folder = unpacked(read_only_seeded_app, small_snapshot, tmp_path)
    planted(folder / f"{table}.csv")
    sum_up(folder)

    found = run(script, folder)

    assert (found.returncode, found.stderr) == (1, ""), found.stdout
    assert any(line.startswith("differs") for line in found.stdout.splitlines())


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("name", ["README.txt", "codebook.csv", "method.csv", "reproduce.R"])
def test_a_file_that_differs_from_its_sum_is_named(
    read_only_seeded_app: Flask, small_snapshot: bytes, tmp_path: Path, script: Sequence[str], name: str
):
    folder = unpacked(read_only_seeded_app, small_snapshot, tmp_path)
    with (folder / name).open("ab") as file:
        file.write(b"\n")

    found = run(script, folder)

    assert found.returncode == 1, found.stdout + found.stderr
    differing = [line.split() for line in found.stdout.splitlines() if line.startswith("differs")]
    assert differing[0][:3] == ["differs", "SHA256SUMS", name]


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_missing_row_is_named(
    read_only_seeded_app: Flask, small_snapshot: bytes, tmp_path: Path, script: Sequence[str]
):
    folder = unpacked(read_only_seeded_app, small_snapshot, tmp_path)
    rows = rows_of(folder / "divergence.csv")
    write(folder / "divergence.csv", [row for row in rows if row["milestone"] != "1.2"], list(rows[0]))
    sum_up(folder)

    found = run(script, folder)

    assert found.returncode == 1
    assert "divergence.csv completion 1.2" in found.stdout

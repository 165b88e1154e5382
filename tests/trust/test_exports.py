"""The files of a scorecard cannot be thinned out, and no cell of them changed: a script is red and names the row.

Of the planted changes every third is tried in `make test`. In `make prove` all of them are, and two hundred cells drawn
by chance, and two hundred rounds of 3 to 12 NGOs on which the site and both scripts must agree to the last digit.
"""

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest
from flask import Flask

from tests.factories.exports import SCRIPTS, Row, by_folder, figured, rows_of, run, unpacked
from tests.factories.random_scorecards import random_scorecard
from tests.factories.thinned_exports import PlantedChange, a_cell_changed, deletions, flags, headers, sums
from tests.plugins.engines import ON_SQLITE_UNLESS_PROVED
from tests.plugins.proving import Proof, Scale

pytestmark = ON_SQLITE_UNLESS_PROVED

HARNESS = "scripts that compute exported figures again"
MILESTONE, NGO = "1.1", "demonstration-ngo-a"
IN_EACH = pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script[0].rpartition("/")[2])
COMPUTED = ("verdicts.csv", "figures.csv", "figures_before_replies.csv", "commitment_figures.csv", "kappa.csv")
TABLES = (
    *COMPUTED,
    "ratings.csv",
    "milestones.csv",
    "commitments.csv",
    "levels.csv",
    "parties.csv",
    "bands.csv",
    "method.csv",
    "changes.csv",
    "codebook.csv",
)
PLANTED = {
    "a row deleted, or twice": deletions(MILESTONE, NGO),
    "a flag flipped": flags(MILESTONE, NGO),
    "headings alone": headers(TABLES),
    "another sum": sums(),
}
Checked = Callable[[Sequence[str], Sequence[PlantedChange]], Mapping[str, list[str]]]


@pytest.fixture(scope="module")
def published(read_only_seeded_app: Flask) -> bytes:
    """The demonstration's snapshot, as downloaded."""
    client: Any = read_only_seeded_app.test_client()
    return bytes(client.get("/api/v1/scorecards/mn-nap-5/demonstration/1").data)


@pytest.fixture(scope="module")
def whole(read_only_seeded_app: Flask, published: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a part of the demonstration in which everything happens that a change can be planted in."""
    content: dict[str, Any] = json.loads(published)
    content["method"]["draws"] = 20
    due = {each["number"] for each in content["milestones"] if each["due"].get("ends", "9") <= "2025-06-30"}
    revised = {each["number"] for each in content["milestones"] if '"first"' in json.dumps(each["assessments"])}
    content["milestones"] = [
        each
        for place, each in enumerate(content["milestones"])
        if place % 9 == 0 or each["number"] in {MILESTONE, *due, *sorted(revised)[:1]}
    ]
    return unpacked(read_only_seeded_app, figured(content), tmp_path_factory.mktemp("files") / "whole")


@pytest.fixture
def checked(whole: Path, tmp_path: Path) -> Checked:
    """What a script says of each change, all of them in one process, and that it says nothing of the whole files."""

    def check(script: Sequence[str], changes: Sequence[PlantedChange]) -> Mapping[str, list[str]]:
        folders = [whole]
        for place, change in enumerate(changes):
            folders.append(tmp_path / str(place))
            shutil.copytree(whole, folders[-1])
            change.plant(folders[-1])
        said = run(script, folders)
        assert (said.returncode, said.stderr) == (1, "")
        found = by_folder(said.stdout)
        assert found["whole"] == []
        return {change.name: found[str(place)] for place, change in enumerate(changes)}

    return check


def unnoticed(changes: Sequence[PlantedChange], found: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The changes whose row is not named, with the beginning of what was said."""
    return {
        change.name: found[change.name][:3]
        for change in changes
        if not any(change.named in line for line in found[change.name])
    }


@IN_EACH
def test_files_cannot_be_thinned_out_nor_a_cell_changed(
    checked: Checked, whole: Path, script: Sequence[str], proof: Proof, scale: Scale
):
    planted = {kind: changes[:: scale.of(3, 1)] for kind, changes in PLANTED.items()}
    planted["a cell changed"] = changed_cells(whole, scale.of(6, 200))

    found = checked(script, [change for changes in planted.values() for change in changes])

    for kind, changes in planted.items():
        red = [change for change in changes if found[change.name]]
        proof.catches(HARNESS, f"{kind} ({script[1]})", tried=len(changes), found=red)
        assert unnoticed(changes, found) == {}


def changed_cells(whole: Path, many: int) -> list[PlantedChange]:
    """Cells of figures and counted levels, drawn with a fixed seed, each with another value of its kind."""
    chance = Random(11)  # noqa: S311 - the same cells each time
    changes: list[PlantedChange] = []
    while len(changes) < many:
        table = chance.choice([*COMPUTED, "ratings.csv"])
        rows = rows_of(whole / table)
        place = chance.randrange(len(rows))
        if columns := [column for column in computed_columns(table, rows[place]) if rows[place][column]]:
            changes.append(a_cell_changed(table, place, chance.choice(columns), rows[place]))
    return changes


def computed_columns(table: str, row: Row) -> list[str]:
    """The columns of a row that are computed, or that figures are computed from."""
    if table == "ratings.csv":
        return ["level"] if row["counting"] in {"counted", "interested"} else []
    if table == "verdicts.csv":
        return list(row)[list(row).index("n") :]
    return ["numerator", "denominator", "shown", *(["n", "between"] if table == "kappa.csv" else [])]


@IN_EACH
def test_site_and_script_agree_on_whatever_is_said(
    read_only_seeded_app: Flask,
    published: bytes,
    tmp_path: Path,
    script: Sequence[str],
    proof: Proof,
    scale: Scale,
):
    folders = [
        unpacked(
            read_only_seeded_app,
            random_scorecard(published, seed=seed, ngos=3 + seed % 10, milestones=1 + seed % 23),
            tmp_path / f"round {seed}",
        )
        for seed in range(100, 100 + scale.of(3, 200))
    ]

    said = run(script, folders)

    assert said.stderr == ""
    found = by_folder(said.stdout)
    proof.holds(
        f"{HARNESS} ({script[1]})", tried=len(found), found=[line for lines in found.values() for line in lines]
    )
    assert len(found) == len(folders)

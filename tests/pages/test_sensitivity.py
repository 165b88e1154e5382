"""What the demonstration's finding hangs on, read again from its snapshot and against numbers written out by hand."""

import json
from collections.abc import Mapping

import pytest

from tests.pages.inspecting import Inspector, page
from tests.pages.markup import Page
from tests.pages.test_analysis import ANALYSIS, Snapshot, figures, rows
from tests.plugins.engines import ON_SQLITE

pytestmark = ON_SQLITE


@pytest.fixture(scope="session")
def snapshot(published: bytes) -> Snapshot:
    """The demonstration's snapshot, parsed."""
    return json.loads(published)


def changes_under(shown: Page, anchor: str) -> list[str]:
    """What the list after a heading says of each milestone."""
    everything = list(shown.main.walk())
    after = everything[everything.index(shown.by_id(anchor)) :]
    return [item.text() for item in next(element for element in after if element.name == "ul").all("li")]


@pytest.mark.parametrize("criterion", ["completion", "participation", "opening"])
def test_every_count_of_the_snapshot_has_its_ranges(reader: Inspector, snapshot: Snapshot, criterion: str):
    shown = page(reader.get(f"{ANALYSIS}/sensitivity?criterion={criterion}"))

    known = figures(snapshot, criterion)
    region = next(
        part for part in shown.main.of_class("wide") if part.attributes["aria-label"] == "How far each count goes"
    )
    lines = rows(region.all("table")[0])
    ranges = [*known["panels"], known["one_ngo"], known["two_ngos"], known["missing_scores"]]
    keys = [key for key in HEADLINES if key in known["counts"]["headlines"]]
    assert lines[0][: len(keys)] == [str(known["counts"]["headlines"][key]) for key in keys]
    for line, given in zip(lines[1:], ranges, strict=True):
        assert line[: len(keys)] == [between(given["counts"][key]) for key in keys]


HEADLINES = (
    "positions",
    "positions_at_top",
    "comparable",
    "government_higher",
    "aligned",
    "civil_society_higher",
    "government_at_top",
    "civil_society_at_top",
    "both_at_top",
)


def between(found: Mapping[str, int]) -> str:
    return str(found["low"]) if found["low"] == found["high"] else f"{found['low']} to {found['high']}"


def test_each_verdict_that_one_ngo_decides_is_named(reader: Inspector, snapshot: Snapshot):
    shown = page(reader.get(f"{ANALYSIS}/sensitivity"))

    decided = [each["number"] for each in figures(snapshot)["milestones"] if each.get("flip_number") == 1]
    named = [item.all("a")[0].text().split()[0] for item in shown.main.all("li") if "one NGO decides" in item.text()]
    # Four where one side is higher, two where they are aligned.
    assert named == decided
    assert len(named) == 6


def test_the_direction_is_counted_commitment_by_commitment(reader: Inspector):
    shown = page(reader.get(f"{ANALYSIS}/sensitivity"))

    region = next(part for part in shown.main.of_class("wide") if "by commitment" in part.attributes["aria-label"])
    assert [line[0] for line in rows(region.all("table")[0])] == ["0", "+1", "+1", "+2", "+2", "+3", "+1", "+1"]
    assert "4 of 256" in shown.main.text()


def test_each_band_read_otherwise_lists_what_it_changes(reader: Inspector, snapshot: Snapshot):
    shown = page(reader.get(f"{ANALYSIS}/sensitivity"))

    text = shown.main.text()
    for band in figures(snapshot)["bands"]:
        changed = [each["milestone"] for each in band["changes"]]
        assert f": {len(changed)} outcome" in text
        assert [
            number
            for number in changed
            if f"{ANALYSIS.removesuffix('/analysis')}/milestones/{number}" not in shown.links()
        ] == []


def test_the_lean_of_each_ngo_is_the_snapshots_own(reader: Inspector, snapshot: Snapshot):
    shown = page(reader.get(f"{ANALYSIS}/sensitivity"))

    region = next(part for part in shown.main.of_class("wide") if "Lean" in part.attributes["aria-label"])
    known = [each["lean"]["shown"].replace("-", "−") for each in figures(snapshot)["leans"]["by_rater"]]
    assert [line[0] for line in rows(region.all("table")[0])] == known
    assert "not a finding about the NGO" in shown.main.text()


def test_what_is_fragile_changes_without_those_with_a_stake_and_leads_to_its_scores(
    reader: Inspector, snapshot: Snapshot
):
    shown = page(reader.get(f"{ANALYSIS}/sensitivity"))

    fragile = [each["number"] for each in figures(snapshot)["milestones"] if each["fragile"]]
    said = changes_under(shown, "interested")
    assert [line.split()[0] for line in said] == fragile
    assert all("becomes" in line for line in said)
    assert reader.get(shown.main.links()[-1]).status_code == 200

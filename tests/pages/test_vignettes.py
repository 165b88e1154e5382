"""How raters read the demonstration's vignettes, on the page of what its finding hangs on, against its snapshot."""

import json

import pytest

from checkmyogp.verification import checks
from tests.pages.inspecting import Inspector, page
from tests.pages.markup import Element
from tests.pages.test_analysis import ANALYSIS, Snapshot, figures
from tests.plugins.engines import ON_SQLITE

pytestmark = ON_SQLITE

IN_ORDER_BY_HAND = {
    "demonstration-ngo-a": (4, 6, 0, 0),
    "demonstration-ngo-b": (3, 5, 1, 0),
    "demonstration-ngo-c": (4, 6, 0, 0),
    "demonstration-ngo-d": (3, 5, 1, 0),
    "demonstration-ngo-e": (3, 5, 1, 0),
    "demonstration-ngo-f": (2, 5, 0, 1),
    "demonstration-agency-2": (2, 5, 1, 0),
    "demonstration-agency-5": (3, 3, 0, 0),
}
"""Hits, and of six pairs (of three, where one case was left out) those in order, tied and reversed."""


@pytest.fixture(scope="session")
def snapshot(published: bytes) -> Snapshot:
    """The demonstration's snapshot, parsed."""
    return json.loads(published)


def table_of(reader: Inspector, language: str) -> Element:
    shown = page(reader.get(ANALYSIS.replace("/en/", f"/{language}/") + "/sensitivity"))
    label = {"en": "Vignettes by rater", "mn": "Жишиг тохиолдлууд, үнэлэгчээр"}[language]
    return next(part for part in shown.main.of_class("wide") if part.attributes["aria-label"] == label)


def test_hits_and_order_are_those_that_were_counted_by_hand(snapshot: Snapshot):
    readings = {each["rater"]: each for each in figures(snapshot)["vignettes"]["readings"]}

    found = {
        key: tuple(readings[key][part] for part in ("hits", "in_order", "tied", "reversed")) for key in IN_ORDER_BY_HAND
    }
    assert found == IN_ORDER_BY_HAND


@pytest.mark.parametrize("language", ["en", "mn"])
def test_the_page_shows_what_each_rater_gave_with_hits_and_order(reader: Inspector, snapshot: Snapshot, language: str):
    cases = [case["key"] for case in snapshot["vignettes"]["cases"]]
    scorers = {each["key"]: each for each in snapshot["vignettes"]["scorers"]}
    written, *lines = table_of(reader, language).all("tbody")[0].all("tr")

    assert [cell.text() for cell in written.all("td")][:4] == ["1", "3", "0", "2"]
    for line, reading in zip(lines, figures(snapshot)["vignettes"]["readings"], strict=True):
        scorer = scorers[reading["rater"]]
        cells = [cell.text() for cell in line.all("td")]
        assert scorer["name"][language]["text"] in line.text()
        levels = [str(scorer["given"][case]) for case in cases if case in scorer["given"]]
        assert [cell for cell in cells[:4] if cell.isdigit()] == levels
        assert str(reading["hits"]) in cells[4]
        assert str(reading["in_order"]) in cells[5]


def test_a_criterion_without_vignettes_says_nothing_of_them(reader: Inspector):
    shown = reader.get(f"{ANALYSIS}/sensitivity?criterion=participation").text

    assert "invented cases" not in shown
    assert 'id="vignettes"' not in shown


def test_each_milestone_that_changes_on_places_is_named(reader: Inspector, snapshot: Snapshot):
    shown = reader.get(f"{ANALYSIS}/sensitivity").text
    places = figures(snapshot)["vignettes"]["places"]

    assert places["left_out"] == []
    assert f"{len(places['changes'])} outcomes are others" in shown
    assert "a place to look, never a weight" in shown
    assert all(f"milestones/{number}" in shown for number in places["unplaced"])


STRANGE = {"a text": {"library-books": "1"}, "off the scale": {"library-books": 7}, "a list": ["x"], "nothing": None}


@pytest.mark.parametrize("given", STRANGE.values(), ids=STRANGE.keys())
@pytest.mark.usefixtures("read_only_seeded_site")
def test_a_file_with_strange_scores_of_vignettes_does_not_hold(published: bytes, given: object):
    assert checks.of_bytes(with_scores(published, given)).differences


@pytest.mark.usefixtures("read_only_seeded_site")
def test_a_file_with_a_hundred_thousand_vignettes_is_not_worked_through(published: bytes):
    assert checks.of_bytes(with_scores(published, dict.fromkeys(map(str, range(100_000)), 1))).unchecked


def with_scores(published: bytes, given: object) -> bytes:
    """The scorecard with other scores of vignettes by the first who scored them."""
    content = json.loads(published)
    content["vignettes"]["scorers"][0]["given"] = given
    return json.dumps(content).encode()

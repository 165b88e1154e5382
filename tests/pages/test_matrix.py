"""The matrix says of each milestone what each party said, in the order and the choice that were asked for."""

import json
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pytest

from tests.pages.inspecting import Inspector, page
from tests.pages.markup import Element, Page
from tests.plugins.engines import ON_SQLITE
from tests.states import ANALYSIS

pytestmark = ON_SQLITE

Snapshot = Mapping[str, Any]
NOT_ASSESSED = {"en": "Not assessed", "mn": "Үнэлээгүй"}


@pytest.fixture(scope="session")
def snapshot(published: bytes) -> Snapshot:
    """The demonstration's snapshot, parsed."""
    return json.loads(published)


def rows(shown: Page) -> dict[str, list[Element]]:
    """The cells of each milestone by its number, in the order of the page."""
    found: dict[str, list[Element]] = {}
    for table in shown.root.of_class("matrix"):
        for row in table.all("tr"):
            if cells := row.all("td"):
                found[row.of_class("no")[0].text()] = cells
    return found


def level(cell: Element) -> str:
    """The number in a cell; empty where a silence stands."""
    return "".join(bold.text() for bold in cell.all("b")).replace("−", "-")


def answer(milestone: Mapping[str, Any], rater: str, criterion: str) -> Mapping[str, Any] | None:
    return next(
        (
            {**given, "counting": assessment["counting"]}
            for assessment in milestone["assessments"]
            for given in assessment["answers"]
            if assessment["rater"] == rater and given["criterion"] == criterion
        ),
        None,
    )


def leads(milestone: Mapping[str, Any]) -> set[str]:
    return {lead["key"] for lead in milestone["leads"]}


@pytest.mark.parametrize("language", ["en", "mn"])
@pytest.mark.parametrize("criterion", ["completion", "participation", "opening"])
def test_every_cell_holds_what_the_party_said(reader: Inspector, snapshot: Snapshot, language: str, criterion: str):
    shown = rows(page(reader.get(f"/{language}{ANALYSIS}?criterion={criterion}")))
    raters = [rater["key"] for rater in snapshot["raters"]]

    for milestone in snapshot["milestones"]:
        cells = shown[milestone["number"]][-len(raters) :]
        for rater, cell in zip(raters, cells, strict=True):
            said = answer(milestone, rater, criterion)
            if said is None:
                assert cell.text() == NOT_ASSESSED[language]
            else:
                assert level(cell) == (str(said["account"]) if isinstance(said["account"], int) else "")
                assert ("uncounted" in cell.attributes["class"]) == (said["counting"] in {"recused", "not_accredited"})


def test_government_and_civil_society_stand_before_the_ngos(reader: Inspector, snapshot: Snapshot):
    shown = rows(page(reader.get(f"/en{ANALYSIS}")))
    figures = {figure["number"]: figure for figure in snapshot["figures"][0]["milestones"]}

    for number, (government, civil_society, *_rest) in shown.items():
        said, stands = figures[number]["government"], figures[number]["civil_society"]
        assert level(government) == (str(said) if isinstance(said, int) else "")
        assert level(civil_society) == " / ".join(map(str, sorted(set(stands.get("middle", ())))))


def test_a_revised_level_says_what_was_said_first(reader: Inspector, snapshot: Snapshot):
    shown = rows(page(reader.get(f"/en{ANALYSIS}")))
    raters = [rater["key"] for rater in snapshot["raters"]]
    revised = [
        (milestone["number"], raters.index(assessment["rater"]))
        for milestone in snapshot["milestones"]
        for assessment in milestone["assessments"]
        for given in assessment["answers"]
        if "first" in given and given["criterion"] == "completion"
    ]

    assert revised
    for number, place in revised:
        assert "first: " in shown[number][-len(raters) :][place].text()


def test_the_order_asked_for_is_the_order_shown(reader: Inspector, snapshot: Snapshot):
    figures = {figure["number"]: figure for figure in snapshot["figures"][0]["milestones"]}
    due = {milestone["number"]: milestone["due"].get("ends", "9999") for milestone in snapshot["milestones"]}
    measures = {
        "plan": [milestone["number"] for milestone in snapshot["milestones"]].index,
        "divergence": lambda number: (
            0 if figures[number]["outcome"] == "aligned" else -figures[number].get("distance", 0)
        ),
        "disagreement": lambda number: (
            figures[number]["civil_society"].get("lowest", 0) - figures[number]["civil_society"].get("highest", 0)
        ),
        "flip_number": lambda number: figures[number].get("flip_number", 99),
        "due": lambda number: due[number],
    }

    for order, measure in measures.items():
        numbers = list(rows(page(reader.get(f"/en{ANALYSIS}?sort={order}"))))
        assert len(numbers) == len(snapshot["milestones"])
        assert all(measure(before) <= measure(after) for before, after in pairwise(numbers)), order


@pytest.mark.parametrize(
    ("choice", "fits"),
    [
        ("commitment=6", lambda milestone, _figure: milestone["number"].startswith("6.")),
        ("outcome=no_quorum", lambda _milestone, figure: figure["outcome"] == "no_quorum"),
        ("agreeing=split", lambda _milestone, figure: figure["civil_society"].get("split", False)),
        (
            "agreeing=same",
            lambda _milestone, figure: (
                figure["civil_society"].get("lowest", 0) == figure["civil_society"].get("highest", 1)
            ),
        ),
        ("due=open", lambda milestone, _figure: "ends" not in milestone["due"]),
        ("due=2028", lambda milestone, _figure: milestone["due"].get("ends", "").startswith("2028")),
        ("agency=demonstration-agency-1", lambda milestone, _figure: "demonstration-agency-1" in leads(milestone)),
    ],
)
def test_a_choice_shows_what_fits_it_and_nothing_else(reader: Inspector, snapshot: Snapshot, choice: str, fits: Any):
    figures = {figure["number"]: figure for figure in snapshot["figures"][0]["milestones"]}

    shown = list(rows(page(reader.get(f"/en{ANALYSIS}?{choice}"))))

    expected = [each["number"] for each in snapshot["milestones"] if fits(each, figures[each["number"]])]
    assert shown == expected
    assert 0 < len(shown) < len(snapshot["milestones"])


def test_what_a_form_sends_empty_means_everything(reader: Inspector, snapshot: Snapshot):
    sent = "criterion=completion&sort=plan&commitment=&agency=&outcome=&agreeing=&due="

    assert len(rows(page(reader.get(f"/en{ANALYSIS}?{sent}")))) == len(snapshot["milestones"])


@pytest.mark.parametrize(
    "rubbish", ["sort=backwards", "page=2", "page=0", "due=1999", "agreeing=perhaps", "x=1", "criterion=nothing"]
)
def test_what_cannot_be_chosen_changes_nothing(reader: Inspector, rubbish: str):
    plain = reader.get(f"/en{ANALYSIS}")

    assert reader.get(f"/en{ANALYSIS}?{rubbish}").data == plain.data


def test_each_milestone_leads_to_what_its_figures_are_made_from(reader: Inspector, snapshot: Snapshot):
    links = page(reader.get(f"/en{ANALYSIS}")).links()

    for milestone in snapshot["milestones"]:
        assert f"/en/scorecards/mn-nap-5/demonstration/1/milestones/{milestone['number']}" in links

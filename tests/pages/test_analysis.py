"""The analysis of the demonstration, counted again from its snapshot: tables, links, and what an address may ask."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest

from checkmyogp.comparison.criterion_data import CriterionData
from checkmyogp.domain.method_2.headline_counts import Headline
from checkmyogp.snapshots.reader import Scorecard
from tests.pages.inspecting import Inspector, page
from tests.pages.markup import Element, Page
from tests.plugins.engines import ON_SQLITE
from tests.states import SCORECARD

pytestmark = ON_SQLITE

ANALYSIS = f"/en{SCORECARD}/1/analysis"
LEVELS = ("0", "1", "2", "3")
LETTER = re.compile(r"NGO ([A-F])")

Snapshot = Mapping[str, Any]


@pytest.fixture(scope="session")
def snapshot(published: bytes) -> Snapshot:
    """The demonstration's snapshot, parsed."""
    return json.loads(published)


def figures(snapshot: Snapshot, criterion: str = "completion") -> Mapping[str, Any]:
    return next(entry for entry in snapshot["figures"] if entry["criterion"] == criterion)


def both(snapshot: Snapshot) -> dict[str, tuple[int, tuple[int, ...]]]:
    """Of each comparable milestone the government's level, and the level or two where civil society stands."""
    return {
        each["number"]: (each["government"], tuple(sorted(set(each["civil_society"]["middle"]))))
        for each in figures(snapshot)["milestones"]
        if "distance" in each
    }


def whole(snapshot: Snapshot) -> list[tuple[int, int]]:
    """The same of those at one level, which have a cell in the table."""
    return [(government, stands[0]) for government, stands in both(snapshot).values() if len(stands) == 1]


def rows(table: Element) -> list[list[str]]:
    return [[cell.text() for cell in row.all("td")] for row in table.all("tbody")[0].all("tr")]


def facts(shown: Page) -> list[str]:
    found = shown.main.of_class("facts")[0].all("dd")
    return [next(text.strip() for _element, text in fact.texts() if text.strip()) for fact in found]


def listed_under(shown: Page, anchor: str) -> list[str]:
    """The numbers of the milestones in the list after a heading."""
    everything = list(shown.main.walk())
    after = everything[everything.index(shown.by_id(anchor)) :]
    found = next(element for element in after if element.name == "ul")
    return [item.all("a")[0].text().split()[0] for item in found.all("li")]


def test_the_table_of_a_pair_holds_every_milestone_at_whole_levels_once(reader: Inspector, snapshot: Snapshot):
    shown = page(reader.get(f"{ANALYSIS}/pair"))

    counted = Counter(whole(snapshot))
    table = rows(shown.main.all("table")[0])
    expected = [[str(counted[int(row), int(column)]) for column in LEVELS] for row in LEVELS]
    assert [row[:-1] for row in table[:-1]] == expected


def test_the_totals_of_a_pairs_table_count_each_partys_levels(reader: Inspector, snapshot: Snapshot):
    shown = page(reader.get(f"{ANALYSIS}/pair"))

    table = rows(shown.main.all("table")[0])
    pairs = whole(snapshot)
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    assert [row[-1] for row in table] == [*(str(ones[int(level)]) for level in LEVELS), str(len(pairs))]
    assert table[-1] == [*(str(others[int(level)]) for level in LEVELS), str(len(pairs))]


def test_every_number_of_the_table_leads_to_as_many_milestones(reader: Inspector, snapshot: Snapshot):
    shown = page(reader.get(f"{ANALYSIS}/pair"))

    links = shown.main.all("table")[0].all("a")
    said = both(snapshot)
    for link in links:
        anchor = link.attributes["href"].removeprefix("#")
        _cell, row, column = anchor.split(".")
        behind = [number for number, pair in said.items() if pair == (int(row), (int(column),))]
        assert listed_under(shown, anchor) == behind
        assert link.text() == str(len(behind))
    assert len(links) == len(set(whole(snapshot)))


def test_what_is_beside_the_table_and_what_is_left_out_is_listed(reader: Inspector, snapshot: Snapshot):
    shown = page(reader.get(f"{ANALYSIS}/pair"))

    said = both(snapshot)
    between = [number for number, (_government, stands) in said.items() if len(stands) > 1]
    left_out = [each["number"] for each in snapshot["milestones"] if each["number"] not in said]
    assert listed_under(shown, "between") == between
    assert listed_under(shown, "left-out") == left_out


def test_the_figures_of_a_pair_are_those_of_its_table(reader: Inspector, snapshot: Snapshot):
    shown = page(reader.get(f"{ANALYSIS}/pair"))

    pairs = whole(snapshot)
    seen = sum((one - other) ** 2 for one, other in pairs)
    by_chance = Fraction(sum((one - other) ** 2 for one, _ in pairs for _, other in pairs), len(pairs))
    kappa = 1 - seen / by_chance
    same = sum(one == other for one, other in pairs)
    assert facts(shown)[0] == f"{float(kappa):.3f}"
    assert facts(shown)[1].split()[0] == str(round(100 * same / len(pairs)))
    assert facts(shown)[3] == figures(snapshot)["counts"]["mean_distance"]["shown"]


def test_turning_the_pair_around_turns_the_signs(reader: Inspector):
    there = page(reader.get(f"{ANALYSIS}/pair?one=government&other=civil_society"))
    back = page(reader.get(f"{ANALYSIS}/pair?one=civil_society&other=government"))

    assert facts(there)[:3] == facts(back)[:3]
    assert facts(there)[3] == facts(back)[3].replace("−", "+")


def test_a_recused_answer_is_shown_and_left_out(reader: Inspector, snapshot: Snapshot):
    (rater,) = [
        each["rater"]
        for milestone in snapshot["milestones"]
        if milestone["number"] == "6.1"
        for each in milestone["assessments"]
        if each["counting"] == "recused"
    ][:1]

    shown = page(reader.get(f"{ANALYSIS}/pair?one=government&other=ngo:{rater}"))

    left_out = next(item for item in shown.main.all("li") if item.text().startswith("6.1 "))
    assert "6.1" in listed_under(shown, "left-out")
    assert "Not counted: conflict of interest" in left_out.text()


def test_another_criterion_keeps_the_parties_that_are_asked_there(reader: Inspector):
    ngos = "one=ngo:demonstration-ngo-a&other=ngo:demonstration-ngo-b"
    of_ngos = page(reader.get(f"{ANALYSIS}/pair?{ngos}"))
    of_government = page(reader.get(f"{ANALYSIS}/pair?one=ngo:demonstration-ngo-a&other=government"))

    opening, there = (
        next(link for link in shown.main.links() if "criterion=opening" in link) for shown in (of_ngos, of_government)
    )
    assert "demonstration-ngo-b" in opening
    assert "ngo" not in there.partition("?")[2]
    assert {reader.get(link).status_code for link in (opening, there)} == {200}


def test_the_same_party_twice_is_answered_with_what_to_do(reader: Inspector):
    shown = page(reader.get(f"{ANALYSIS}/pair?one=government&other=government"))

    assert "Choose two different ones" in shown.main.of_class("refusal")[0].text()
    assert shown.main.all("table") == []
    assert [option.attributes["value"] for option in shown.main.all("option") if "selected" in option.attributes] == [
        "government",
        "government",
    ]


@pytest.mark.parametrize(
    "query",
    [
        "pair?one=ngo:nobody",
        "pair?one=irm",
        "pair?criterion=nothing",
        "reliability?criterion=nothing",
        "reliability?one=government",
        "sensitivity?quorum=1",
    ],
)
def test_an_address_that_asks_for_what_there_is_not_shows_what_there_is(reader: Inspector, query: str):
    plain = reader.get(f"{ANALYSIS}/{query.partition('?')[0]}")

    assert reader.get(f"{ANALYSIS}/{query}").data == plain.data


@pytest.mark.parametrize("name", ["pair", "reliability", "sensitivity"])
def test_a_version_that_is_not_published_has_no_analysis(reader: Inspector, name: str):
    assert reader.get(f"/en{SCORECARD}/2/analysis/{name}").status_code == 404


@pytest.mark.parametrize("name", ["pair", "reliability", "sensitivity"])
def test_everybody_may_keep_the_analysis_for_a_minute(reader: Inspector, name: str):
    response = reader.get(f"{ANALYSIS}/{name}")

    assert response.headers["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("criterion", ["completion", "participation", "opening"])
def test_the_figures_of_a_criterion_are_the_snapshots_own(reader: Inspector, snapshot: Snapshot, criterion: str):
    shown = page(reader.get(f"{ANALYSIS}/reliability?criterion={criterion}"))

    known = figures(snapshot, criterion)["agreement"]
    said = [fact.split()[0] for fact in facts(shown)]
    in_order = [
        known["alpha"],
        known["panel"]["value"],
        known["ac2"],
        known["exact_agreement"],
        known["adjacent_agreement"],
    ]
    assert said == [number["shown"].replace("-", "−") for number in in_order]


def test_the_matrix_gives_the_alpha_that_is_published(reader: Inspector, snapshot: Snapshot):
    shown = page(reader.get(f"{ANALYSIS}/reliability"))

    ordinal = shown.by_id("metrics").all("dd")[1].text()
    agreement = figures(snapshot)["agreement"]
    assert ordinal.startswith(agreement["alpha"]["shown"])
    assert rows(shown.main.all("table")[0])[-1][-1] == str(agreement["values"])


@pytest.mark.parametrize("criterion", ["completion", "participation"])
def test_who_is_higher_is_who_the_verdict_says(published: bytes, criterion: str):
    scorecard = Scorecard.of(published, "")
    counts = scorecard.criteria[criterion].figures.counts
    judged = CriterionData(scorecard, criterion)

    assert judged.pair("government", "civil_society").higher == counts.of(Headline.GOVERNMENT_HIGHER)
    assert judged.pair("civil_society", "government").higher == counts.of(Headline.CIVIL_SOCIETY_HIGHER)

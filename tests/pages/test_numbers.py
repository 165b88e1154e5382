"""Every figure on a page is the one in the snapshot, to the last digit, and the reader's choices give its rows."""

import json
import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import pytest

from tests.pages.inspecting import Inspector, page
from tests.pages.markup import Element, Page
from tests.plugins.engines import ON_SQLITE
from tests.states import MILESTONE, SCORECARD

pytestmark = ON_SQLITE

LANGUAGES = ("en", "mn")
CRITERIA = ("completion", "participation", "opening")
NUMBER = re.compile(r"[+−]?\d+(?:\.\d+)?")

Snapshot = Mapping[str, Any]


@pytest.fixture(scope="session")
def snapshot(published: bytes) -> Snapshot:
    """The demonstration's snapshot, parsed."""
    return json.loads(published)


def figures(snapshot: Snapshot, criterion: str) -> Mapping[str, Any]:
    return next(entry for entry in snapshot["figures"] if entry["criterion"] == criterion)


def signed(shown: str) -> str:
    return shown.replace("-", "−")


def rows(shown: Page) -> dict[str, Element]:
    """The table's milestones by number, in the order of the page."""
    found: dict[str, Element] = {}
    for row in shown.root.of_class("scorecard")[0].all("tr") if shown.root.of_class("scorecard") else []:
        header = next((cell for cell in row.all("th") if cell.attributes.get("scope") == "row"), None)
        if header:
            found[header.of_class("no")[0].text()] = row
    return found


def numbers(element: Element) -> list[str]:
    return NUMBER.findall(" ".join(text for _place, text in element.texts()))


def shown_numbers(plain: object) -> Iterator[str]:
    """Every number of a part of the snapshot as it is to be shown."""
    if isinstance(plain, dict):
        if "shown" in plain:
            yield signed(plain["shown"])
        for value in plain.values():
            yield from shown_numbers(value)
    elif isinstance(plain, list):
        for value in plain:
            yield from shown_numbers(value)
    elif isinstance(plain, int) and not isinstance(plain, bool):
        yield signed(str(plain))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("criterion", CRITERIA)
def test_each_row_shows_what_the_snapshot_says(reader: Inspector, snapshot: Snapshot, language: str, criterion: str):
    found = rows(page(reader.get(f"/{language}{SCORECARD}?criterion={criterion}")))

    results = {entry["number"]: entry for entry in figures(snapshot, criterion)["milestones"]}
    assert list(found) == [milestone["number"] for milestone in snapshot["milestones"]]
    for number, row in found.items():
        said, result = row.of_class("verdict-cell")[0], results[number]
        raters = row.of_class("raters")[0]
        assert raters.text() == str(len(result["levels"]))
        assert numbers(said.of_class("verdict")[0]) == list(expected_distance(result))
        if "support" in result:
            support = result["support"]
            side = {"government_higher": "below", "aligned": "at", "civil_society_higher": "above"}[result["outcome"]]
            few, everybody = str(support[side]), str(sum(support[key] for key in ("below", "at", "above")))
            assert sorted(numbers(said.all("small")[0])) == sorted([few, everybody])


def expected_distance(result: Mapping[str, Any]) -> Iterator[str]:
    """The distance that a verdict names: from whoever is higher, always with a plus; none where they are equal."""
    shown = result.get("divergence", {}).get("shown", "0")
    if shown != "0":
        yield f"+{shown[1:]}" if result["outcome"] == "civil_society_higher" else signed(shown)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("criterion", CRITERIA)
def test_the_facts_show_the_figures_and_nothing_else(
    reader: Inspector, snapshot: Snapshot, language: str, criterion: str
):
    shown = page(reader.get(f"/{language}{SCORECARD}?criterion={criterion}"))

    known = figures(snapshot, criterion)
    in_words = [signed(text) for text in figures_in_words(known)]
    facts = [fact for facts in shown.root.of_class("facts") for fact in facts.all("dd")]
    said = [number for fact in facts for number in numbers(fact)]
    # 95 is the per cent of the interval, 10 and 8 are the least numbers the method asks for.
    assert set(said) <= {*shown_numbers(known), "95", "10", "8"}
    assert [text for text in in_words if text not in said] == []


def figures_in_words(known: Mapping[str, Any]) -> Iterator[str]:
    """The figures that a scorecard must show."""
    agreement = known["agreement"]
    for key in ("alpha", "ac2", "exact_agreement", "adjacent_agreement"):
        if "shown" in agreement[key]:
            yield agreement[key]["shown"]
    for interval in (agreement["interval"], known.get("mean_divergence", {}).get("interval", {})):
        yield from (interval[end]["shown"] for end in ("low", "high") if end in interval)
    if known["compared"]:
        yield known["mean_divergence"]["shown"]
        yield from (str(known["leave_one_out"][end]) for end in ("low", "high"))
        verdicts = ("government_higher", "aligned", "civil_society_higher")
        yield from (str(known["counts"]["outcomes"][verdict]) for verdict in verdicts)
        yield str(known["counts"]["active"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_finding_and_the_silences_are_counted_as_in_the_snapshot(
    reader: Inspector, snapshot: Snapshot, language: str
):
    shown = page(reader.get(f"/{language}{SCORECARD}"))

    counts = figures(snapshot, "completion")["counts"]
    complete = [str(counts[key]) for key in ("government_at_top", "active", "civil_society_at_top")]
    silences = [
        f"{SCORECARD}?outcome={key}#milestones" for key, count in counts["outcomes"].items() if count and silence(key)
    ]
    assert sorted(numbers(shown.root.all("h1")[0])) == sorted(complete)
    assert [link for link in silences if f"/{language}{link}" not in shown.links()] == []
    assert sum(counts["outcomes"].values()) == counts["active"] == len(snapshot["milestones"])


def silence(outcome: str) -> bool:
    return outcome not in {"government_higher", "aligned", "civil_society_higher"}


@pytest.mark.parametrize("number", ["1.1", "2.3", "2.4", "4.1", "4.6", "5.1.5", "6.1", "8.1"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_milestone_shows_each_figure_and_each_voice(
    reader: Inspector, snapshot: Snapshot, language: str, number: str
):
    main = page(reader.get(f"/{language}{MILESTONE}/{number}")).main

    milestone = next(entry for entry in snapshot["milestones"] if entry["number"] == number)
    for criterion in CRITERIA:
        result = next(entry for entry in figures(snapshot, criterion)["milestones"] if entry["number"] == number)
        section = next(part for part in main.all("section") if part.all("h2")[0].attributes["id"] == f"h-{criterion}")
        assert numbers(section.all("h2")[0]) == list(expected_distance(result))
        drawn = section.of_class("track")[0].all("use")
        assert sum(use.attributes["href"] == "#dot" for use in drawn) == len(result["levels"])
        if "coverage" in result["position"]:
            assert result["position"]["coverage"]["shown"] in section.text()
    spoken = [text for entry in milestone["assessments"] for text in (answer["reason"] for answer in entry["answers"])]
    spoken += [entry["narrative"] for entry in milestone["reports"]]
    links = {piece["url"] for entry in milestone["reports"] for piece in entry["evidence"]}
    assert [text for text in spoken if text not in main.text()] == []
    assert links <= {link.attributes["href"] for link in main.all("a")}


def ordered(snapshot: Snapshot, criterion: str, sort: str) -> list[str]:
    """Every milestone in this order, computed from the snapshot alone."""
    results = figures(snapshot, criterion)["milestones"]

    def key(result: Mapping[str, Any]) -> tuple[bool, Fraction]:
        if sort == "divergence":
            exact = result.get("divergence", {}).get("exact")
            return exact is None, -abs(Fraction(exact or 0))
        if sort == "disagreement":
            return False, Fraction(result["position"].get("lowest", 0) - result["position"].get("highest", 0))
        return False, Fraction(0)

    return [result["number"] for result in sorted(results, key=key)]


def fits(snapshot: Snapshot, number: str, criterion: str, chosen: Mapping[str, str]) -> bool:
    """Whether a milestone is among those chosen, computed from the snapshot alone."""
    milestone = next(entry for entry in snapshot["milestones"] if entry["number"] == number)
    result = next(entry for entry in figures(snapshot, criterion)["milestones"] if entry["number"] == number)
    return (
        chosen.get("commitment", number.split(".", maxsplit=1)[0]) == number.split(".", maxsplit=1)[0]
        and chosen.get("outcome", result.get("outcome")) == result.get("outcome")
        and ("agency" not in chosen or chosen["agency"] in {lead["key"] for lead in milestone["leads"]})
    )


CHOICES: list[dict[str, str]] = [
    {},
    *({"commitment": str(number)} for number in range(1, 10)),
    *({"outcome": outcome} for outcome in ("government_higher", "aligned", "civil_society_higher", "no_quorum")),
    {"outcome": "withdrawn"},
    {"agency": "demonstration-agency-1"},
    {"commitment": "5", "outcome": "government_higher"},
    {"commitment": "5", "outcome": "aligned", "agency": "demonstration-agency-2"},
]


@pytest.mark.parametrize("chosen", CHOICES, ids=lambda chosen: "-".join(chosen.values()) or "all")
@pytest.mark.parametrize("sort", ["plan", "divergence", "disagreement"])
def test_sorting_and_filtering_give_the_right_rows_in_the_right_order(
    reader: Inspector, snapshot: Snapshot, sort: str, chosen: dict[str, str]
):
    response = reader.get(f"/en{SCORECARD}", query_string={**chosen, "sort": sort})

    expected = [
        number for number in ordered(snapshot, "completion", sort) if fits(snapshot, number, "completion", chosen)
    ]
    assert list(rows(page(response))) == expected


@pytest.mark.parametrize("criterion", CRITERIA)
def test_the_order_goes_with_the_criterion(reader: Inspector, snapshot: Snapshot, criterion: str):
    response = reader.get(f"/mn{SCORECARD}?sort=disagreement&criterion={criterion}&commitment=6")

    expected = [
        number
        for number in ordered(snapshot, criterion, "disagreement")
        if fits(snapshot, number, criterion, {"commitment": "6"})
    ]
    assert list(rows(page(response))) == expected


def test_every_choice_offered_is_taken_and_keeps_the_others(reader: Inspector):
    chosen = f"/en{SCORECARD}?commitment=5&outcome=government_higher"

    offered = page(reader.get(chosen)).root.of_class("filters")[0]

    links = [link.attributes["href"] for link in offered.all("a")]
    assert len([link for link in offered.all("a") if link.attributes.get("aria-current") == "true"]) == 4
    assert all("commitment=5" in link or "outcome=government_higher" in link for link in links)
    # One of each kind: the crawl follows what the page without a choice offers.
    for link in links[:: len(links) // 8]:
        assert reader.get(link.split("#")[0]).status_code == 200

"""Every figure on a page is the one in the snapshot, to the last digit, and the reader's choices give its rows."""

import json
import re
from collections.abc import Iterator, Mapping
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
        assert numbers(said.of_class("verdict")[0]) == distance_named(result)
        if expected := behind(result):
            assert sorted(expected) in [sorted(numbers(small)) for small in said.all("small")], number


def distance_named(result: Mapping[str, Any]) -> list[str]:
    """The distance that a verdict names: where one side is higher."""
    return [str(result["distance"])] if named(result) else []


def named(result: Mapping[str, Any]) -> bool:
    return result.get("outcome") in {"government_higher", "civil_society_higher"}


def behind(result: Mapping[str, Any]) -> list[str]:
    """What stands under a verdict: how many NGOs are behind it, from where to where, how many decide."""
    levels = [signed(str(level)) for level in result["levels"]]
    ends = list(dict.fromkeys([levels[0], levels[-1]])) if levels else []
    if "support" not in result:
        return [str(len(levels)), *ends] if levels else []
    decide = [str(result["flip_number"])] if result["flip_number"] > 1 else []
    return [*supporters(result), *([] if result.get("alignment") == "all_the_same" else ends), *decide]


def supporters(result: Mapping[str, Any]) -> list[str]:
    below, at, above = (result["support"][key] for key in ("below", "at", "above"))
    if result["outcome"] == "aligned":
        return [str(at)] if result["alignment"] == "all_the_same" else [str(below), str(at), str(above)]
    return [str(below if result["outcome"] == "government_higher" else above), str(below + at + above)]


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
    # 95 is the per cent of the draws, 0 what a mean is above, 667 and 800 Krippendorff's marks.
    assert set(said) <= {*shown_numbers(known), str(not_compared(known)), "95", "0", "667", "800"}
    assert [text for text in in_words if text not in said] == []


def not_compared(known: Mapping[str, Any]) -> int:
    return sum(known["counts"].get("not_comparable", {}).values())


def figures_in_words(known: Mapping[str, Any]) -> Iterator[str]:
    """The figures that a scorecard must show."""
    agreement, counts = known["agreement"], known["counts"]
    shares = ("exact_agreement", "adjacent_agreement", "exact_by_chance", "adjacent_by_chance")
    for number in (
        *(agreement[key] for key in ("alpha", "ac2", *shares)),
        *(agreement["interval"].get(end, {}) for end in ("low", "high")),
        *(agreement["panel"].get(key, {}) for key in ("raters", "value")),
    ):
        if "shown" in number:
            yield number["shown"]
    yield str(counts["due"])
    yield from map(str, counts["headlines"].values())
    if known["compared"]:
        yield counts["mean_distance"]["shown"]
        yield from (known["panels"][0]["mean_distance"][end]["shown"] for end in ("low", "high"))
        yield from (str(counts["fragile"]), str(counts["active"]), str(not_compared(known)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_finding_and_the_silences_are_counted_as_in_the_snapshot(
    reader: Inspector, snapshot: Snapshot, language: str
):
    shown = page(reader.get(f"/{language}{SCORECARD}"))

    counts = figures(snapshot, "completion")["counts"]
    complete = [str(counts["headlines"][key]) for key in ("comparable", "government_at_top", "both_at_top")]
    silences = [f"{SCORECARD}?outcome={key}" for key, count in counts["not_comparable"].items() if count]
    assert sorted(numbers(shown.root.all("h1")[0])) == sorted(complete)
    assert [link for link in silences if f"/{language}{link}" not in shown.links()] == []
    assert not_compared(figures(snapshot, "completion")) + int(complete[0]) == counts["active"]


def test_the_finding_of_the_demonstration_has_its_own_denominators(reader: Inspector):
    shown = page(reader.get(f"/en{SCORECARD}"))

    assert shown.heading == (
        "Demonstration: Of the 30 milestones that both judged, the government calls 16 complete; "
        "civil society calls 5 of these complete."
    )
    assert "9 of the 39 active milestones cannot be compared" in shown.main.text()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("criterion", CRITERIA)
def test_each_list_adds_up_to_what_stands_below_it(reader: Inspector, language: str, criterion: str):
    shown = page(reader.get(f"/{language}{SCORECARD}?criterion={criterion}"))

    lists = [table for part in shown.root.of_class("sides") for table in part.all("table")]
    for table in lists:
        *lines, total = [int(cell.text()) for cell in table.all("td")]
        assert sum(lines) == total
    assert len(lists) == (1 if criterion == "opening" else 3)


def test_how_sure_the_demonstration_is(reader: Inspector):
    main = page(reader.get(f"/en{SCORECARD}")).main
    said = main.text()
    captioned = {
        table.all("caption")[0].text().split(" by")[0]: table for table in main.all("table") if table.all("caption")
    }
    flips, ranges = captioned["Number of milestones"], next(t for name, t in captioned.items() if "39 active" in name)

    assert "One NGO decides 6 of the 30 verdicts" in said
    assert [cell.text() for cell in flips.all("td")] == [
        "1 NGO: 4, 2 NGOs: 5, 3 NGOs: 8",
        "1 NGO: 2, 2 NGOs: 3, 3 NGOs: 5, 4 NGOs: 3",
    ]
    assert "outside 10 to 16, and no two outside 7 to 17" in said
    lines = [[cell.text() for cell in row.all("td")] for row in ranges.all("tbody")[0].all("tr")]
    # As published; panels of five, four and three; one NGO, two NGOs at an extreme; the missing scores given.
    assert [line[1] for line in lines] == ["14", "12 to 14", "11 to 14", "7 to 13", "10 to 16", "7 to 17", "11 to 19"]
    assert lines[-1][4] == "5 to 13"
    assert "4 of 256 outcomes would be at least as one-sided" in said


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
        assert numbers(section.all("h2")[0]) == distance_named(result)
        drawn = section.of_class("track")[0].all("use")
        assert sum(use.attributes["href"] == "#dot" for use in drawn) == len(result["levels"])
        assert sum(use.attributes["href"] == "#circle" for use in drawn) == len(
            set(result["civil_society"].get("middle", ()))
        )
        assert sorted(number for fact in section.all("dd") for number in numbers(fact)) == sorted(
            [*behind(result), *([str(result["distance"])] if "distance" in result else [])]
        )
    spoken = [text for entry in milestone["assessments"] for text in (answer["reason"] for answer in entry["answers"])]
    spoken += [entry["narrative"] for entry in milestone["reports"]]
    links = {piece["url"] for entry in milestone["reports"] for piece in entry["evidence"]}
    assert [text for text in spoken if text not in main.text()] == []
    assert links <= {link.attributes["href"] for link in main.all("a")}


def ordered(snapshot: Snapshot, criterion: str, sort: str) -> list[str]:
    """Every milestone in this order, computed from the snapshot alone."""
    results = figures(snapshot, criterion)["milestones"]

    def key(result: Mapping[str, Any]) -> tuple[bool, int]:
        if sort == "divergence":
            return "distance" not in result, -result.get("distance", 0) if named(result) else 0
        if sort == "disagreement":
            return False, result["civil_society"].get("lowest", 0) - result["civil_society"].get("highest", 0)
        if sort == "flip_number":
            return "flip_number" not in result, result.get("flip_number", 0)
        return False, 0

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
@pytest.mark.parametrize("sort", ["plan", "divergence", "disagreement", "flip_number"])
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

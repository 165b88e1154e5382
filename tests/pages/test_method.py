"""The Method page: every rule has its place, and every number is the one that the method names."""

import re

import pytest

from checkmyogp.domain.method_2.rules import MethodRule
from tests.pages.inspecting import Inspector, page
from tests.pages.markup import Element, Page
from tests.plugins.engines import ON_SQLITE

pytestmark = ON_SQLITE

LANGUAGES = ("en", "mn")
PAGES = ("", "/rules", "/full", "/objections", "/versions", "/1")
OF_VERSION_2 = PAGES[:-1]
GIVEN_UP = re.compile(r"\b(clear|mixed|coverage|covers|independently scored)\b", re.IGNORECASE)
"""What version 1 said and version 2 does not."""


def shown(reader: Inspector, name: str, language: str = "en") -> Page:
    return page(reader.get(f"/{language}/method{name}"))


def after(found: Page, rule: MethodRule) -> list[Element]:
    """What stands between a rule's heading and the next heading."""
    elements = [element for element in found.main.walk() if element.parent is found.main]
    place = next(n for n, element in enumerate(elements) if element.attributes.get("id") == rule.anchor)
    below: list[Element] = []
    for element in elements[place + 1 :]:
        if element.name in {"h2", "h3"}:
            break
        below.append(element)
    return below


def words(elements: list[Element]) -> str:
    return " ".join(" ".join(element.text() for element in elements).split())


def cells(elements: list[Element]) -> list[list[str]]:
    """The rows of the first table among these elements, its heads left out."""
    table = next(table for element in elements for table in element.all("table"))
    return [[cell.text().strip() for cell in row.all("th", "td")] for row in table.all("tbody")[0].all("tr")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_rule_has_its_place_once_and_in_order(reader: Inspector, language: str):
    found = shown(reader, "/rules", language)

    assert [name for name in found.ids if name.startswith("rule-")] == [rule.anchor for rule in MethodRule]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contents_lead_to_every_rule(reader: Inspector, language: str):
    found = shown(reader, "/rules", language)

    wanted = {f"#{rule.anchor}" for rule in MethodRule}
    assert wanted <= {link.attributes["href"] for nav in found.main.all("nav") for link in nav.all("a")}


@pytest.mark.parametrize("name", [name for name in PAGES if name not in {"", "/rules"}])
def test_other_pages_have_no_rule_of_that_name(reader: Inspector, name: str):
    assert [place for place in shown(reader, name).ids if place.startswith("rule-")] == []


@pytest.mark.parametrize("name", OF_VERSION_2)
def test_no_word_of_version_1_that_was_given_up_is_left(reader: Inspector, name: str):
    assert GIVEN_UP.findall(shown(reader, name).main.text()) == []


def test_version_1_stays_as_it_was(reader: Inspector):
    found = shown(reader, "/1").main.text()

    assert GIVEN_UP.search(found)
    assert all(figure in found for figure in ("93.75 %", "0.743", "0.815", "0.849", "0.438", "0.812", "0.816"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_drawing_says_in_words_what_it_shows(reader: Inspector, language: str):
    found = shown(reader, "", language)

    (drawing,) = (svg for svg in found.main.all("svg") if svg.attributes.get("role") == "img")
    (title,) = drawing.all("title")
    assert drawing.attributes["aria-labelledby"] == title.attributes["id"]
    assert re.findall(r"\d+", title.text())[:5] == ["1", "1", "2", "2", "3"]
    assert len(drawing.of_class("dot")) == 5
    assert len(drawing.of_class("ring")) == 1
    assert {"4", "5"} <= set(re.findall(r"\d+", drawing.all("text")[0].text()))


def test_the_drawn_milestone_comes_to_what_it_should(reader: Inspector):
    (facts,) = shown(reader, "").main.of_class("facts")

    begins = ("Substantial", "Government higher", "1 level", "2")
    said = [fact.text()[: len(begin)] for fact, begin in zip(facts.all("dd"), begins, strict=True)]

    assert said == list(begins)


def test_a_tie_is_no_majority(reader: Inspector):
    verdicts = cells(after(shown(reader, "/rules"), MethodRule.VERDICT))

    tied = next(row for row in verdicts if row[1].split() == list("111333"))
    assert tied[0] == "3"
    assert tied[2].split() == ["3", "3", "0"]
    assert tied[3].startswith("Aligned")
    assert "“Government higher”" in shown(reader, "/versions").main.text()


def test_flip_numbers_are_what_counting_gives(reader: Inspector):
    flips = cells(after(shown(reader, "/rules"), MethodRule.FLIP_NUMBER))

    assert [row[2].split("=")[1].strip() for row in flips] == ["2", "1", "3", "1", "3"]


def test_the_two_lists_add_up_to_the_active_milestones(reader: Inspector):
    lists = after(shown(reader, "/rules"), MethodRule.TWO_LISTS)

    sums = [
        sum(int(row.all("td")[1].text()) for row in table.all("tbody")[0].all("tr"))
        for part in lists
        for table in part.all("table")
    ]
    assert sums == [12, 12]


def test_the_counts_have_their_own_denominators(reader: Inspector):
    counts = cells(after(shown(reader, "/rules"), MethodRule.HEADLINE_COUNTS))

    assert [row[1:] for row in counts] == [
        ["11", "12"], ["1", "11"], ["9", "12"], ["5", "9"], ["3", "9"], ["1", "9"],
        ["5", "9"], ["1", "9"], ["1", "5"], ["11", "12"],
    ]  # fmt: skip


def test_direction_counts_the_flips(reader: Inspector):
    # Signs +2, +1 and +1 of six commitments: all three or none turned, whichever way the others fall.
    assert "16 of 64" in words(after(shown(reader, "/rules"), MethodRule.DIRECTION))


def test_places_on_vignettes_are_those_of_the_formula(reader: Inspector):
    # 1 + 2 * #(v < x) + #(v = x): 2 among 0 1 3 3, and 1 among 0 0 2 3.
    rows = cells(after(shown(reader, "/rules"), MethodRule.VIGNETTES))

    assert [row[-1] for row in rows] == ["", "5", "5"]


def test_alpha_and_its_matrix_are_the_published_ones(reader: Inspector):
    alpha = after(shown(reader, "/rules"), MethodRule.ALPHA)

    assert [row[1:-1] for row in cells(alpha)] == [list("3100"), list("1220"), list("0221"), list("0013")]
    assert re.findall(r"\d\.\d{3}", words(alpha)) == ["0.812", "0.438", "0.816"]


def test_the_skewed_case_is_told(reader: Inspector):
    said = words(after(shown(reader, "/rules"), MethodRule.AC2))

    assert [figure for figure in ("90 %", "−0.026", "0.988") if figure not in said] == []


def test_kappa_is_that_of_cohens_table(reader: Inspector):
    kappa = after(shown(reader, "/rules"), MethodRule.KAPPA)

    # Cohen 1968 prints the table in shares of 200 cases.
    assert [[int(cell) / 200 for cell in row[1:]] for row in cells(kappa)] == [
        [0.44, 0.07, 0.09], [0.05, 0.20, 0.05], [0.01, 0.03, 0.06],
    ]  # fmt: skip
    assert "0.455" in words(kappa)


def test_ends_of_a_range_are_rounded_outwards(reader: Inspector):
    assert "3/11 to 5/12 is shown as 0.2 to 0.5" in words(after(shown(reader, "/rules"), MethodRule.DECIMALS))


def test_the_mean_of_bands_leaves_out_what_is_not_due(reader: Inspector):
    found = shown(reader, "").main.text()

    assert "78.22 %" in found
    assert "76.52 %" in found


def test_the_full_text_leads_from_each_formula_to_its_rule(reader: Inspector):
    found = shown(reader, "/full")

    linked = {link.attributes["href"].partition("#")[2] for term in found.main.all("dt") for link in term.all("a")}
    assert linked == {rule.anchor for rule in MethodRule}

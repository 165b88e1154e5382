"""The method's written examples, published as rounds: the pages print the numbers that the method names."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from flask import Flask

from tests.factories.written_rounds import published
from tests.pages.inspecting import Inspector, page
from tests.pages.markup import Element
from tests.plugins.engines import ON_SQLITE
from tests.unit.domain.written_scores import COMPLETION, EXAMPLE_A, EXAMPLE_C, SKEW

pytestmark = ON_SQLITE

ANALYSIS = "scorecards/xm-nap-1/first/1/analysis"
LANGUAGES = ("en", "mn")


def figures(element: Element) -> list[str]:
    """What each fact begins with: the figure, or the sentence in its place."""
    return [next(text.strip() for _element, text in fact.texts() if text.strip()) for fact in element.all("dd")]


def of_rule(facts: Element, rule: str) -> str:
    """The fact whose words lead to this rule."""
    places = [link.endswith(f"#rule-{rule}") for term in facts.all("dt") for link in term.links()]
    return figures(facts)[places.index(True)]


def cells(table: Element) -> list[list[str]]:
    """The numbers of a table, row by row."""
    return [[cell.text() for cell in row.all("td")] for row in table.all("tbody")[0].all("tr")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("written", "levels", "alphas", "ac2"),
    [
        (EXAMPLE_A, range(1, 6), ["0.743", "0.815", "0.849"], "0.914"),
        (EXAMPLE_C, COMPLETION, ["0.438", "0.812", "0.816"], "0.853"),
        (SKEW, COMPLETION, ["−0.026", "−0.026", "−0.026"], "0.988"),
    ],
    ids=["A", "C", "skew"],
)
def test_the_page_prints_what_the_method_says(
    app: Flask, own_reader: Inspector, tmp_path: Path, language: str, written: str, levels: Sequence[int],
    alphas: list[str], ac2: str,
):  # fmt: skip
    with app.app_context():
        published(tmp_path, written, levels)

    shown = page(own_reader.get(f"/{language}/{ANALYSIS}/reliability"))

    of_snapshot, of_matrix = shown.main.of_class("facts")
    assert figures(of_matrix) == alphas
    assert of_rule(of_snapshot, "ac2") == ac2


@pytest.mark.parametrize("language", LANGUAGES)
def test_fewer_than_ten_milestones_are_explained_and_not_published(
    app: Flask, own_reader: Inspector, tmp_path: Path, language: str
):
    with app.app_context():
        snapshot = published(tmp_path, EXAMPLE_C, COMPLETION)

    shown = page(own_reader.get(f"/{language}/{ANALYSIS}/reliability"))

    assert snapshot.figures()["agreement"]["alpha"] == {"undefined": "too_few_milestones"}
    assert cells(shown.main.all("table")[0]) == [
        ["3", "1", "0", "0", "4"],
        ["1", "2", "2", "0", "5"],
        ["0", "2", "2", "1", "5"],
        ["0", "0", "1", "3", "4"],
        ["4", "5", "5", "4", "18"],
    ]
    assert "7" in shown.main.of_class("refusal")[0].text()


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Here alpha misleads"), ("mn", "Энд альфа төөрөгдүүлж байна")],
)
def test_the_skewed_example_is_explained_where_it_occurs(
    app: Flask, own_reader: Inspector, tmp_path: Path, language: str, words: str
):
    with app.app_context():
        published(tmp_path, SKEW, COMPLETION)

    shown = page(own_reader.get(f"/{language}/{ANALYSIS}/reliability"))

    explained = shown.by_id("paradox").text()
    assert words in explained
    assert [number for number in ("90", "−0.026", "0.988") if number not in explained] == []


def test_where_alpha_does_not_mislead_nothing_is_explained_away(app: Flask, own_reader: Inspector, tmp_path: Path):
    with app.app_context():
        published(tmp_path, EXAMPLE_A, range(1, 6))

    shown = page(own_reader.get(f"/en/{ANALYSIS}/reliability"))

    assert "paradox" not in shown.ids


def test_where_every_score_is_the_same_alpha_is_undefined_and_that_is_explained(
    app: Flask, own_reader: Inspector, tmp_path: Path
):
    with app.app_context():
        published(tmp_path, "|".join(["2 2"] * 12), COMPLETION)

    shown = page(own_reader.get(f"/en/{ANALYSIS}/reliability"))

    assert "alpha has no value" in shown.by_id("paradox").text()
    assert "1.000" not in figures(shown.by_id("metrics"))


def test_each_ngo_leads_to_its_pair_and_each_milestone_to_its_scores(app: Flask, own_reader: Inspector, tmp_path: Path):
    with app.app_context():
        published(tmp_path, EXAMPLE_A, range(1, 6))

    shown = page(own_reader.get(f"/en/{ANALYSIS}/reliability"))

    links = shown.main.links()
    pairs = [link for link in links if "/pair?" in link and "one=" in link]
    milestones = [link for link in links if "/milestones/" in link]
    assert len(pairs) == 4
    assert len(milestones) == 12
    assert all(own_reader.get(link).status_code == 200 for link in pairs + milestones[:2])

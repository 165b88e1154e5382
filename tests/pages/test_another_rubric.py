"""A rubric with other criteria, other levels and another headline: every page of its round is there."""

import json

import pytest
from flask import Flask

from tests.factories.velaria import HEADLINE, PLAN, published_round
from tests.pages.conftest import inspecting
from tests.pages.test_links import crawl

SCORECARD = f"/scorecards/{PLAN}/first"
ANALYSIS = f"{SCORECARD}/1/analysis"
PAGES = (
    "/",
    "/plans",
    f"/plans/{PLAN}",
    f"/plans/{PLAN}/milestones/1.1",
    "/method",
    "/scorecards",
    SCORECARD,
    f"{SCORECARD}?criterion=promptness",
    f"{SCORECARD}?criterion=voice",
    f"{SCORECARD}/1/milestones/1.1",
    f"{SCORECARD}/1/milestones/1.3",
    ANALYSIS,
    f"{ANALYSIS}?criterion=promptness",
    f"{ANALYSIS}/pair",
    f"{ANALYSIS}/reliability",
    f"{ANALYSIS}/sensitivity",
    f"{ANALYSIS}/irm",
    f"{ANALYSIS}/reading",
    f"{ANALYSIS}/files",
)


@pytest.fixture
def played(app: Flask) -> Flask:
    """A site on which nothing but the round of Velaria is published."""
    with app.app_context():
        published_round()
    return app


def test_every_page_of_its_round_is_there_in_both_languages(played: Flask):
    with inspecting(played) as reader:
        answered = {
            f"/{language}{path}": reader.get(f"/{language}{path}").status_code
            for language in ("en", "mn")
            for path in PAGES
        }

    assert {address: status for address, status in answered.items() if status != 200} == {}


def test_every_link_and_file_of_its_round_is_there(played: Flask):
    with inspecting(played) as reader:
        assert list(crawl(reader)) == []


def test_its_snapshot_says_which_criterion_it_opens_with(played: Flask):
    content = json.loads(played.test_client().get(f"/api/v1{SCORECARD}/1").data)

    assert content["rubric"]["headline"] == HEADLINE


@pytest.mark.parametrize("language", ["en", "mn"])
def test_its_scorecard_opens_with_its_headline(played: Flask, language: str):
    with inspecting(played) as reader:
        plain = reader.get(f"/{language}{SCORECARD}").text
        named = reader.get(f"/{language}{SCORECARD}?criterion={HEADLINE}").text

    assert "Everybody" in plain
    assert plain.count("Everybody") == named.count("Everybody")

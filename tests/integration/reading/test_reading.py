"""Everything said of a milestone on one page, and a search over all of it."""

from http import HTTPStatus

import pytest
from flask import Flask

from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import OPERATOR, Office
from checkmyogp.snapshots import services
from tests.factories.browsing import without_token
from tests.factories.officers import the_round
from tests.factories.replying import Somebody
from tests.integration.reading.conftest import QUOTATION
from tests.pages.inspecting import page_problems
from tests.pages.markup import read

READING = "/en/workbench/xm-nap-1/first/reading"
PUBLIC = "/en/scorecards/xm-nap-1/first/1/analysis/reading"


@pytest.fixture
def researcher(closed_app: Flask) -> Somebody:
    return Somebody.of(closed_app, "", office=Office.RESEARCHER)


def marks(text: str) -> list[str]:
    return [mark.text() for mark in read(text).root.all("mark")]


def publish(app: Flask) -> None:
    with app.app_context(), unit_of_work(db.session):
        round_ = the_round()
        services.publish(round_=round_, actor=OPERATOR, now=round_.replies_until or round_.closes_at)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("өмч", ["ӨМЧ"]),
        ("ӨМЧИЙН+БҮРТГЭЛ", ["ӨМЧИЙН", "бүртгэл"]),
        ("HARBOUR", ["harbour"]),
        ("it+site", ["It", "sit", "e"]),
    ],
)
def test_words_are_found_in_any_case_and_in_everything_that_was_said(
    researcher: Somebody, typed: str, found: list[str]
):
    text = researcher.get(f"{READING}?q={typed}").text

    assert "".join(found) in "".join(marks(text))
    assert f"{READING}/1.1" in text


def test_what_was_said_is_never_markup(researcher: Somebody):
    text = researcher.get(f"{READING}?q=<script>").text

    assert marks(text) == ["<script>"]
    assert "<mark>&lt;script&gt;</mark>alert(1)&lt;/script&gt;" in text
    assert "<script>alert" not in text + researcher.get(f"{READING}/1.1").text


def test_a_criterion_narrows_the_search_to_what_is_said_about_it(researcher: Somebody):
    every = researcher.get(f"{READING}?q=every+harbour&criterion=").text
    about, beside = (
        researcher.get(f"{READING}?q=every+harbour&criterion={key}").text for key in ("completion", "opening")
    )

    assert marks(every) == marks(about) == ["Every", "harbour"]
    assert marks(beside) == []


def test_a_search_that_finds_nothing_says_what_to_do(researcher: Somebody):
    answer = researcher.get(f"{READING}?q=harbour+lighthouse")

    assert answer.status_code == HTTPStatus.OK
    assert "0 passages hold every word." in answer.text
    assert "Try fewer, or only the beginning of a word." in answer.text


def test_without_words_every_milestone_is_offered(researcher: Somebody):
    text = researcher.get(READING).text

    assert all(f'"{READING}/{number}"' in text for number in ("1.1", "1.2", "2.1.1"))


@pytest.mark.parametrize("query", ["criterion=colour", "word=a", "fbclid=a"])
def test_what_the_page_does_not_ask_changes_nothing(researcher: Somebody, query: str):
    assert without_token(researcher.get(f"{READING}?{query}")) == without_token(researcher.get(READING))


def test_a_search_of_ten_thousand_letters_is_answered_like_none(researcher: Somebody):
    assert researcher.get(f"{READING}?q={'a' * 10_000}").status_code == HTTPStatus.OK


def test_one_page_holds_the_promise_the_report_the_reasons_and_the_evidence(researcher: Somebody):
    answer = researcher.get(f"{READING}/1.1")

    for said in ("It is on our site.", "бүртгэл", QUOTATION, "High confidence", "River Watch", "Ministry of Ports"):
        assert said in answer.text, said
    assert "did not reply." in answer.text
    assert list(page_problems(read(answer.text), "en")) == []
    assert list(page_problems(read(researcher.get(READING).text), "en")) == []


def test_a_milestone_that_there_is_not_is_not_found(researcher: Somebody):
    assert researcher.get(f"{READING}/9.9").status_code == HTTPStatus.NOT_FOUND


def test_the_milestones_lead_from_one_to_the_next(researcher: Somebody):
    first, last = researcher.get(f"{READING}/1.1").text, researcher.get(f"{READING}/2.1.1").text

    assert f'href="{READING}/1.2" rel="next"' in first
    assert 'rel="prev"' not in first
    assert 'rel="next"' not in last


def test_after_the_publication_everybody_reads_the_same(closed_app: Flask):
    before = closed_app.test_client().get(PUBLIC).status_code
    publish(closed_app)
    public = closed_app.test_client()

    page, found = public.get(f"{PUBLIC}/1.1"), public.get(f"{PUBLIC}?q=өмч")

    assert before == HTTPStatus.NOT_FOUND
    assert "бүртгэл" in page.text
    assert marks(found.text) == ["ӨМЧ"]
    assert page.headers["Cache-Control"] == found.headers["Cache-Control"] == "public, max-age=60"
    assert "Set-Cookie" not in page.headers
    assert public.get(f"{PUBLIC}/9.9").status_code == HTTPStatus.NOT_FOUND

"""The workbench is for researchers, from the close on; what it shows is what is published later."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from checkmyogp.comparison import sources
from checkmyogp.comparison.matrix import MatrixFilters, matrix
from checkmyogp.domain.identities import Office
from checkmyogp.snapshots import queries
from tests.factories.officers import the_round
from tests.factories.people import sign_in
from tests.factories.replying import answer, reply
from tests.factories.rounds import publish
from tests.pages.test_queries import MOST, counted
from tests.plugins.engines import ON_SQLITE
from tests.plugins.reading import Reader

pytestmark = ON_SQLITE

BENCH = "/en/workbench/xm-nap-1/first"
ANALYSIS = "/en/scorecards/xm-nap-1/first/1/analysis"
NUMBER = re.compile(r'<th role="rowheader" scope="row"><span class="no">([^<]+)</span>')
TABLE = re.compile(r"<table.*</table>", re.DOTALL)
OF_ITS_OWN = {"version", "published_at"}


def test_before_the_close_there_is_nothing_to_compare(open_app: Flask):
    researcher = open_app.test_client()
    sign_in(researcher, office=Office.RESEARCHER)

    hidden, missing = researcher.get(BENCH), researcher.get("/en/workbench/xm-nap-1/firts")

    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.data.replace(b"first", b"") == missing.data.replace(b"firts", b"")
    assert "first" not in researcher.get("/en/workbench").text


def test_after_the_close_a_researcher_compares(closed_app: Flask, researcher: Reader):
    listed, bench = researcher.get("/en/workbench"), researcher.get(BENCH)

    assert BENCH in listed.text
    assert bench.status_code == 200
    assert "Not published yet" in bench.text
    assert bench.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "seat",
    [
        {"office": Office.OFFICER},
        {"office": Office.NGO, "organisation": "open-ledger", "lead": True},
        {"office": Office.REPORTER, "organisation": "treasury"},
    ],
    ids=lambda seat: seat["office"],
)
def test_the_workbench_is_not_for_those_who_are_compared(closed_app: Flask, seat: dict[str, object]):
    reader = closed_app.test_client()
    sign_in(reader, **seat)  # type: ignore[arg-type] - each seat holds what the factory takes

    assert reader.get(BENCH).status_code == 404


def test_nothing_is_public_before_the_publication(closed_app: Flask):
    assert closed_app.test_client().get(ANALYSIS).status_code == 404


def test_what_is_compared_between_close_and_publication_is_what_is_published(closed_app: Flask):
    with closed_app.app_context():
        round_ = the_round()
        after = round_.replies_until - timedelta(days=2)
        reply(round_, "ministry-of-ports", "1.1", now=after)
        answer(round_, "civic-lens", "1.1", "ministry-of-ports", completion=2, now=after)
        before = sources.of_round(round_, now=after).frozen
        publish(round_, now=round_.replies_until + timedelta(days=1))
        published = sources.of_round(round_, now=after).frozen

    assert {key: value for key, value in before.items() if key not in OF_ITS_OWN} == {
        key: value for key, value in published.items() if key not in OF_ITS_OWN
    }
    assert before["version"] == sources.PROVISIONAL


def test_the_public_reads_the_table_that_the_researcher_reads(closed_app: Flask, researcher: Reader):
    with closed_app.app_context():
        round_ = the_round()
        publish(round_, now=round_.replies_until + timedelta(days=1))
        assert queries.snapshot("xm-nap-1", "first")
    reader = closed_app.test_client()

    shown, public = researcher.get(BENCH), reader.get(ANALYSIS)

    # Its links lead to the pages of the same kind.
    assert TABLE.findall(shown.text.replace(BENCH, ANALYSIS)) == TABLE.findall(public.text)
    assert TABLE.findall(public.text)
    assert "Set-Cookie" not in public.headers
    assert public.headers["Cache-Control"].startswith("public")


def test_an_extract_shows_the_matrix_that_the_whole_scorecard_shows(read_only_seeded_site: Flask):
    whole = sources.published("mn-nap-5", "demonstration", 1)
    assert whole

    for criterion in whole.criteria:
        kept = sources.published_on("mn-nap-5", "demonstration", 1, criterion)
        assert kept
        choice = MatrixFilters(criterion=criterion, sort="divergence")
        assert (kept.digest, matrix(kept, choice)) == (whole.digest, matrix(whole, choice))
        assert len(str(kept.frozen)) < len(str(whole.frozen)) / 2


def test_the_matrix_of_a_closed_round_hears_what_was_revised_since(closed_app: Flask):
    with closed_app.app_context():
        round_ = the_round()
        now = round_.replies_until - timedelta(days=2)
        before = matrix(sources.of_round_on(round_, "completion", now=now), MatrixFilters(criterion="completion"))
        reply(round_, "ministry-of-ports", "1.1", now=now)
        answer(round_, "civic-lens", "1.1", "ministry-of-ports", completion=0, now=now)

        kept = sources.of_round_on(round_, "completion", now=now)
        whole = sources.of_round(round_, now=now)

        choice = MatrixFilters(criterion="completion", sort="divergence")
        assert matrix(kept, choice) == matrix(whole, choice)
        assert matrix(kept, MatrixFilters(criterion="completion")) != before
        assert [cell.first for cell in matrix(kept, choice).entries[0].raters if cell.first is not None] == [3]


def test_the_matrix_of_a_closed_round_costs_few_queries(closed_app: Flask, researcher: Reader):
    with counted(closed_app) as queries_made:
        assert researcher.get(BENCH).status_code == 200

    assert len(queries_made) <= MOST, "\n".join(queries_made)


def test_a_long_matrix_comes_on_several_pages(read_only_seeded_site: Flask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("checkmyogp.comparison.matrix.AT_ONCE", 10)
    reader = read_only_seeded_site.test_client()
    address = "/en/scorecards/mn-nap-5/demonstration/1/analysis?sort=due"

    pages = [reader.get(address if number == 1 else f"{address}&page={number}").text for number in range(1, 5)]

    numbers = [NUMBER.findall(text) for text in pages]
    assert [len(found) for found in numbers] == [10, 10, 10, 9]
    assert len({number for found in numbers for number in found}) == 39
    assert "sort=due&amp;page=4#milestones" in pages[0]

"""The same two parties in the rounds of a plan: which rounds stand side by side, for whom, and which are left out."""

from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from checkmyogp.domain.identities import Office
from checkmyogp.rounds.models import Round
from tests.factories.answers import report, score
from tests.factories.packs import EXAMPLIA, copy_of, load
from tests.factories.people import sign_in
from tests.factories.rounds import close, close_and_publish, correct, open_round
from tests.pages.inspecting import page, page_problems
from tests.pages.markup import Page
from tests.pages.test_queries import MOST, counted
from tests.plugins.engines import ON_SQLITE
from tests.plugins.reading import Reader

pytestmark = [pytest.mark.examplia, ON_SQLITE]

ANALYSIS = "/en/scorecards/xm-nap-1/{slug}/{version}/analysis"
WORKBENCH = "/en/workbench/xm-nap-1"


def scored(slug: str, *, year: int = 2029, level: int = 1, ngos: tuple[str, ...] = (), **changed: object) -> Round:
    """A round of which three NGOs, or these, scored two milestones, and the government reported on them."""
    raters = ngos or ("open-ledger", "civic-lens", "fair-budget")
    round_ = open_round(slug=slug, period_starts=date(year, 1, 1), period_ends=date(year, 12, 31), **changed)  # pyright: ignore[reportArgumentType]
    for milestone in ("1.1", "1.2"):
        report(round_, "ministry-of-ports", milestone, 3)
    for ngo in raters:
        score(round_, ngo, m1_1=level, m1_2=3)
    return round_


def lines(shown: Page) -> dict[str, list[str]]:
    """By the address of each round's own page, its numbers."""
    table = next(table for table in shown.main.all("table") if "In each round" in _label(shown, table))
    return {
        row.all("a")[0].attributes["href"]: [cell.text() for cell in row.all("td")]
        for row in table.all("tbody")[0].all("tr")
    }


def _label(shown: Page, table: object) -> str:
    (found,) = (each.attributes.get("aria-label", "") for each in shown.main.of_class("wide") if table in each.children)
    return found


def slugs(shown: Page) -> list[str]:
    return [address.split("/xm-nap-1/")[1].split("/")[0] for address in lines(shown)]


@pytest.fixture
def public(app: Flask) -> Reader:
    """Somebody who is not signed in."""
    reader = app.test_client()
    assert isinstance(reader, Reader)
    return reader


@pytest.fixture
def researcher(app: Flask, public: Reader) -> Reader:
    """A researcher at the workbench of the same site."""
    reader = app.test_client()
    assert isinstance(reader, Reader)
    sign_in(reader, office=Office.RESEARCHER)
    return reader


def test_published_rounds_stand_side_by_side_each_leading_to_its_own_page(app: Flask, public: Reader):
    with app.app_context():
        close_and_publish(scored("second", year=2030, level=3))
        close_and_publish(scored("first", year=2029, level=1))

    shown = page(public.get(f"{ANALYSIS.format(slug='second', version=1)}/pair"))

    assert slugs(shown) == ["first", "second"]
    first, second = lines(shown).values()
    # Milestones, kappa, same level, mean distance, government higher.
    assert [first[0], *first[2:]] == ["2", "50 %", "+1.0", "1"]
    assert [second[0], *second[2:]] == ["2", "100 %", "0.0", "0"]
    assert all(public.get(address).status_code == 200 for address in lines(shown))


def test_a_round_stands_there_in_its_newest_version_and_in_the_one_that_is_read(app: Flask, public: Reader):
    with app.app_context():
        close_and_publish(scored("first"))
        other = scored("second", year=2030)
        close_and_publish(other)
        correct(other, "A number was wrong.")

    newest = page(public.get(f"{ANALYSIS.format(slug='first', version=1)}/pair"))
    older = page(public.get(f"{ANALYSIS.format(slug='second', version=1)}/pair"))

    assert [address.split("?")[0].rsplit("/", 3)[1] for address in lines(newest)] == ["1", "2"]
    assert [address.split("?")[0].rsplit("/", 3)[1] for address in lines(older)] == ["1", "1"]


def test_only_a_researcher_sees_a_round_that_is_not_published(app: Flask, public: Reader, researcher: Reader):
    with app.app_context():
        close_and_publish(scored("first"))
        close(scored("second", year=2030))
        scored("third", year=2031)

    everybody = page(public.get(f"{ANALYSIS.format(slug='first', version=1)}/pair"))
    at_work = page(researcher.get(f"{WORKBENCH}/first/pair"))
    provisional = page(researcher.get(f"{WORKBENCH}/second/pair"))

    assert slugs(everybody) == ["first"]
    assert slugs(at_work) == slugs(provisional) == ["first", "second"]
    assert "not published yet" in at_work.main.text()
    assert lines(at_work).keys() == lines(provisional).keys()
    milestones = [link for link in provisional.main.links() if link.endswith("/1.1")]
    assert milestones
    assert researcher.get(milestones[0]).status_code == 200


def test_a_demonstration_stands_among_demonstrations_only(app: Flask, public: Reader, researcher: Reader):
    with app.app_context():
        close_and_publish(scored("first"))
        close_and_publish(open_round(slug="shown", demonstration=True, ngos=()))

    real = page(researcher.get(f"{WORKBENCH}/first/pair"))
    invented = page(public.get(f"{ANALYSIS.format(slug='shown', version=1)}/pair"))

    assert slugs(real) == ["first"]
    assert slugs(invented) == ["shown"]


def test_a_round_by_another_version_of_the_rubric_is_named_and_left_out(app: Flask, public: Reader, tmp_path: Path):
    pack = copy_of(EXAMPLIA, tmp_path)
    second = (pack / "rubrics" / "tide-1.toml").read_text(encoding="utf-8").replace("version = 1", "version = 2")
    (pack / "rubrics" / "tide-2.toml").write_text(second, encoding="utf-8")
    with app.app_context():
        load(pack)
        close_and_publish(scored("first"))
        close_and_publish(scored("second", year=2030, rubric=("tide", 2)))

    shown = page(public.get(f"{ANALYSIS.format(slug='first', version=1)}/pair"))

    assert slugs(shown) == ["first"]
    assert "another rubric or another version of it was used: First round." in shown.main.text()


def test_an_ngo_that_did_not_score_in_a_round_met_nobody_there(app: Flask, public: Reader):
    with app.app_context():
        close_and_publish(scored("first"))
        close_and_publish(scored("second", year=2030, ngos=("river-watch", "dock-league", "open-ledger")))

    shown = page(public.get(f"{ANALYSIS.format(slug='first', version=1)}/pair?one=government&other=ngo:civic-lens"))

    (_first, there), (second, nobody) = lines(shown).items()
    assert there[0] == "2"
    assert nobody[0] == "0"
    assert "ngo" not in second
    assert public.get(second).status_code == 200


def test_a_workbench_costs_as_many_queries_for_many_ngos_as_for_few(app: Flask, public: Reader, researcher: Reader):
    with app.app_context():
        small = open_round(slug="small")
        report(small, "ministry-of-ports", "1.1", 3)
        score(small, "open-ledger", m1_1=1)
        close(small)
        large = scored("large", ngos=("river-watch", "dock-league", "open-ledger", "civic-lens", "fair-budget"))
        close(large)

    for name in ("pair", "reliability", "sensitivity"):
        costs: list[int] = []
        for slug in ("small", "large"):
            with counted(app) as queries:
                assert researcher.get(f"{WORKBENCH}/{slug}/{name}").status_code == 200
            costs.append(len(queries))

        assert costs[0] == costs[1], name


@pytest.mark.parametrize("name", ["pair", "reliability", "sensitivity"])
def test_a_workbench_over_a_published_round_costs_few_queries(
    app: Flask, public: Reader, researcher: Reader, name: str
):
    with app.app_context():
        close_and_publish(scored("first"))
        close_and_publish(scored("second", year=2030))

    with counted(app) as queries:
        assert researcher.get(f"{WORKBENCH}/first/{name}").status_code == 200

    assert len(queries) <= MOST, "\n".join(queries)


@pytest.mark.parametrize("language", ["en", "mn"])
@pytest.mark.parametrize(
    "name", ["pair", "reliability", "sensitivity", "pair?criterion=opening", "sensitivity?criterion=opening"]
)
def test_every_page_of_a_closed_round_is_whole(app: Flask, researcher: Reader, language: str, name: str):
    with app.app_context():
        close(scored("first"))

    response = researcher.get(f"/{language}/workbench/xm-nap-1/first/{name}")

    assert response.status_code == 200
    assert list(page_problems(page(response), language)) == []
    assert response.headers["Cache-Control"] == "no-store"

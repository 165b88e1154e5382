"""The pages of the IRM's codes, for researchers and for everybody."""

import re

import pytest
from flask import Flask

from checkmyogp.domain.identities import Office
from checkmyogp.domain.irm import CodeWord, Mark, Scheme
from checkmyogp.irm import queries
from checkmyogp.rounds.models import Round
from tests.factories.assessing import fields
from tests.factories.coders import CODE, CODES, IMPORT, TYPED, checked, hidden, page, send, stands
from tests.factories.coding import record
from tests.factories.people import sign_in
from tests.pages.markup import read
from tests.plugins.engines import ON_SQLITE
from tests.plugins.reading import Reader

pytestmark = ON_SQLITE

WORKBENCH = "/en/workbench/xm-nap-1/first/irm"
MATRIX = "/en/scorecards/xm-nap-1/first/1/analysis"
TABLE = re.compile(r"<table.*</table>", re.DOTALL)
PUBLIC = "/en/scorecards/xm-nap-1/first/1/analysis/irm"


def test_nothing_recorded_is_a_state_of_its_own(researcher: Reader, visitor: Reader):
    for text in (page(researcher, WORKBENCH), page(visitor, PUBLIC)):
        assert "Nothing is recorded: no researcher has entered what the IRM says of this plan." in text
        assert "Weighted kappa" not in text


def test_everybody_reads_what_a_researcher_recorded_but_not_who(
    published_app: Flask, researcher: Reader, visitor: Reader
):
    send(researcher, {})

    text = page(visitor, PUBLIC)

    assert stands(published_app) == [("1", "results_completion", "limited")]
    assert "Limited" in text
    assert 'href="https://example.org/results"' in text
    assert "recorded on" in text
    assert "a researcher recorded them here" in text
    with published_app.app_context():
        (row,) = queries.standing_codes("xm-nap-1")
        assert row.recorded_by not in text
    assert "/workbench" not in text


def test_each_era_is_a_table_of_its_own(researcher: Reader, published_round: Round):
    record("1", Scheme.RESULTS_COMPLETION, CodeWord.SUBSTANTIAL)
    record("1", Scheme.REVIEW_POTENTIAL_FOR_RESULTS, CodeWord.SUBSTANTIAL)
    record("2", Scheme.END_OPENED, CodeWord.NO_EARLY_RESULTS_YET)

    tables = {
        each.attributes["aria-label"]
        for each in read(page(researcher, WORKBENCH)).root.all("div")
        if each.attributes.get("role") == "region"
    }

    assert {"Action Plan Review", "Results Report"} <= tables
    assert "Earlier eras: End-of-Term Report or Implementation Report" in tables
    assert "Earlier eras: Progress Report or Design Report" not in tables


def test_the_agreement_with_the_irm_is_the_same_in_both_places(
    researcher: Reader, visitor: Reader, published_round: Round
):
    record("1", Scheme.RESULTS_COMPLETION, CodeWord.LIMITED)
    record("2", Scheme.RESULTS_COMPLETION, CodeWord.LIMITED)

    both = [
        [[cell.text() for cell in row.all("th", "td")] for row in read(page(reader, path)).root.all("tr")]
        for reader, path in ((researcher, WORKBENCH), (visitor, PUBLIC))
    ]

    assert both[0] == both[1]
    # The government says 3 and 1, the IRM 1 and 1: one of two the same, and kappa 1 - (4/2) / (8/4) = 0.
    assert ["Government, derived: median", "2 (1, 2)", "1 (50 %)", "1 (50 %)", "1", "0", "0.000"] in both[0]
    # Civil society says 1 and 2: one the same, one a level apart, and kappa 1 - (1/2) / (2/4) = 0.
    assert ["Civil society, derived: strict", "2 (1, 2)", "1 (50 %)", "2 (100 %)", "1", "0", "0.000"] in both[0]


@pytest.mark.parametrize("path", [f"{CODES}", CODE, IMPORT, "/en/workbench/codes"])
def test_only_researchers_find_the_forms(published_app: Flask, visitor: Reader, path: str):
    other = published_app.test_client()
    sign_in(other, office=Office.OFFICER)

    assert visitor.get(path).status_code == 303
    assert other.get(path).status_code == 404
    assert other.post(path, data={}).status_code in {400, 404, 405}


@pytest.mark.parametrize("path", ["9/results_completion", "1/divination", "2.1/results_completion"])
def test_what_does_not_exist_is_not_found(researcher: Reader, path: str):
    assert researcher.get(f"{CODES}/{path}").status_code == 404
    assert researcher.get("/en/workbench/codes/no-such-plan").status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"answer": ""}, "Choose what the IRM says."),
        ({"page": " "}, "A code needs the page on which it stands."),
        ({"source_title": ""}, "A code needs the title of its source."),
        ({"source_url": ""}, "A code needs the web address of its source."),
        ({"source_url": "javascript:alert(1)"}, "This is not a web address."),
        ({"answer": "marginal"}, "Not a valid choice."),
    ],
)
def test_a_form_that_is_not_complete_is_shown_again_with_what_was_typed(
    published_app: Flask, researcher: Reader, typed: dict[str, str], said: str
):
    response = send(researcher, typed)

    assert response.status_code == 400
    assert said in checked(response)
    assert ("14" if "page" not in typed else "Results Report of Examplia") in response.text
    assert stands(published_app) == []


def test_a_form_opened_before_somebody_else_recorded_is_shown_again_over_what_stands(
    published_app: Flask, researcher: Reader
):
    opened = page(researcher, CODE)
    mine = {"csrf_token": hidden(opened, "csrf_token"), "seen": "", **TYPED, "page": "99"}
    send(researcher, {"answer": "complete"})

    refused = researcher.post(CODE, data=mine)

    assert refused.status_code == 409
    assert "Recorded now: Complete." in checked(refused)
    assert hidden(refused.text, "page") == "99"
    again = researcher.post(CODE, data={**mine, "seen": hidden(refused.text, "seen")})
    assert again.status_code == 303
    assert stands(published_app) == [("1", "results_completion", "limited")]


def test_a_code_is_withdrawn_and_its_history_shown(published_app: Flask, researcher: Reader):
    send(researcher, {})

    response = researcher.post(f"{CODE}/withdraw", data=fields(page(researcher, CODE)))

    assert response.status_code == 303
    assert stands(published_app) == []
    assert "replaced or withdrawn on" in page(researcher, CODE)
    again = researcher.post(f"{CODE}/withdraw", data={"csrf_token": hidden(page(researcher, CODE), "csrf_token")})
    assert again.status_code == 409


def test_where_the_rubric_has_other_levels_the_two_are_not_set_side_by_side(
    monkeypatch: pytest.MonkeyPatch, visitor: Reader, published_round: Round
):
    record("1", Scheme.RESULTS_COMPLETION, Mark.NR)
    monkeypatch.setattr("checkmyogp.irm.view_models.LEVELS", (0, 1, 2, 3, 4))

    text = page(visitor, PUBLIC)

    assert "does not have the four levels of completion" in text
    assert "Results Report" in text


@pytest.mark.parametrize("path", [WORKBENCH, PUBLIC, CODES, CODE, IMPORT])
def test_the_pages_are_whole_in_mongolian(researcher: Reader, published_round: Round, path: str):
    record("1", Scheme.RESULTS_COMPLETION, CodeWord.LIMITED)
    record("1", Scheme.REVIEW_LENS, Mark.ND)

    page(researcher, path.replace("/en/", "/mn/"))


@pytest.mark.parametrize("order", ["plan", "due"])
def test_the_matrix_shows_what_the_irm_says_of_completion_beside_the_parties(
    visitor: Reader, published_round: Round, order: str
):
    before = page(visitor, f"{MATRIX}?sort={order}")
    record("1", Scheme.RESULTS_COMPLETION, CodeWord.SUBSTANTIAL)

    after = page(visitor, f"{MATRIX}?sort={order}")

    assert "IRM" not in TABLE.findall(before)[0]
    assert "Substantial" in TABLE.findall(after)[0]
    assert "Nothing is recorded" in TABLE.findall(after)[0]
    assert "IRM" not in TABLE.findall(page(visitor, f"{MATRIX}?criterion=opening"))[0]

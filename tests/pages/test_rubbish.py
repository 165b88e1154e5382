"""Rubbish in a path is refused with a sentence in the reader's language, behind it ignored; it never breaks a page."""

import json
from http import HTTPStatus

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from checkmyogp.domain.permissions import Permission
from checkmyogp.web.access import access
from tests.pages.inspecting import Inspector, page, problems
from tests.plugins.engines import ON_SQLITE
from tests.plugins.reading import Reader
from tests.states import FULL, SCORECARD

API = "/api/v1"
LONGEST_ECHO = 100
VALUES = {
    "empty": "",
    "unknown": "backwards",
    "nul": "a%00b",
    "only-nul": "%00",
    "long": "x" * 10_000,
    "beyond-64-bits": str(2**63),
    "huge": "9" * 400,
    "negative": "-1",
    "emoji": "%F0%9F%91%B7",
    "up": "..%2F..%2Fetc%2Fpasswd",
    "surrogate": "%ED%A0%80",
    "not-utf-8": "%FF%FE%C0",
    "script": "javascript:alert(1)",
    "mark-up": "%3Cscript%3Ealert(1)%3C/script%3E%22%27",
    "template": "%7B7*7%7D%25s%25d",
    "sql": "%27%20or%201=1--",
    "direction": "%E2%80%AE%E2%81%A6",
    "newline": "a%0D%0ASet-Cookie:%20a=b",
}
NAMES = [
    "unknown", "sort%00", "%FF", "_external", "_scheme", "_anchor", "_method", "endpoint", "values", "language", "plan",
    "round_", "version", "number", "slug", "self", "<script>", "x" * 10_000,
]  # fmt: skip
PARAMETERS = ("criterion", "sort", "commitment", "agency", "outcome")
PAGES = sorted({state.path.split("?")[0] for state in FULL if state.name != "not-found"})
DATA = [f"{API}{path}" for path in ("/plans", "/plans/mn-nap-5", "/scorecards", SCORECARD, f"{SCORECARD}/1")]
PARTS = [
    "/{language}/plans/{rubbish}",
    "/{language}/plans/mn-nap-5/milestones/{rubbish}",
    "/{language}/plans/{rubbish}/milestones/1.1",
    "/{language}/scorecards/{rubbish}/demonstration",
    "/{language}/scorecards/mn-nap-5/{rubbish}",
    "/{language}/scorecards/mn-nap-5/demonstration/{rubbish}",
    "/{language}/scorecards/mn-nap-5/demonstration/{rubbish}/milestones/1.1",
    "/{language}/scorecards/mn-nap-5/demonstration/1/milestones/{rubbish}",
    "/{language}/{rubbish}",
]
DATA_PARTS = [
    f"{API}/{{rubbish}}",
    f"{API}/plans/{{rubbish}}",
    f"{API}/scorecards/{{rubbish}}/demonstration",
    f"{API}/scorecards/mn-nap-5/{{rubbish}}",
    f"{API}/scorecards/mn-nap-5/demonstration/{{rubbish}}",
]


def assert_refused(response: TestResponse, *statuses: HTTPStatus) -> None:
    """One of these statuses, with a sentence that can be read."""
    assert response.status_code in statuses, response.request.path[:200]
    if response.request.path.startswith(API):
        error = json.loads(response.data)["error"]
        assert error["status"] == response.status_code
        assert error["title"]
        assert error["detail"].endswith(".")
        sentence = error["detail"]
    else:
        shown = page(response)
        assert shown.root.all("html")[0].attributes["lang"] == response.request.path.split("/")[1]
        (sentence, *_rest) = [paragraph.text() for paragraph in shown.main.all("p")]
        assert sentence.endswith(".")
    assert len(sentence) < 5 * LONGEST_ECHO


def assert_clean(response: TestResponse) -> None:
    """The page, which passes nothing on of what it ignored."""
    assert response.status_code == HTTPStatus.OK, response.request.path[:200]
    (canonical,) = [link for link in page(response).root.all("link") if link.attributes.get("rel") == "canonical"]
    assert canonical.attributes["href"] == f"http://127.0.0.1:8000{response.request.path}"


@pytest.mark.asvs("1.4.2", "2.2.1")
@ON_SQLITE
@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
@pytest.mark.parametrize("language", ["en", "mn"])
def test_a_value_that_a_scorecard_does_not_know_leaves_it_as_it_is(reader: Inspector, language: str, value: str):
    plain = reader.get(f"/{language}{SCORECARD}")

    shown = reader.get(f"/{language}{SCORECARD}?{'&'.join(f'{parameter}={value}' for parameter in PARAMETERS)}")

    assert_clean(shown)
    assert shown.data == plain.data


@ON_SQLITE
@pytest.mark.parametrize("language", ["en", "mn"])
def test_parameters_that_a_page_does_not_know_are_ignored_on_every_route(reader: Inspector, language: str):
    everything = "&".join(f"{name}=javascript:1" for name in NAMES)

    for path in PAGES:
        assert_clean(reader.get(f"/{language}{path}?{everything}"))


@ON_SQLITE
@pytest.mark.parametrize("name", NAMES, ids=lambda name: name[:12])
def test_a_parameter_that_programs_are_not_offered_is_refused(reader: Inspector, name: str):
    for address in DATA:
        assert_refused(reader.get(f"{address}?{name}=javascript:1"), HTTPStatus.BAD_REQUEST)


@pytest.mark.asvs("15.3.7")
@pytest.mark.parametrize("parameter", PARAMETERS)
def test_a_parameter_given_twice_counts_once(reader: Inspector, parameter: str):
    value = {"criterion": "completion", "sort": "plan", "commitment": "1", "outcome": "aligned"}.get(
        parameter, "demonstration-agency-1"
    )

    twice = reader.get(f"/mn{SCORECARD}?{parameter}={value}&{parameter}=other&{parameter}={value}")
    once = reader.get(f"/mn{SCORECARD}?{parameter}={value}")

    assert once.status_code == HTTPStatus.OK
    assert twice.data == once.data


@pytest.mark.asvs("1.4.2", "5.3.2", "5.4.2")
@pytest.mark.parametrize(
    "rubbish", [value for value in VALUES.values() if value], ids=[key for key in VALUES if VALUES[key]]
)
def test_rubbish_in_the_path_leads_nowhere(reader: Inspector, rubbish: str):
    addresses = [part.format(language=language, rubbish=rubbish) for part in PARTS for language in ("en", "mn")]

    for address in addresses:
        assert_refused(reader.get(address), HTTPStatus.NOT_FOUND, HTTPStatus.BAD_REQUEST)
    for part in DATA_PARTS:
        assert_refused(reader.get(part.format(rubbish=rubbish)), HTTPStatus.NOT_FOUND, HTTPStatus.BAD_REQUEST)


@pytest.mark.parametrize(
    "path",
    [
        "/plans/mn-nap-9",
        "/plans/mn-nap-9/milestones/1.1",
        "/plans/mn-nap-5/milestones/99.9",
        "/plans/mn-nap-5/milestones/5.1",
        "/scorecards/mn-nap-9/demonstration",
        "/scorecards/mn-nap-5/none",
        f"{SCORECARD}/0",
        f"{SCORECARD}/2",
        f"{SCORECARD}/1/milestones/99.9",
        f"{SCORECARD}/2/milestones/1.1",
        "/nothing-here",
    ],
)
@pytest.mark.parametrize("language", ["en", "mn"])
def test_what_does_not_exist_is_said_not_to_exist(reader: Inspector, language: str, path: str):
    assert_refused(reader.get(f"/{language}{path}"), HTTPStatus.NOT_FOUND)


@pytest.mark.parametrize(
    "path", ["/plans/mn-nap-9", "/scorecards/mn-nap-5/none", f"{SCORECARD}/2", f"{SCORECARD}/0", "/nothing"]
)
def test_data_that_does_not_exist_is_said_not_to_exist_in_json(reader: Inspector, path: str):
    response = reader.get(f"{API}{path}")

    assert_refused(response, HTTPStatus.NOT_FOUND)
    assert response.mimetype == "application/json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("language", ["de", "mnn", "MN", "e", "%00", ".."])
def test_a_language_that_is_not_offered_leads_to_a_readable_refusal(reader: Inspector, language: str):
    response = reader.get(f"/{language}/plans", headers={"Accept-Language": "mn"})

    assert response.status_code == HTTPStatus.NOT_FOUND
    assert page(response).root.all("html")[0].attributes["lang"] == "mn"


def test_what_was_typed_is_repeated_to_programs_and_not_at_length(reader: Inspector):
    response = reader.get(f"/api/v1/plans?sort={'<b>x' * 1000}")

    assert len(response.get_json()["error"]["detail"]) < 5 * LONGEST_ECHO


@pytest.mark.asvs("13.4.2", "16.5.1")
def test_an_error_inside_is_a_page_and_data_too(
    read_only_seeded_app: Flask, read_only_seeded_client: Reader, monkeypatch: pytest.MonkeyPatch
):
    @access(Permission.READ)
    def fail() -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setitem(read_only_seeded_app.view_functions, "plans.index", fail)
    monkeypatch.setitem(read_only_seeded_app.view_functions, "api.plans", fail)
    monkeypatch.setitem(read_only_seeded_app.config, "PROPAGATE_EXCEPTIONS", value=False)

    for address in ("/en/plans", "/mn/plans", f"{API}/plans"):
        response = read_only_seeded_client.get(address)

        assert_refused(response, HTTPStatus.INTERNAL_SERVER_ERROR)
        assert list(problems(response)) == [f"the answer is {response.status}"]
        assert b"disk" not in response.data

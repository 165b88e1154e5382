"""What every answer tells browsers, and what no request is answered with."""

import pytest
from flask import Flask

from checkmyogp.domain.identities import Office
from checkmyogp.web.forms import csrf
from tests.factories.people import sign_in
from tests.plugins.engines import ON_SQLITE
from tests.plugins.reading import Reader

pytestmark = ON_SQLITE

WITHOUT_A_TOKEN = {
    "checkmyogp.verification.views.verify.check",
    "checkmyogp.verification.views.receipts.recompute_receipt",
}
"""Neither writes, and neither looks at the session: programs may send to them as well."""


@pytest.mark.asvs("3.4.2")
@pytest.mark.examplia
def test_published_data_is_for_every_page_and_nothing_else_is(app: Flask, client: Reader):
    sign_in(client, office=Office.OFFICER)
    stranger = {"Origin": "https://elsewhere.example"}

    answers = {path: client.get(path, headers=stranger) for path in ("/api/v1/plans", "/en/plans", "/en/account")}

    given = {path: answer.headers.get("Access-Control-Allow-Origin") for path, answer in answers.items()}
    assert given == {"/api/v1/plans": "*", "/en/plans": None, "/en/account": None}
    assert "Access-Control-Allow-Credentials" not in answers["/api/v1/plans"].headers
    assert answers["/api/v1/plans"].data == app.test_client().get("/api/v1/plans").data


@pytest.mark.asvs("3.5.1")
def test_every_form_but_those_for_programs_needs_a_token(app: Flask):
    assert csrf._exempt_views == WITHOUT_A_TOKEN
    assert app.config.get("WTF_CSRF_ENABLED", True)
    assert app.config.get("WTF_CSRF_CHECK_DEFAULT", True)


@pytest.mark.asvs("13.4.4")
@pytest.mark.parametrize("path", ["/en/plans", "/api/v1/plans", "/en/account", "/static/site.css", "/nowhere"])
def test_nothing_is_traced(client: Reader, path: str):
    answer = client.open(path, method="TRACE", headers={"Cookie": "a=secret"})

    assert answer.status_code in {404, 405}
    assert "secret" not in answer.text


@pytest.mark.asvs("13.4.3")
@pytest.mark.parametrize(
    "path", ["/static/", "/static", "/static/../", "/static/%2e%2e/", "/.git/config", "/static/..%2fapp.py"]
)
def test_no_folder_is_listed(client: Reader, path: str):
    answer = client.get(path)

    assert answer.status_code == 404
    assert "site.css" not in answer.text.replace("/static/site.css", "")


@pytest.mark.asvs("1.1.1")
@pytest.mark.examplia
def test_an_address_is_decoded_once(client: Reader):
    once, twice = client.get("/en/plans/xm%2Dnap-1"), client.get("/en/plans/xm%252Dnap-1")

    assert (once.status_code, twice.status_code) == (200, 404)


@pytest.mark.asvs("3.4.4", "3.4.6", "4.1.1")
def test_a_file_says_what_it_is(client: Reader):
    answer = client.get("/static/site.css", buffered=True)

    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]

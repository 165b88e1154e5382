"""After signing in one goes back to a page of ours, and nowhere else."""

from collections.abc import Generator

import pytest
from flask import Flask

from checkmyogp.web.return_path import own_address
from tests.factories.accounts import PASSWORD, owner
from tests.factories.browsing import send
from tests.plugins.engines import ON_SQLITE
from tests.plugins.sites import running

pytestmark = ON_SQLITE


@pytest.fixture(scope="module")
def routes() -> Generator[Flask]:
    """An application whose addresses are all that is asked for."""
    with running("sqlite://") as app:
        yield app


PAYLOADS = [
    "https://evil.example",
    "//evil.example",
    "///evil.example",
    "////evil.example/en/plans",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "https:evil.example",
    "https:/evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "//evil.example/en/plans",
    "/en/../../evil.example",
    "/en/plans/../\\evil",
    "en/plans",
    "",
    "/nowhere",
    "/static/site.css",
    "/en/account/sign-out",
    "http://[",
    "/en/plans\r\nSet-Cookie: a=b",
    "/xx/plans",
]


@pytest.mark.asvs("3.7.2")
@pytest.mark.parametrize("payload", PAYLOADS)
def test_anything_but_a_page_of_ours_leads_nowhere(routes: Flask, payload: str):
    with routes.test_request_context("/en/plans"):
        assert own_address(payload) == ""


@pytest.mark.asvs("1.2.2")
@pytest.mark.parametrize(
    ("carried", "rebuilt"),
    [
        ("/en/plans", "/en/plans"),
        ("/mn/plans/mn-nap-5", "/mn/plans/mn-nap-5"),
        ("/en/plans?a=b&a=c&_external=1&_scheme=javascript", "/en/plans?a=b&a=c&_external=1&_scheme=javascript"),
        ("/en/plans?next=https://evil.example", "/en/plans?next=https%3A%2F%2Fevil.example"),
        ("/en/plans#x", "/en/plans"),
    ],
)
def test_a_page_of_ours_is_built_anew(routes: Flask, carried: str, rebuilt: str):
    with routes.test_request_context("/en/plans"):
        assert own_address(carried) == rebuilt


@pytest.mark.asvs("3.7.2")
@pytest.mark.parametrize("payload", [payload for payload in PAYLOADS if "\r" not in payload])
def test_nobody_is_led_astray_by_signing_in(app: Flask, payload: str):
    bat, client = owner(app), app.test_client()

    client.get("/en/account/sign-in", query_string={"next": payload})
    token_page = client.get("/en/account/sign-in").text
    token = token_page.split('name="csrf_token" value="')[1].split('"')[0]
    half = client.post(
        "/en/account/sign-in",
        query_string={"next": payload},
        data={"address": "bat@example.org", "password": PASSWORD, "csrf_token": token},
    )
    whole = send(client, half.location, code=bat.code())

    assert half.location == "/en/account/second-factor"
    assert whole.location == "/en/account"

"""The application refuses to start with settings that would leave people unprotected."""

from collections.abc import Generator

import pytest
from flask import Flask

from checkmyogp.web.settings import Unusable
from tests.plugins.databases import Databases
from tests.plugins.sites import make_app, running

MEMORY = "sqlite://"


@pytest.mark.parametrize(
    "settings",
    [
        {"PUBLIC_URL": "http://ogp.example.org"},
        {"PUBLIC_URL": "ogp.example.org"},
        {"PUBLIC_URL": "https://"},
        {"PUBLIC_URL": "https://ogp.example.org/somewhere"},
        {"PUBLIC_URL": "javascript:alert(1)"},
        {"SECRET_KEY": "short"},
        {"TRUSTED_PROXIES": "yes"},
        {"TRUSTED_PROXIES": -1},
        {"RECOVERY_WAIT_HOURS": 0},
        {"RECOVERY_WAIT_HOURS": "three days"},
        {"RATELIMIT_STORAGE_URI": "nowhere://"},
    ],
)
def test_an_unprotected_start_is_refused(settings: dict[str, object]):
    with pytest.raises(Unusable):
        make_app(MEMORY, **settings)


@pytest.fixture
def in_production(databases: Databases, empty_database: str) -> Generator[Flask]:
    """The application as the public finds it."""
    with (
        databases.fresh(like=empty_database) as address,
        running(address, PUBLIC_URL="https://ogp.example.org") as app,
    ):
        yield app


def test_the_cookie_is_bound_to_this_host_and_to_encryption(in_production: Flask):
    answer = in_production.test_client().get("/en/account/sign-in", base_url="https://ogp.example.org")

    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-checkmyogp=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


@pytest.mark.parametrize("host", ["evil.example", "ogp.example.org.evil.example", "evil.example:443"])
def test_no_other_name_is_answered(in_production: Flask, host: str):
    answer = in_production.test_client().get("/en/account/sign-in", base_url=f"https://{host}")

    assert answer.status_code == 400
    assert "evil" not in answer.text


def test_a_forwarded_host_is_never_believed(in_production: Flask):
    answer = in_production.test_client().get(
        "/", base_url="https://ogp.example.org", headers={"X-Forwarded-Host": "evil.example"}
    )

    assert "evil" not in answer.headers["Location"]

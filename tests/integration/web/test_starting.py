"""The application refuses to start with settings that would leave people unprotected."""

from collections.abc import Generator

import pytest
from flask import Flask

from checkmyogp.web.settings import Unusable
from tests.checkout import ROOT
from tests.factories.accounts import PASSWORD, owner
from tests.factories.assessing import fields
from tests.plugins.databases import Databases
from tests.plugins.sites import make_app, running

MEMORY = "sqlite://"
PUBLIC = "https://ogp.example.org"


@pytest.mark.asvs("12.2.1", "13.2.3")
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


@pytest.mark.asvs("3.3.1", "3.3.2", "3.3.3", "3.3.4")
def test_the_cookie_is_bound_to_this_host_and_to_encryption(in_production: Flask):
    answer = in_production.test_client().get("/en/account/sign-in", base_url="https://ogp.example.org")

    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-checkmyogp=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


@pytest.mark.asvs("3.3.1", "3.3.2", "3.3.3", "3.3.4")
def test_every_cookie_is_bound_to_this_host_and_to_encryption(in_production: Flask):
    bat, client = owner(in_production), in_production.test_client()
    set_ = list[str]()
    for page, typed in (("sign-in", {"address": "bat@example.org", "password": PASSWORD}), ("second-factor", {})):
        address = f"/en/account/{page}"
        shown = client.get(address, base_url=PUBLIC)
        sent = fields(shown.text) | typed | ({} if typed else {"code": bat.code()})
        answer = client.post(address, data=sent, base_url=PUBLIC, headers={"Referer": f"{PUBLIC}{address}"})
        assert answer.status_code == 303
        set_ += [*shown.headers.getlist("Set-Cookie"), *answer.headers.getlist("Set-Cookie")]

    assert {cookie.partition("=")[0].partition("-known-")[0] for cookie in set_} == {"__Host-checkmyogp", "__Host"}
    for cookie in set_:
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
        assert "Domain" not in cookie


@pytest.mark.asvs("13.4.2")
def test_nothing_runs_in_debug_mode(in_production: Flask):
    units = [path.read_text(encoding="utf-8") for path in (ROOT / "deploy").iterdir()]

    assert not in_production.debug
    assert not [unit for unit in units if "debug" in unit.lower()]


@pytest.mark.parametrize("host", ["evil.example", "ogp.example.org.evil.example", "evil.example:443"])
def test_no_other_name_is_answered(in_production: Flask, host: str):
    answer = in_production.test_client().get("/en/account/sign-in", base_url=f"https://{host}")

    assert answer.status_code == 400
    assert "evil" not in answer.text


@pytest.mark.asvs("4.1.3")
def test_a_forwarded_host_is_never_believed(in_production: Flask):
    answer = in_production.test_client().get(
        "/", base_url="https://ogp.example.org", headers={"X-Forwarded-Host": "evil.example"}
    )

    assert "evil" not in answer.headers["Location"]

"""What other sites add to links does no harm, and every page has one address."""

from itertools import cycle

import pytest
from flask import Flask

from tests.pages.inspecting import Inspector, page
from tests.plugins.databases import Databases
from tests.plugins.engines import ON_SQLITE
from tests.plugins.reading import Reader
from tests.plugins.sites import running
from tests.states import FULL, SCORECARD

pytestmark = ON_SQLITE

ADDED = "fbclid=IwAR123&utm_source=letter&utm_campaign=a%20b&gclid=x&igshid=1&mc_cid=2&mc_eid=3&gbraid&x=%FF&=1"
PAGES = sorted({state.path for state in FULL if state.name != "not-found"})


@ON_SQLITE
def test_what_was_added_to_a_link_changes_nothing_of_a_page(reader: Inspector):
    for path in (f"/{language}{path}" for path, language in zip(PAGES, cycle(("en", "mn")), strict=False)):
        plain, shared = reader.get(path), reader.get(f"{path}{'&' if '?' in path else '?'}{ADDED}")

        assert (shared.status_code, shared.data) == (200, plain.data), path


def test_a_form_behind_such_a_link_can_be_sent(reader: Inspector):
    answer = reader.post("/en/receipts?fbclid=x", data={"receipt": "0" * 64})

    assert answer.status_code == 200
    assert "fbclid" not in answer.text


def test_a_way_back_is_kept_and_what_was_added_is_not(client: Reader):
    shown = client.get("/en/account/sign-in?fbclid=x&next=/en/account")

    assert 'href="/mn/account/sign-in?next=%2Fen%2Faccount"' in shown.text
    assert "fbclid" not in shown.text


def test_a_page_of_a_choice_names_the_choice_as_its_address(reader: Inspector):
    shown = page(reader.get(f"/en{SCORECARD}?utm_source=a&sort=divergence&criterion=completion"))

    (canonical,) = [link for link in shown.root.all("link") if link.attributes.get("rel") == "canonical"]
    assert canonical.attributes["href"] == f"http://127.0.0.1:8000/en{SCORECARD}?sort=divergence&criterion=completion"


def test_what_is_not_there_has_no_address(reader: Inspector):
    assert "canonical" not in reader.get("/en/nothing-here").text


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/en/plans/", "/en/plans"),
        ("/mn/plans/mn-nap-5/", "/mn/plans/mn-nap-5"),
        (f"/en{SCORECARD}/1/?sort=divergence", f"/en{SCORECARD}/1?sort=divergence"),
        ("/en/account/", "/en/account"),
        ("/en", "/en/"),
    ],
)
def test_a_slash_too_many_or_too_few_leads_to_the_page(reader: Inspector, asked: str, leads_to: str):
    answer = reader.get(asked, headers={"Host": "elsewhere.example"})

    assert (answer.status_code, answer.headers["Location"]) == (308, leads_to)


@pytest.mark.parametrize(
    "asked", ["/api/v1/plans/", "/en/nothing/", "/en/plans/none-such//elsewhere.example/", "//elsewhere.example/"]
)
def test_a_slash_leads_nowhere_else(reader: Inspector, asked: str):
    answer = reader.get(asked)

    assert answer.status_code == 404 or answer.headers["Location"].startswith(("/en/", "/elsewhere"))


@pytest.fixture
def encrypted(databases: Databases, seeded_database: str):
    """The site under a name of its own."""
    with (
        databases.fresh(like=seeded_database) as address,
        running(address, PUBLIC_URL="https://ogp.example.org") as app,
    ):
        yield app


@ON_SQLITE
@pytest.mark.parametrize("host", ["ogp.example.org:1337", "OGP.example.org"])
def test_addresses_of_ours_never_come_from_the_request(encrypted: Flask, host: str):
    answer = encrypted.test_client().get(f"/en{SCORECARD}", headers={"Host": host})

    assert answer.status_code == 200
    assert f"https://ogp.example.org/en{SCORECARD}/1" in answer.text
    assert f'<link rel="canonical" href="https://ogp.example.org/en{SCORECARD}">' in answer.text
    assert "1337" not in answer.text


@ON_SQLITE
def test_a_name_that_is_not_ours_is_refused(encrypted: Flask):
    answer = encrypted.test_client().get("/en/", headers={"Host": "elsewhere.example"})

    assert answer.status_code == 400
    assert "elsewhere" not in answer.text


@pytest.mark.asvs("3.4.1")
@ON_SQLITE
def test_a_site_under_https_asks_to_be_read_encrypted_only(encrypted: Flask, reader: Inspector):
    answer = encrypted.test_client().get("/en/", headers={"Host": "ogp.example.org"})

    assert answer.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"
    assert "Strict-Transport-Security" not in reader.get("/en/").headers


@ON_SQLITE
def test_what_a_proxy_says_was_not_encrypted_is_not_said_to_be(databases: Databases, empty_database: str):
    with (
        databases.fresh(like=empty_database) as address,
        running(address, PUBLIC_URL="https://ogp.example.org", TRUSTED_PROXIES=1) as app,
    ):
        given = [
            app.test_client().get("/en/", headers={"Host": "ogp.example.org", "X-Forwarded-Proto": proto}).headers
            for proto in ("https", "http")
        ]

    assert ["Strict-Transport-Security" in headers for headers in given] == [True, False]


def test_no_page_may_use_a_camera_and_all_may_ask_for_a_passkey(client: Reader):
    given = client.get("/en/").headers["Permissions-Policy"]

    assert "camera=()" in given
    assert "publickey-credentials-get=(self)" in given

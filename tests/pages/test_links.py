"""Every address that a page names leads somewhere, and the languages mirror each other."""

from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from flask import Flask

from tests.pages.conftest import inspecting
from tests.pages.inspecting import Inspector, page
from tests.pages.markup import Page, read
from tests.plugins.engines import ON_SQLITE
from tests.states import FULL, SCORECARD, State

pytestmark = ON_SQLITE

LANGUAGES = ("en", "mn")
PLAIN = [state for state in FULL if not state.upload and state.name != "not-found"]


def mirror(address: str) -> str:
    """A Mongolian page's English one; of any other address nothing."""
    return f"/en/{address.removeprefix('/mn/')}" if address.startswith("/mn/") else ""


def crawl(reader: Inspector) -> Iterator[str]:
    """Follow every link from the front pages; say what leads nowhere. A filtered list is looked at, not followed.

    A Mongolian page is left out where its English one is followed: that they mirror each other is tested below.
    """
    waiting = {f"/{language}/": "" for language in LANGUAGES}
    pages: dict[str, Page] = {}
    fragments: list[tuple[str, str, str]] = []
    while known := [address for address in waiting if address not in pages and mirror(address) not in waiting]:
        address = known[0]
        response = reader.get(address)
        if response.status_code == HTTPStatus.SEE_OTHER:
            # A page for people at work: it leads to where they sign in, which has to be there.
            waiting.setdefault(response.location, address)
        elif response.status_code != HTTPStatus.OK:
            yield f"{address}, named by {waiting[address]}, answers {response.status}"
        pages[address] = read(response.text if response.mimetype == "text/html" else "")
        if urlsplit(address).query:
            continue
        for target in (*pages[address].links(), *pages[address].resources()):
            there, fragment = urldefrag(urljoin(address, target))
            if there.startswith("/"):
                waiting.setdefault(there, address)
                fragments.append((address, there, fragment))
    for address, there, fragment in dict.fromkeys(fragments):
        if fragment and there in pages and fragment not in pages[there].ids:
            yield f"{address} leads to {there}#{fragment}, which is nowhere on that page"


def test_every_link_leads_somewhere(reader: Inspector):
    assert list(crawl(reader)) == []


@pytest.mark.parametrize("state", PLAIN, ids=lambda state: state.name)
def test_the_switch_keeps_the_page_and_what_was_chosen(reader: Inspector, state: State):
    mirrored = {}
    for language in LANGUAGES:
        found = page(reader.get(f"/{language}{state.path}"))
        alternate = [link.attributes for link in found.root.all("link") if link.attributes.get("rel") == "alternate"]
        mirrored[language] = {
            link["hreflang"]: urlsplit(link["href"])._replace(scheme="", netloc="").geturl() for link in alternate
        }
        switch = next(nav for nav in found.root.all("nav") if "languages" in nav.attributes.get("class", ""))
        (other,) = (link.attributes for link in switch.all("a"))
        assert other["lang"] == other["hreflang"] != language
        assert same(other["href"], f"/{other['lang']}{state.path}")

    assert mirrored["en"].keys() >= set(LANGUAGES)
    assert mirrored["en"] == mirrored["mn"]
    assert all(same(mirrored["en"][language], f"/{language}{state.path}") for language in LANGUAGES)


def same(one: str, other: str) -> bool:
    """Whether two addresses ask for the same, in whichever order."""
    first, second = urlsplit(one), urlsplit(other)
    return first.path == second.path and sorted(first.query.split("&")) == sorted(second.query.split("&"))


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        ("mn", "mn"),
        ("mn-MN,mn;q=0.9,en;q=0.1", "mn"),
        ("en", "en"),
        ("en-GB,en;q=0.9,mn;q=0.5", "en"),
        ("de", "en"),
        ("", "en"),
        ("*", None),
        ("mn;q=zero,,;;=", None),
        ("\N{SNOWMAN}".encode().decode("latin-1") * 50, "en"),
    ],
)
def test_the_root_chooses_the_readers_language_once(reader: Inspector, wanted: str, language: str | None):
    response = reader.get("/", headers={"Accept-Language": wanted})

    assert response.status_code == HTTPStatus.FOUND
    assert response.location in ([f"/{language}/"] if language else ["/en/", "/mn/"])
    assert "Accept-Language" in response.headers["Vary"]
    assert "public" not in response.headers["Cache-Control"]


@pytest.mark.parametrize("state", PLAIN[:12], ids=lambda state: state.name)
def test_a_slash_too_many_leads_to_the_page_or_says_so(reader: Inspector, state: State):
    path = urlsplit(state.path).path.rstrip("/")

    with_a_slash = reader.get(f"/en{path}/", follow_redirects=True)
    without = reader.get(f"/en{path}", follow_redirects=True)

    assert without.status_code == HTTPStatus.OK
    assert with_a_slash.status_code in {HTTPStatus.OK, HTTPStatus.NOT_FOUND}


@pytest.mark.parametrize("first", LANGUAGES)
def test_the_language_first_asked_for_does_not_stay(seeded_app: Flask, first: str):
    order = sorted(LANGUAGES, key=lambda language: language != first)

    with inspecting(seeded_app) as reader:
        answers = [
            reader.get(f"/{language}{path}").status_code
            for path in (f"{SCORECARD}/1/milestones/4.1", SCORECARD, "/method", "/plans/mn-nap-5", "/nothing-here")
            for language in order
        ]

    assert answers == [200] * 8 + [404] * 2


@pytest.mark.parametrize("state", PLAIN, ids=lambda state: state.name)
def test_head_answers_like_get_without_the_page(reader: Inspector, state: State):
    whole, head = reader.get(f"/en{state.path}"), reader.head(f"/en{state.path}")

    assert head.status_code == whole.status_code
    assert head.data == b""
    assert head.headers["Cache-Control"] == whole.headers["Cache-Control"]
    assert head.content_type == whole.content_type


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("state", [state for state in PLAIN if state.name != "verify"], ids=lambda state: state.name)
def test_nothing_is_sent_where_nothing_is_taken(reader: Inspector, state: State, method: str):
    response = reader.open(f"/mn{state.path}", method=method)

    assert response.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert page(response).root.all("html")[0].attributes["lang"] == "mn"

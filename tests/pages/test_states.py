"""Every page and state that a reader can meet answers as it should, in both languages.

On one engine: the last test fetches each page from both, and has the same words. How many queries a page costs, and
which rows they ask for, is tested on both in tests/pages/test_queries.py and in tests/integration."""

import re
from collections.abc import Callable, Iterator
from http import HTTPStatus
from io import BytesIO

import pytest
from werkzeug.test import TestResponse

from tests.pages.inspecting import Inspector, page
from tests.plugins.databases import Databases
from tests.plugins.engines import ON_SQLITE
from tests.plugins.reading import Reader
from tests.plugins.sites import migrate, running, seed
from tests.states import EMPTY, FULL, State
from tests.uploads import UPLOADS

LANGUAGES = ("en", "mn")
REFUSED = {
    "verify-refused": HTTPStatus.BAD_REQUEST,
    "not-found": HTTPStatus.NOT_FOUND,
}
ABOUT_THE_ROUND = (
    *("home", "round", "scorecard", "scored", "analysis", "registration"),
    *("verify-holds", "verify-does-not-hold"),
)
"""How the names of states begin that show something invented."""
SAME_PAGE = {"scorecard-version"}
OF_ITS_OWN = re.compile(r"[0-9a-f]{4,}|\d{4}-\d\d-\d\d|\d\d:\d\d|\b\d[.,]\d{3}\b")
"""What differs between two demonstrations that were set up one after the other: hashes, the moment, and coefficients
with the intervals that are drawn from a hash."""


def fetch(reader: Reader, language: str, state: State, published: bytes = b"") -> TestResponse:
    """What a reader gets in this state."""
    address = f"/{language}{state.path}"
    if not state.upload:
        return reader.get(address)
    file = (BytesIO(UPLOADS[state.upload](published)), "scorecard.json")
    return reader.post(address, data={"scorecard": file}, content_type="multipart/form-data")


@pytest.mark.asvs("3.4.3", "3.4.4", "3.4.5", "3.4.6", "4.1.1", "14.2.3")
@ON_SQLITE
@pytest.mark.parametrize("state", FULL, ids=lambda state: state.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_state_answers_as_it_should_and_says_what_is_invented(
    reader: Inspector, published: bytes, language: str, state: State
):
    made_from_the_round = state.name.startswith(ABOUT_THE_ROUND) and state.name not in REFUSED

    response = fetch(reader, language, state, published)

    banners = page(response).root.of_class("demonstration")
    assert response.status_code == REFUSED.get(state.name, HTTPStatus.OK)
    assert all(banner.attributes.get("role") == "note" and banner.text() for banner in banners)
    assert bool(banners) == made_from_the_round


@ON_SQLITE
@pytest.mark.parametrize("state", EMPTY, ids=lambda state: state.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_site_answers_as_well(own_reader: Inspector, language: str, state: State):
    response = fetch(own_reader, language, state)

    assert response.status_code == HTTPStatus.OK


@ON_SQLITE
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_a_heading_of_its_own(reader: Inspector, language: str):
    states = [state for state in FULL if "?" not in state.path and not state.upload and state.name not in SAME_PAGE]

    headings = [page(fetch(reader, language, state)).heading for state in states]

    # A milestone is called the same in the plan and on a scorecard.
    of_plans = [heading for state, heading in zip(states, headings, strict=True) if "scored" not in state.name]
    assert sorted(of_plans) == sorted(set(of_plans))


def words_of_every_page(databases: Databases) -> Iterator[tuple[str, str]]:
    """The name and the words of each page of the demonstration, one in English and the next in Mongolian."""
    seeded = databases.built("seeded", seed, on=databases.built("empty", migrate))
    with databases.fresh(like=seeded) as address, running(address) as app:
        reader = app.test_client()
        for number, state in enumerate(state for state in FULL if not state.upload):
            response = reader.get(f"/{LANGUAGES[number % 2]}{state.path}")
            yield state.name, OF_ITS_OWN.sub("…", page(response).main.text())


@pytest.mark.postgresql
def test_a_page_has_the_same_words_on_either_engine(every_engine: Callable[[str], Databases]):
    sqlite, postgresql = (dict(words_of_every_page(every_engine(name))) for name in ("sqlite", "postgresql"))

    assert len(sqlite) > 30
    assert [name for name in sqlite if sqlite[name] != postgresql[name]] == []

"""Every page and state that a reader can meet answers as it should, in both languages and on both engines."""

from http import HTTPStatus
from io import BytesIO

import pytest
from werkzeug.test import TestResponse

from tests.pages.inspecting import Inspector, page
from tests.plugins.reading import Reader
from tests.states import EMPTY, FULL, State
from tests.uploads import UPLOADS

LANGUAGES = ("en", "mn")
REFUSED = {
    "verify-refused": HTTPStatus.BAD_REQUEST,
    "not-found": HTTPStatus.NOT_FOUND,
}
ABOUT_THE_ROUND = ("home", "round", "scorecard", "scored", "analysis", "verify-holds", "verify-does-not-hold")
"""How the names of states begin that show something invented."""
SAME_PAGE = {"scorecard-version"}


def fetch(reader: Reader, language: str, state: State, published: bytes = b"") -> TestResponse:
    """What a reader gets in this state."""
    address = f"/{language}{state.path}"
    if not state.upload:
        return reader.get(address)
    file = (BytesIO(UPLOADS[state.upload](published)), "scorecard.json")
    return reader.post(address, data={"scorecard": file}, content_type="multipart/form-data")


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


@pytest.mark.parametrize("state", EMPTY, ids=lambda state: state.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_site_answers_as_well(own_reader: Inspector, language: str, state: State):
    response = fetch(own_reader, language, state)

    assert response.status_code == HTTPStatus.OK


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_a_heading_of_its_own(reader: Inspector, language: str):
    states = [state for state in FULL if "?" not in state.path and not state.upload and state.name not in SAME_PAGE]

    headings = [page(fetch(reader, language, state)).heading for state in states]

    # A milestone is called the same in the plan and on a scorecard.
    of_plans = [heading for state, heading in zip(states, headings, strict=True) if "scored" not in state.name]
    assert sorted(of_plans) == sorted(set(of_plans))

"""Checking a file that a reader sends: what was published holds; anything else gets a sentence, never a crash."""

import hashlib
import json
from collections.abc import Callable
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask_babel import force_locale, gettext
from werkzeug.test import TestResponse

from checkmyogp import resources
from checkmyogp.snapshots.schema import FORM_3
from tests.pages.inspecting import Inspector, page
from tests.plugins.engines import ON_SQLITE
from tests.plugins.reading import Reader
from tests.states import SCORECARD
from tests.uploads import altered, canonical

pytestmark = ON_SQLITE

LANGUAGES = ("en", "mn")
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
START = b'{"schema":"check-my-ogp/scorecard/1"'
NO_SCORECARD = {
    "empty": b"",
    "text": b"Dear reader,\n",
    "picture": PNG,
    "not-utf-8": START.replace(b"check", b"\xff\xfe"),
    "utf-16": START.decode().encode("utf-16"),
    "half": START,
    "deep-list": b"[" * 100_000 + b"]" * 100_000,
    "deep-table": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "number": b"1",
    "huge-number": b"9" * 5_000,
    "null": b"null",
    "list": b"[]",
    "empty-table": b"{}",
    "another-form": b'{"schema":"check-my-ogp/scorecard/999"}',
    "nul": b"\x00" * 100,
}
"""Files that are no scorecard at all."""
BROKEN = {
    "only-a-form": START + b"}",
    "not-a-number": START + b',"method":NaN}',
    "infinite": START + b',"method":{"draws":Infinity,"quorum":-Infinity,"seed":1}}',
    "twice": START + b',"version":1,"version":2}',
    "half-a-letter": START + b',"method":"\\ud800"}',
    "many-digits": START + b',"method":{"draws":1e400}}',
    "deep-inside": START + b',"figures":' + b"[" * 900 + b"]" * 900 + b"}",
}
"""Files that say they are a scorecard and hold nothing that can be recomputed."""


def send(reader: Reader, content: bytes, language: str = "en", name: str = "scorecard.json") -> TestResponse:
    """Send a file to be checked."""
    return reader.post(
        f"/{language}/verify", data={"scorecard": (BytesIO(content), name)}, content_type="multipart/form-data"
    )


def result(response: TestResponse) -> str:
    """What the page says of the file."""
    assert response.status_code == HTTPStatus.OK
    return page(response).by_id("result").text()


def found_links(response: TestResponse) -> list[str]:
    """Where the part of the page that says so leads."""
    part = page(response).by_id("result").parent
    assert part is not None
    return part.links()


def refusal(response: TestResponse) -> str:
    """Why the file was not looked at."""
    assert response.status_code == HTTPStatus.BAD_REQUEST
    return page(response).by_id("refusal").text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_published_holds_and_is_recognised(reader: Inspector, published: bytes, language: str):
    response = send(reader, published, language)

    with reader.application.test_request_context(), force_locale(language):
        assert result(response) == gettext("This scorecard holds")
    assert f"/{language}{SCORECARD}/1" in found_links(response)
    assert hashlib.sha256(published).hexdigest() in page(response).main.text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_changed_byte_is_found_and_its_place_named(reader: Inspector, published: bytes, language: str):
    response = send(reader, altered(published), language)

    with reader.application.test_request_context(), force_locale(language):
        assert result(response) == gettext("This scorecard does not hold")
    assert "figures[0].commitments[0]" in page(response).main.text() or "support.below" in page(response).main.text()
    assert f"/{language}{SCORECARD}/1" not in found_links(response)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"quorum":3', b'"quorum":4'),
        (b'"seed":', b'"seed":1'),
        (b'"counting":"recused"', b'"counting":"counted"'),
        (b'"stands":true', b'"stands":false'),
        (b'"account":2,"confidence"', b'"account":3,"confidence"'),
        (b'"withdrawn":false', b'"withdrawn":true'),
        (b"{", b"{ "),
        (b'"schema":', b'"schema" :'),
        (b'"shown":"0.', b'"shown":"0,'),
    ],
)
def test_whatever_a_figure_rests_on_cannot_be_changed(reader: Inspector, published: bytes, old: bytes, new: bytes):
    assert old in published

    response = send(reader, published.replace(old, new, 1))

    assert result(response) == "This scorecard does not hold"


def test_a_changed_word_holds_but_is_not_what_was_published(reader: Inspector, published: bytes):
    response = send(reader, published.replace(b"Invented:", b"Invented;", 1))

    assert result(response) == "This scorecard holds"
    assert "were not published on this site" in page(response).main.text()


@pytest.mark.asvs("1.5.2", "5.2.2")
@pytest.mark.parametrize("content", NO_SCORECARD.values(), ids=NO_SCORECARD)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_scorecard_is_refused(reader: Inspector, language: str, content: bytes):
    response = send(reader, content, language)

    with reader.application.test_request_context(), force_locale(language):
        started = (
            gettext("This file is not a scorecard: it is not JSON."),
            gettext("This file is not a scorecard of the form %(form)s.", form=FORM_3),
        )
    assert refusal(response).startswith(started)
    field = page(response).by_id("scorecard")
    assert (field.attributes["aria-invalid"], field.attributes["aria-describedby"]) == ("true", "refusal")


@pytest.mark.asvs("5.2.2", "15.3.5")
@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_only_says_that_it_is_a_scorecard_does_not_hold(reader: Inspector, language: str, content: bytes):
    response = send(reader, content, language)

    with reader.application.test_request_context(), force_locale(language):
        assert result(response) == gettext("This scorecard does not hold")


@pytest.mark.asvs("2.4.1", "5.2.1", "15.2.2")
@pytest.mark.parametrize("draws", [10**9, 10**30, 0, -5, 2001])
def test_a_file_cannot_ask_for_endless_work(reader: Inspector, published: bytes, draws: int):
    content = json.loads(published)
    content["method"]["draws"] = draws

    response = send(reader, canonical(content))

    assert result(response) == "This scorecard was not checked here"
    assert "more work than this page does" in page(response).main.text()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "sent",
    [
        dict,
        lambda: {"scorecard": "text in the place of a file"},
        lambda: {"scorecard": (BytesIO(b"{}"), "")},
        lambda: {"another": (BytesIO(b"{}"), "scorecard.json")},
    ],
    ids=["nothing", "text", "no-name", "another-field"],
)
def test_no_file_is_said_to_be_none(reader: Inspector, language: str, sent: Callable[[], dict[str, Any]]):
    response = reader.post(f"/{language}/verify", data=sent(), content_type="multipart/form-data")

    with reader.application.test_request_context(), force_locale(language):
        assert refusal(response).startswith(gettext("No file was chosen."))


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=", "text/plain", "rubbish;;=", ""]
)
def test_a_form_that_cannot_be_read_holds_no_file(reader: Inspector, kind: str):
    response = reader.post("/en/verify", data=b"--x\r\nContent-Disposition: nothing\r\n\r\n", content_type=kind)

    assert refusal(response).startswith("No file was chosen.")


@pytest.mark.asvs("5.2.1")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_that_is_too_large_is_said_to_be(reader: Inspector, language: str):
    most = int(reader.application.config["MAX_CONTENT_LENGTH"])

    response = send(reader, b" " * most, language)

    assert response.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    with reader.application.test_request_context(), force_locale(language):
        assert page(response).heading == gettext("This file is too large")


@pytest.mark.asvs("1.2.1")
def test_a_name_of_a_file_is_never_repeated_as_mark_up(reader: Inspector):
    response = send(reader, b"{}", name="<b>x</b>.json")

    assert page(response).main.all("b") == []


@pytest.mark.asvs("3.2.1", "5.4.1")
@pytest.mark.parametrize("verifier", [resources.VERIFIER, resources.CHAIN_VERIFIER], ids=lambda path: path.name)
def test_the_verifier_to_download_is_the_one_that_ships(reader: Inspector, verifier: Path):
    response = reader.get(f"/mn/verify/{verifier.name}")

    assert response.data == verifier.read_bytes()
    assert response.mimetype == "text/x-python"
    assert "attachment" in response.headers["Content-Disposition"]
    assert verifier.name in response.headers["Content-Disposition"]

"""The first view of a scorecard of 39 milestones is light: few bytes, few requests, nothing from elsewhere."""

import re

import brotli
import pytest

from tests.pages.inspecting import Inspector, page
from tests.pages.markup import read
from tests.plugins.engines import ON_SQLITE
from tests.states import SCORECARD

# Flask-Compress reads a file whole and leaves it to the garbage collector to close it.
pytestmark = [ON_SQLITE, pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")]

MOST_BYTES = 14 * 1024
MOST_REQUESTS = 2
FETCHED_BY_A_SHEET = re.compile(rb"url\(|@import|@font-face")


def received(reader: Inspector, address: str) -> bytes:
    """What goes over the wire to a browser of today."""
    response = reader.get(address, headers={"Accept-Encoding": "gzip, deflate, br"})

    assert response.status_code == 200
    assert response.headers["Content-Encoding"] == "br"
    assert "Accept-Encoding" in response.headers["Vary"]
    return response.data


@pytest.mark.parametrize("language", ["en", "mn"])
def test_the_first_view_of_a_scorecard_is_light(reader: Inspector, language: str):
    html = received(reader, f"/{language}{SCORECARD}")
    shown = read(brotli.decompress(html).decode())

    sheets = [address for address in shown.resources() if "icon" not in address]
    packed = [received(reader, address) for address in sheets]
    assert 1 + len(sheets) <= MOST_REQUESTS
    assert len(html) + sum(map(len, packed)) <= MOST_BYTES
    assert [sheet for sheet in packed if FETCHED_BY_A_SHEET.search(brotli.decompress(sheet))] == []
    assert len(shown.root.of_class("track")) == 39


@pytest.mark.parametrize("name", ["", "/rules", "/full", "/objections", "/versions", "/1"])
@pytest.mark.parametrize("language", ["en", "mn"])
def test_the_first_view_of_the_method_is_light(reader: Inspector, language: str, name: str):
    html = received(reader, f"/{language}/method{name}")

    sheets = [address for address in read(brotli.decompress(html).decode()).resources() if "icon" not in address]
    assert 1 + len(sheets) <= MOST_REQUESTS
    assert len(html) + sum(len(received(reader, sheet)) for sheet in sheets) <= MOST_BYTES


@pytest.mark.parametrize("language", ["en", "mn"])
def test_what_a_page_fetches_is_kept_for_ever_under_its_fingerprint(reader: Inspector, language: str):
    resources = page(reader.get(f"/{language}/")).resources()

    for address in resources:
        response = reader.get(address)
        assert re.search(r"[?&]v=[0-9a-f]{12}", address)
        assert "max-age=31536000" in response.headers["Cache-Control"]

"""Evidence: a link that is safe to open, and enough about it to find the place again."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis.strategies import text

from checkmyogp.domain.canon import canonical
from checkmyogp.domain.evidence import UNDATED, Evidence, NotALink

WHOLE = Evidence(
    "https://example.org/a?b=c#d", "The list", "The ministry", date(2025, 6, 2), "4", "All fees are listed."
)


@pytest.mark.parametrize(
    "url", ["https://example.org", "http://example.org/a", "https://жишээ.мон/а", "https://[::1]/a"]
)
def test_web_addresses_are_taken(url: str):
    assert replace(WHOLE, url=url).url == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "//example.org",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://example.org",
        "https://",
        "https:///path",
        "http:example.org",
        "https://example.org/a b",
        " https://example.org",
        "https://example.org\n",
        "java\nscript:alert(1)",
        "mailto:a@example.org",
        "http://[broken",
    ],
)
def test_anything_else_is_refused(url: str):
    with pytest.raises(NotALink):
        replace(WHOLE, url=url)


@given(url=text(max_size=30))
def test_no_address_breaks_the_check(url: str):
    try:
        taken = replace(WHOLE, url=url)
    except NotALink:
        return
    assert taken.url.lower().startswith(("http://", "https://"))


@pytest.mark.parametrize("title", ["", " ", "\n"])
def test_evidence_has_a_title(title: str):
    with pytest.raises(ValueError, match="evidence needs a title"):
        replace(WHOLE, title=title)


def test_a_snapshot_keeps_everything_that_is_known():
    assert WHOLE.plain() == {
        "url": "https://example.org/a?b=c#d",
        "title": "The list",
        "publisher": "The ministry",
        "published": "2025-06-02",
        "page": "4",
        "quotation": "All fees are listed.",
    }


def test_what_is_not_known_is_left_out_of_a_snapshot():
    plain = replace(WHOLE, published=UNDATED, page="", quotation="").plain()

    assert sorted(plain) == ["publisher", "title", "url"]
    assert canonical(plain)

"""The public page that checks a receipt says nothing before the close."""

from io import BytesIO

import pytest
from flask import Flask

from tests.factories.assessing import Member, close_the_round, complete
from tests.integration.assessment.test_submitting import receipt
from tests.pages.inspecting import page_problems
from tests.pages.markup import read
from tests.plugins.engines import ON_SQLITE
from tests.plugins.reading import Reader

pytestmark = ON_SQLITE

PUBLISHED = "This receipt was published"
NOT_PUBLISHED = "This receipt is not among those published"


@pytest.fixture
def reader(open_app: Flask) -> Reader:
    """Anybody."""
    reader = open_app.test_client()
    assert isinstance(reader, Reader)
    return reader


def check(reader: Reader, found: str, salt: str = "", content: bytes = b"") -> str:
    """What the page says."""
    data = {"receipt": found, "salt": salt, **({"content": (BytesIO(content), "a.json")} if content else {})}
    page = reader.post("/en/receipts", data=data, content_type="multipart/form-data")
    assert list(page_problems(read(page.text), "en")) == []
    assert "Set-Cookie" not in page.headers
    return page.text


def test_before_the_close_it_says_the_same_of_every_receipt(reader: Reader, lead: Member):
    lead.write("1.1", complete())
    lead.submit()
    real = receipt(lead, 1)[0]
    invented = "0" * 64

    pages = [reader.get(f"/en/receipts?receipt={each}").text.replace(each, "…") for each in (real, invented)]

    assert pages[0] == pages[1]
    assert NOT_PUBLISHED in pages[0]
    assert real not in reader.get("/en/receipts").text


def test_after_the_close_every_version_is_found(open_app: Flask, reader: Reader, lead: Member):
    for level in ("2", "3"):
        lead.write("1.1", complete(level))
        lead.submit()
    close_the_round(open_app)

    first, second = receipt(lead, 1)[0], receipt(lead, 2)[0]

    assert PUBLISHED in check(reader, first)
    assert PUBLISHED in reader.get(f"/en/receipts?receipt={second}").text
    assert NOT_PUBLISHED in check(reader, "0" * 64)
    assert first in reader.get("/en/receipts").text


def test_a_file_and_its_salt_give_the_receipt_again(reader: Reader, lead: Member):
    lead.write("1.1", complete())
    lead.submit()
    found, salt, content = receipt(lead, 1)

    assert "The file and the salt give exactly this receipt." in check(reader, found, salt, content)
    assert "The file and the salt give exactly this receipt." in check(reader, "", f" {salt.upper()} ", content)
    assert "This file and salt do not give this receipt" in check(reader, found, salt, content + b" ")


UNREADABLE = (
    ("", "", b""),
    ("xyz", "", b""),
    ("0" * 63, "", b""),
    ("0" * 64, "00" * 32, b""),
    ("0" * 64, "", b"{}"),
    ("0" * 64, "0" * 63, b"{}"),
    ("<script>alert(1)</script>", "", b""),
)


def test_what_cannot_be_checked_is_refused_in_words(reader: Reader):
    for found, salt, content in UNREADABLE:
        data = {"receipt": found, "salt": salt, **({"content": (BytesIO(content), "a.json")} if content else {})}

        page = reader.post("/en/receipts", data=data, content_type="multipart/form-data")

        assert (found, salt, page.status_code) == (found, salt, 400)
        assert 'role="alert"' in page.text
        assert list(page_problems(read(page.text), "en")) == []


def test_an_address_that_says_something_else_is_the_page(reader: Reader):
    page = reader.get("/en/receipts").data

    assert [reader.get(f"/en/receipts{query}").data for query in ("?other=1", "?fbclid=a")] == [page, page]
    assert reader.get("/en/receipts?receipt=a&receipt=b").status_code == 400

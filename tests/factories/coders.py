"""Researchers who record codes of the IRM as a browser does: open a page, type over its form, send it."""

from io import BytesIO

from flask import Flask
from werkzeug.test import TestResponse

from checkmyogp.irm import queries
from tests.factories.assessing import fields
from tests.pages.inspecting import page_problems
from tests.pages.markup import read
from tests.plugins.reading import Reader

CODES = "/en/workbench/codes/xm-nap-1"
CODE = f"{CODES}/1/results_completion"
IMPORT = f"{CODES}/import"
END = "Completion (End Of Term)"
TYPED = {
    "answer": "limited",
    "source_title": "Results Report of Examplia",
    "source_url": "https://example.org/results",
    "page": "14",
}


def stands(app: Flask) -> list[tuple[str, str, str]]:
    """Commitment, question and answer of every code that stands."""
    with app.app_context():
        codes = queries.standing_codes("xm-nap-1")
        return [(row.commitment.number, row.scheme.value, row.said.value) for row in codes]


def page(reader: Reader, path: str) -> str:
    """A page that is there, and that nothing is wrong with."""
    response = reader.get(path)
    assert response.status_code == 200, response.status
    return checked(response)


def checked(response: TestResponse) -> str:
    """The text of an answer, a page that nothing is wrong with."""
    assert list(page_problems(read(response.text))) == []
    return response.text


def hidden(text: str, name: str) -> str:
    """The first field of a page with this name, as it stands."""
    found = (each.attributes for each in read(text).root.all("input"))
    return next(each["value"] for each in found if each.get("name") == name)


def send(reader: Reader, typed: dict[str, str], path: str = CODE) -> TestResponse:
    """Open the form, type over what stands there, and send it."""
    text = page(reader, path)
    return reader.post(
        path, data={"csrf_token": hidden(text, "csrf_token"), "seen": hidden(text, "seen"), **TYPED, **typed}
    )


def send_table(reader: Reader, sent: str | bytes, path: str = IMPORT, **typed: str) -> TestResponse:
    """Send a table to be previewed."""
    data = {
        "csrf_token": hidden(page(reader, path), "csrf_token"),
        "source_title": "OGP’s commitments table",
        "source_url": "https://example.org/table.csv",
        "table": (BytesIO(sent.encode() if isinstance(sent, str) else sent), "table.csv"),
        **typed,
    }
    return reader.post(path, data=data, content_type="multipart/form-data", buffered=True)


def confirm(reader: Reader, preview: TestResponse) -> TestResponse:
    """Press the button below a preview."""
    return reader.post(f"{IMPORT}/confirm", data=fields(checked(preview)))

"""Only pages, programs and what serves them know of requests and of a reader's language, whatever a file is called."""

import ast
from collections.abc import Iterator

import pytest

from tests.checkout import ROOT, texts

OF_PAGES = {"flask", "flask_babel", "flask_compress", "flask_login", "flask_wtf", "werkzeug", "wtforms"}
ROOMS_OF_PAGES = (
    "checkmyogp/api/",
    "checkmyogp/cli/",
    "checkmyogp/comparison/exporting/",
    "checkmyogp/comparison/notes/export.py",
    "checkmyogp/serving/",
    "checkmyogp/verifier/",
    "checkmyogp/watching/",
    "checkmyogp/web/",
)
"""Rooms that are nothing but pages, files for readers, commands, or the way of a request."""
LAYERS_OF_PAGES = {"views", "forms", "labels", "filters"}
ALONE = {
    "checkmyogp/__init__.py": "makes the application",
    "checkmyogp/app.py": "makes the application",
    "checkmyogp/accounts/sessions.py": "is about the cookie of a browser",
    "checkmyogp/db/__init__.py": "ties the database to the application",
}


def belongs_to_pages(place: str) -> bool:
    layers = {part.removesuffix(".py").rpartition("_")[2] for part in place.split("/")[2:]}
    return place.startswith(ROOMS_OF_PAGES) or place in ALONE or bool(layers & LAYERS_OF_PAGES)


def imported(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def problems(place: str, text: str) -> Iterator[str]:
    """One sentence for each import by which something that is no page knows of pages."""
    if belongs_to_pages(place):
        return
    for name in imported(text):
        rooms = name.split(".")
        if rooms[0] in OF_PAGES or (rooms[0] == "checkmyogp" and belongs_to_pages("/".join(rooms) + ".py")):
            yield f"{place} looks at {name}."


def modules() -> list[tuple[str, str]]:
    return [(place, text) for place, text in texts(ROOT) if place.startswith("checkmyogp/") and place.endswith(".py")]


def test_what_is_no_page_knows_nothing_of_pages():
    assert [problem for place, text in modules() for problem in problems(place, text)] == []


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("checkmyogp/snapshots/notifications.py", "from flask_babel import gettext"),
        ("checkmyogp/rounds/lifecycle.py", "from checkmyogp.rounds.labels import state"),
        ("checkmyogp/snapshots/content.py", "from checkmyogp.web import languages"),
        ("checkmyogp/replies/services.py", "import flask"),
    ],
)
def test_a_planted_import_is_reported(place: str, line: str):
    assert len(list(problems(place, line))) >= 1


def test_pages_may_know_of_pages():
    assert list(problems("checkmyogp/rounds/views.py", "from flask import request")) == []

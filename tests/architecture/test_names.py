"""Every name says what it is for, and nothing is left for later."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from tests.checkout import ROOT, texts

EMPTY_WORDS = {"util", "utils", "helper", "helpers", "common", "manager", "managers", "misc", "stuff"}
LEFT_FOR_LATER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
WORDS_OF_A_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
LISTS_OF_OTHERS = "requirements"


def problems(place: str, text: str) -> Iterator[str]:
    """One sentence for each name that says nothing, and each remark that puts something off."""
    path = PurePosixPath(place)
    if path.parts[0] == LISTS_OF_OTHERS:
        return
    for part in path.parts:
        if empty := _empty_words(part):
            yield f"{place}: '{empty}' does not say what is in it."
    if path.suffix == ".py":
        for name in _defined(ast.parse(text)):
            if empty := _empty_words(name):
                yield f"{place}: '{empty}' in {name} does not say what it does."
    for number, line in enumerate(text.splitlines(), start=1):
        if remark := LEFT_FOR_LATER.search(line):
            yield f"{place}:{number}: {remark[0]} belongs into an issue."


def _empty_words(name: str) -> str:
    return ", ".join(sorted({word.lower() for word in WORDS_OF_A_NAME.findall(name)} & EMPTY_WORDS))


def _defined(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name


def all_problems(root: Path) -> list[str]:
    # This file has to write the words that it looks for.
    others = ((place, text) for place, text in texts(root) if not place.endswith("/test_names.py"))
    return [problem for place, text in others for problem in problems(place, text)]


def test_every_name_says_something_and_nothing_is_put_off():
    assert all_problems(ROOT) == []


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("checkmyogp/plans/utils.py", ""),
        ("checkmyogp/common/scales.py", ""),
        ("templates/misc.html", ""),
        ("checkmyogp/rounds/services.py", "class RoundManager: ...\n"),
        ("checkmyogp/rounds/services.py", "def date_helper(): ...\n"),
        ("checkmyogp/rounds/services.py", "x = 1  # TODO: later\n"),
        ("docs/method.md", "FIXME\n"),
    ],
)
def test_a_planted_one_is_reported(place: str, text: str):
    assert len(list(problems(place, text))) == 1


def test_a_word_inside_a_word_is_not_reported():
    assert list(problems("checkmyogp/domain/commonality.py", "def miscount(): ...\n")) == []

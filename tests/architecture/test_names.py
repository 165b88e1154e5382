"""Every name says what it is for, and nothing is left for later."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

import pytest

from tests.checkout import ROOT, texts

EMPTY_WORDS = {"util", "utils", "helper", "helpers", "common", "manager", "managers", "misc", "stuff"}
LEFT_FOR_LATER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
WORDS_OF_A_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
LISTS_OF_OTHERS = "requirements"
CLASS_LIKE = re.compile(r"[A-Z][A-Za-z]*[a-z][A-Za-z]*")
STAND_ALONE = ("checkmyogp/verifier/", "checkmyogp/comparison/exporting/scripts/")
"""Programs that are read and run without this package, so that nothing in it can be taken for theirs."""
SAYS_HOW_NOT_WHAT = re.compile(
    r"(said|asked|told|heard|voices?|standing|say|tell|ask|choose|"
    r"saying|telling|asking|announcing|choosing|checking|reading|replying|answering|applying|appealing|deciding|settling|"
    r"confirming|recording|importing|exporting|presenting|holding|keeping|returning|writing|tracking|judged)\.py"
)
"""File names that are an act of speech or of the hand: a file is named by its layer, or by a noun of the field."""
NAMED_BY_A_PAGE = {"checkmyogp/comparison/views/reading.py"}
"""The page is called Reading, as a researcher finds it in the menu."""


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


def names_of_files(places: Iterable[str]) -> Iterator[str]:
    """One sentence for each file of the product whose name says what somebody does there, and not what is there."""
    for place in places:
        if SAYS_HOW_NOT_WHAT.fullmatch(PurePosixPath(place).name) and place not in NAMED_BY_A_PAGE:
            yield f"{place} is named by what is done there: name it by its layer, or by what it is about."


def names_of_two_things(modules: Iterable[tuple[str, str]]) -> Iterator[str]:
    """One sentence for each name that types of two packages have. Variables of types are no types."""
    packages: defaultdict[str, set[str]] = defaultdict(set)
    for place, text in modules:
        for name in _types(ast.parse(text)):
            packages[name].add(PurePosixPath(place).parent.as_posix())
    for name, found in sorted(packages.items()):
        if len(found) > 1:
            yield f"{name} is a type of {' and of '.join(sorted(found))}."


def _types(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        match node:
            case ast.ClassDef(name=name):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if CLASS_LIKE.fullmatch(name):
                called = getattr(value.func, "id", "") if isinstance(value, ast.Call) else ""
                if called not in {"TypeVar", "ParamSpec"}:
                    yield name
            case _:
                pass


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


def product() -> list[tuple[str, str]]:
    return [
        (place, text)
        for place, text in texts(ROOT)
        if place.startswith("checkmyogp/") and place.endswith(".py") and not place.startswith(STAND_ALONE)
    ]


def test_a_name_is_one_type_s():
    assert list(names_of_two_things(product())) == []


def test_files_are_named_by_what_is_in_them():
    assert list(names_of_files(place for place, _ in product())) == []


def test_planted_names_are_reported():
    two = [("checkmyogp/a/one.py", "class Row: ...\n"), ("checkmyogp/b/two.py", "Row = dict[str, int]\n")]

    assert len(list(names_of_two_things(two))) == 1
    assert len(list(names_of_two_things([*two, ("checkmyogp/b/one.py", 'Kind = TypeVar("Kind")\n')]))) == 1
    assert list(names_of_two_things([two[0], ("checkmyogp/a/two.py", "class Row: ...\n")])) == []
    assert len(list(names_of_files(["checkmyogp/scorecards/said.py", "checkmyogp/scorecards/models.py"]))) == 1


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

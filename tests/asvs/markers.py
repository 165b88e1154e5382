"""Which tests say that they show which requirement, read from their source: nothing is run for it."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.checkout import ROOT, texts

MARKER = "asvs"


@dataclass(frozen=True, slots=True)
class Mark:
    """A test that shows a requirement."""

    number: str
    test: str
    """As pytest calls it, below ``tests/``."""


def sources() -> list[tuple[str, str]]:
    """Every file of tests with its text."""
    return [(place, text) for place, text in texts(ROOT) if place.startswith("tests/") and place.endswith(".py")]


def marks(files: Iterable[tuple[str, str]]) -> Iterator[Mark]:
    """Each number that a test carries, in the order of the files."""
    for place, text in files:
        if f"mark.{MARKER}(" in text:
            for function, call in _on_tests(place, ast.parse(text)):
                for argument in call.args:
                    if isinstance(argument, ast.Constant):
                        yield Mark(str(argument.value), f"{place.removeprefix('tests/')}::{function}")


def astray(files: Iterable[tuple[str, str]]) -> Iterator[str]:
    """One sentence for each marker that pytest would not find on a test, or whose number cannot be read here."""
    for place, text in files:
        if f"mark.{MARKER}" not in text:
            continue
        tree = ast.parse(text)
        well = {id(call.func) for _, call in _on_tests(place, tree) if call.args and _says_numbers(call)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr == MARKER and id(node) not in well:
                yield f"{place}:{node.lineno}: the marker names no requirement on a test."


def _on_tests(place: str, tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    if not place.rpartition("/")[2].startswith("test_"):
        return
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            for decorator in node.decorator_list:
                if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == f"pytest.mark.{MARKER}":
                    yield node.name, decorator


def _says_numbers(call: ast.Call) -> bool:
    return not call.keywords and all(
        isinstance(each, ast.Constant) and isinstance(each.value, str) for each in call.args
    )

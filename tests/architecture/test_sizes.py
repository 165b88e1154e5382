"""Files, functions and views stay small enough to be read in one go."""

import ast
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from tests.checkout import ROOT, texts

LINES_OF_A_FILE = 300
ALLOWANCE = 20
"""A file may pass the limit by so much for a while: a good split takes thought; three lines should not force one."""
LINES_OF_A_FUNCTION = 40
LINES_OF_A_VIEW = 15
CODE = {".py", ".html", ".jinja", ".xml", ".txt", ".css", ".js"}
OF_ONE_PIECE = {"requirements", "migrations"}
"""Lists that a tool writes, and steps of a database, which are taken whole and never changed again."""
TO_BE_ONE_FILE = {
    "checkmyogp/verifier/check_scorecard.py": 2500,
    "checkmyogp/verifier/check_chain.py": 900,
    "checkmyogp/comparison/exporting/scripts/reproduce.py": 560,
    "checkmyogp/comparison/exporting/scripts/method_2/reproduce.py": 1400,
}
"""A reader downloads a verifier, or a script that reproduces figures, as one file; the rules for functions hold.

The verifier of scorecards holds every version of the method: whoever has a scorecard need not know which one it names.
"""
ROUTES = {"route", "get", "post", "put", "patch", "delete"}


def problems(place: str, text: str) -> Iterator[str]:
    """One sentence for each thing that is too long."""
    path = PurePosixPath(place)
    if path.suffix not in CODE or path.parts[0] in OF_ONE_PIECE:
        return
    lines = len(text.splitlines())
    if lines > TO_BE_ONE_FILE.get(place, LINES_OF_A_FILE + ALLOWANCE):
        yield f"{place} has {lines} lines; past {LINES_OF_A_FILE} it becomes a package, split by noun."
    if path.suffix == ".py":
        yield from _long_functions(place, ast.parse(text))


def _long_functions(place: str, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if (lines := _lines(node, since=node.lineno)) > LINES_OF_A_FUNCTION:
            yield f"{place}: {node.name} has {lines} lines; {LINES_OF_A_FUNCTION} are allowed."
        body = _without_docstring(node)
        if _is_view(node) and body and (lines := _lines(node, since=body[0].lineno)) > LINES_OF_A_VIEW:
            yield f"{place}: the view {node.name} has {lines} lines; it parses, calls one service and answers."


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef, *, since: int) -> int:
    """Lines from `since` to the end of a function, its docstring not counted."""
    docstring = node.body[0] if ast.get_docstring(node) is not None else None
    inside = docstring is not None and docstring.lineno >= since
    counted = (docstring.end_lineno or docstring.lineno) - docstring.lineno + 1 if docstring and inside else 0
    return (node.end_lineno or node.lineno) - since + 1 - counted


def _without_docstring(node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.stmt]:
    return node.body[1:] if ast.get_docstring(node) is not None else node.body


def _is_view(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    called = (decorator.func for decorator in node.decorator_list if isinstance(decorator, ast.Call))
    return any(isinstance(function, ast.Attribute) and function.attr in ROUTES for function in called)


def all_problems(root: Path) -> list[str]:
    return [problem for place, text in texts(root) for problem in problems(place, text)]


def test_nothing_is_too_long():
    assert all_problems(ROOT) == []


def test_a_file_that_is_too_long_is_reported():
    assert list(problems("static/site.css", "a {}\n" * 320)) == []
    assert list(problems("static/site.css", "a {}\n" * 321)) == [
        "static/site.css has 321 lines; past 300 it becomes a package, split by noun.",
    ]


def test_a_function_that_is_too_long_is_reported_without_its_docstring():
    longest = "def f():\n    '''Two\n    lines.'''\n" + "    x = 1\n" * 39

    assert list(problems("checkmyogp/a.py", longest)) == []
    assert list(problems("checkmyogp/a.py", longest + "    x = 1\n")) == [
        "checkmyogp/a.py: f has 41 lines; 40 are allowed.",
    ]


def test_a_view_that_does_more_than_answer_is_reported():
    longest = '@bp.get("/")\ndef page():\n    """A page."""\n' + "    x = 1\n" * 15

    assert list(problems("checkmyogp/plans/views.py", longest)) == []
    assert list(problems("checkmyogp/plans/views.py", longest + "    x = 1\n")) == [
        "checkmyogp/plans/views.py: the view page has 16 lines; it parses, calls one service and answers.",
    ]

"""The domain is pure: the standard library only, no clock, no files, no network, no chance, no floats."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.checkout import ROOT

DOMAIN = ROOT / "checkmyogp" / "domain"
OUTSIDE_WORLD = {
    "asyncio", "ctypes", "glob", "http", "importlib", "io", "logging", "multiprocessing", "os", "pathlib", "secrets",
    "shutil", "socket", "sqlite3", "ssl", "subprocess", "sys", "tempfile", "threading", "time", "urllib.request",
}  # fmt: skip
INEXACT = {"math.sqrt", "math.log", "math.exp", "math.pow", "math.inf", "math.nan", "math.pi", "math.fsum", "cmath"}
CLOCKS = {"now", "utcnow", "today", "uuid1", "uuid4"}
BUILTINS = {"open", "print", "input", "float", "complex", "round"}


def problems(place: str, text: str) -> Iterator[str]:
    """One sentence for each impurity in a file of the domain."""
    for node in ast.walk(ast.parse(text)):
        for what in _impurities(node):
            yield f"{place}:{getattr(node, 'lineno', 0)}: {what}"


def _impurities(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from _imports(alias.name for alias in names)
        case ast.ImportFrom(module=str(module), level=0, names=names):
            yield from _imports(sorted({module, *(f"{module}.{alias.name}" for alias in names)}))
        case ast.Constant(value=float() | complex()):
            yield "a float; write a Fraction or a Decimal from a text."
        case ast.Name(id=name) if name in BUILTINS:
            yield f"{name}, which is inexact or reaches outside."
        case ast.Attribute(value=ast.Name(id=module), attr=attribute) if f"{module}.{attribute}" in INEXACT:
            yield f"{module}.{attribute}, which is inexact."
        case ast.Attribute(attr=attribute) if attribute in CLOCKS:
            yield f"{attribute}, which asks a clock; take `now` instead."
        case ast.Attribute(value=ast.Name(id="random"), attr=attribute) if attribute != "Random":
            yield f"random.{attribute}, which nobody can draw again; use Random(seed)."
        case _:
            pass


def _imports(modules: Iterator[str] | list[str]) -> Iterator[str]:
    for module in modules:
        first = module.partition(".")[0]
        if first == "checkmyogp":
            if not f"{module}.".startswith("checkmyogp.domain."):
                yield f"{module} is not in the domain."
        elif first not in sys.stdlib_module_names:
            yield f"{module} is not in the standard library."
        elif module in OUTSIDE_WORLD or first in OUTSIDE_WORLD or module in INEXACT:
            yield f"{module} reaches outside, or is inexact."


def all_problems(domain: Path) -> list[str]:
    return [
        problem
        for path in sorted(domain.rglob("*.py"))
        for problem in problems(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
    ]


def test_the_domain_is_pure():
    assert list(DOMAIN.rglob("*.py")), "there is no domain to look at"
    assert all_problems(DOMAIN) == []


@pytest.mark.parametrize(
    "text",
    [
        "import flask",
        "from sqlalchemy import select",
        "import checkmyogp.db",
        "import os.path",
        "from pathlib import PurePath",
        "from urllib import request",
        "half = 0.5",
        "third = float(1)",
        "def mean() -> float: ...",
        "half = round(3)",
        "root = math.sqrt(2)",
        "from math import sqrt",
        "when = datetime.now(UTC)",
        "when = date.today()",
        "pick = random.choice([1, 2])",
        "secret = open('/etc/hostname')",
    ],
)
def test_a_planted_impurity_is_reported(text: str):
    assert len(list(problems("checkmyogp/domain/planted.py", text))) >= 1


@pytest.mark.parametrize(
    "text",
    [
        "from checkmyogp.domain.scales import Silence",
        "from fractions import Fraction",
        "from math import comb, isqrt",
        "draw = random.Random(7)",
        "from random import Random",
        "half = Fraction(1, 2)",
    ],
)
def test_what_is_exact_and_repeatable_is_not_reported(text: str):
    assert list(problems("checkmyogp/domain/planted.py", text)) == []

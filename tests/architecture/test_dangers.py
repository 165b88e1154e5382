"""What the code does not do: run data, call programs, open connections, or put words where they would be obeyed."""

import ast
import re
from collections.abc import Callable, Collection, Iterator
from functools import cache

import pytest

from tests.checkout import texts

Look = Callable[[str, ast.Module], Iterator[str]]

RUNS_DATA = {"eval", "exec", "compile", "__import__", "pickle", "marshal", "shelve", "dill", "jsonpickle", "yaml"}
PARSES_XML = {"xml", "lxml", "xmlrpc"}
CALLS_PROGRAMS = {"subprocess", "pty", "os.system", "os.popen", "os.execv", "os.execvp", "os.spawnv", "os.posix_spawn"}
MAKES_TEMPLATES = {"render_template_string", "from_string", "jinja2.Template"}
CONNECTS = {
    "socket", "smtplib", "ftplib", "http.client", "imaplib", "poplib", "telnetlib", "urllib.request", "requests",
    "httpx", "aiohttp", "ldap",
}  # fmt: skip
MAY_CONNECT = {"checkmyogp/mail/transports.py"}
"""The mail server; the database and the counters are opened by their libraries, where the settings say."""
POORLY_DRAWN = {"random", "hashlib.md5", "hashlib.sha1", "hashlib.new", "uuid.uuid1"}
DRAWS_AGAIN = {
    "checkmyogp/domain/bootstrap.py",
    "checkmyogp/verifier/check_scorecard.py",
    "checkmyogp/comparison/exporting/scripts/reproduce.py",
    "checkmyogp/comparison/exporting/scripts/method_2/reproduce.py",
}
"""The interval's draws begin at a published seed, so that anybody draws the same."""
OWN_WORDS = {"checkmyogp/verifier/check_chain.py", "checkmyogp/verifier/check_scorecard.py"}
"""Sentences of their own in two languages are filled in by programs that stand alone."""
OF_THE_SCHEMA = {
    "checkmyogp/backup/restoration.py",
    "checkmyogp/backup/tables.py",
    "checkmyogp/db/downgrades.py",
    "checkmyogp/db/engines.py",
    "checkmyogp/db/frozen_rows.py",
    "checkmyogp/db/grants.py",
}
"""Statements about tables themselves, which take no parameters; an operator's commands alone come by them."""
PATTERNS = {"compile", "search", "match", "fullmatch", "sub", "subn", "findall", "finditer", "split"}
IN_SCRIPTS = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|postMessage|localStorage"
    r"|sessionStorage|indexedDB|document\.cookie|onpaste|[\"']paste[\"']|__proto__|\]\s*=[^=]"
)
GIVEN_UP = re.compile(r"<(?:object|embed|applet|iframe|frame|frameset|plaintext|marquee)\b", re.IGNORECASE)
MODULES = [
    (place, ast.parse(text)) for place, text in texts() if place.startswith("checkmyogp/") and place.endswith(".py")
]


def found(look: Look, *, but: Collection[str] = ()) -> list[str]:
    """What is found in the whole product, but for these files."""
    return [problem for place, tree in MODULES if place not in but for problem in look(place, tree)]


def naming(forbidden: set[str]) -> Look:
    """Looks for imports and uses of these names."""

    def look(place: str, tree: ast.Module) -> Iterator[str]:
        for line, names in _all_named(tree):
            if names & forbidden:
                yield f"{place}:{line}: {', '.join(sorted(names & forbidden))}"

    return look


@cache
def _all_named(tree: ast.Module) -> list[tuple[int, frozenset[str]]]:
    """Each line that imports or calls something, with its names: ``a.b.c`` is ``a`` and ``a.b`` as well."""
    return [
        (getattr(node, "lineno", 0), frozenset(name for whole in named for name in _outwards(whole)))
        for node in ast.walk(tree)
        if (named := _named(node))
    ]


def _outwards(name: str) -> Iterator[str]:
    parts = name.split(".")
    yield from (".".join(parts[:length]) for length in range(1, len(parts) + 1))


def _named(node: ast.AST) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [each.name for each in names]
        case ast.ImportFrom(module=str(module), names=names, level=0):
            return [name for each in names for name in (f"{module}.{each.name}", each.name)]
        case ast.Call(func=ast.Name(id=name)):
            return [name]
        case ast.Call(func=ast.Attribute(value=ast.Name(id=of), attr=name)):
            return [f"{of}.{name}", *([name] if name == "from_string" else [])]
        case ast.Call(func=ast.Attribute(attr="from_string" as name)):
            return [name]
        case _:
            return []


def composed_queries(place: str, tree: ast.Module) -> Iterator[str]:
    """Statements of SQL that are put together from pieces."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="text"), args=[statement]) if not _written_down(statement):
                yield f"{place}:{node.lineno}: a query is made of something"
            case ast.Call(
                func=ast.Attribute(attr="execute" | "exec_driver_sql" | "executescript"),
                args=[ast.JoinedStr() | ast.BinOp(op=ast.Add() | ast.Mod()), *_],
            ):
                yield f"{place}:{node.lineno}: a query is made of something"
            case _:
                pass


def composed_patterns(place: str, tree: ast.Module) -> Iterator[str]:
    """Regular expressions, and sentences to be filled in, that are not written down."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=name), args=[pattern, *_]) if (
                name in PATTERNS and not _written_down(pattern)
            ):
                yield f"{place}:{node.lineno}: a pattern is made of something"
            case ast.Call(func=ast.Attribute(value=receiver, attr="format" | "format_map")) if not (
                _written_down(receiver) or _formats_values(receiver)
            ):
                yield f"{place}:{node.lineno}: a sentence to fill in is made of something"
            case _:
                pass


def _written_down(node: ast.expr) -> bool:
    """A constant, or one made of names of constants."""
    match node:
        case ast.Constant():
            return True
        case ast.Name(id=name):
            return name.isupper()
        case ast.JoinedStr(values=values):
            return all(_written_down(each.value if isinstance(each, ast.FormattedValue) else each) for each in values)
        case ast.Call(func=ast.Name(id="Markup"), args=[inner]):
            return _written_down(inner)
        case _:
            return False


def _formats_values(node: ast.expr) -> bool:
    """``super().format(record)`` and the like: a method of another kind that happens to be called so."""
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "super"


@pytest.mark.asvs("1.3.2", "1.5.2")
def test_no_data_is_run():
    assert found(naming(RUNS_DATA)) == []
    assert found(naming(PARSES_XML)) == []


@pytest.mark.asvs("1.2.5")
def test_no_other_program_is_called():
    assert found(naming(CALLS_PROGRAMS)) == []


@pytest.mark.asvs("1.3.7")
def test_no_template_is_made_of_data():
    assert found(naming(MAKES_TEMPLATES)) == []


@pytest.mark.asvs("1.3.6", "13.2.4")
def test_no_connection_is_opened_but_for_mail():
    assert found(naming(CONNECTS), but=MAY_CONNECT) == []


@pytest.mark.asvs("1.2.4")
def test_every_query_is_written_down():
    assert found(composed_queries, but=OF_THE_SCHEMA) == []


@pytest.mark.asvs("1.2.9", "1.3.10")
def test_every_pattern_and_every_sentence_to_fill_in_is_written_down():
    assert found(composed_patterns, but=OWN_WORDS) == []


@pytest.mark.asvs("6.5.3", "11.5.1")
def test_secrets_are_drawn_from_the_system():
    assert found(naming(POORLY_DRAWN), but=DRAWS_AGAIN) == []


def in_texts(pattern: re.Pattern[str], *ends: str) -> list[str]:
    """Where files that end so hold this."""
    return [
        f"{place}:{number}: {hit[0]}"
        for place, text in texts()
        if place.endswith(ends)
        for number, line in enumerate(text.splitlines(), start=1)
        if (hit := pattern.search(line))
    ]


@pytest.mark.asvs("3.2.2", "6.2.7", "14.3.3", "15.3.6")
def test_scripts_write_no_mark_up_keep_nothing_and_touch_no_prototype():
    assert in_texts(IN_SCRIPTS, "static/passkeys.js", "static/unsaved.js") == []


@pytest.mark.asvs("3.7.1")
def test_no_page_uses_what_browsers_have_given_up():
    assert in_texts(GIVEN_UP, ".html") == []


def test_there_are_no_other_scripts():
    scripts = [
        place for place, _ in texts() if place.startswith(("checkmyogp/", "templates/")) and place.endswith(".js")
    ]

    assert scripts == ["checkmyogp/static/passkeys.js", "checkmyogp/static/unsaved.js"]


@pytest.mark.parametrize(
    ("look", "planted"),
    [
        (naming(RUNS_DATA), "eval(typed)"),
        (naming(RUNS_DATA), "import pickle"),
        (naming(RUNS_DATA), "from yaml import load"),
        (naming(PARSES_XML), "import xml.etree.ElementTree as tree"),
        (naming(CALLS_PROGRAMS), "os.system(typed)"),
        (naming(CALLS_PROGRAMS), "from subprocess import run"),
        (naming(MAKES_TEMPLATES), "from flask import render_template_string"),
        (naming(MAKES_TEMPLATES), "current_app.jinja_env.from_string(typed)"),
        (naming(CONNECTS), "from urllib.request import urlopen"),
        (naming(CONNECTS), "import socket"),
        (naming(POORLY_DRAWN), "from random import choice"),
        (naming(POORLY_DRAWN), "hashlib.md5(b'')"),
        (composed_queries, "text(f'select {name}')"),
        (composed_queries, "session.execute('select ' + name)"),
        (composed_patterns, "re.search(typed, line)"),
        (composed_patterns, "typed.format(name=name)"),
    ],
)
def test_a_planted_danger_is_reported(look: Look, planted: str):
    assert len(list(look("a.py", ast.parse(planted)))) == 1


@pytest.mark.parametrize(
    ("look", "written"),
    [
        (naming(RUNS_DATA), "re.compile('a')"),
        (naming(CONNECTS), "from urllib.parse import urlsplit"),
        (naming(POORLY_DRAWN), "secrets.token_bytes(32)"),
        (composed_queries, "text('select 1')"),
        (composed_patterns, "re.compile(rf'{_YEAR}-{_MONTH}')"),
        (composed_patterns, "Markup('{} {}').format(number, title)"),
    ],
)
def test_what_is_harmless_is_not_reported(look: Look, written: str):
    assert list(look("a.py", ast.parse(written))) == []


@pytest.mark.parametrize(
    "line",
    [
        "field.innerHTML = typed;",
        "localStorage.setItem(a, b)",
        "question[name] = value;",
        "addEventListener('paste', no)",
    ],
)
def test_a_planted_danger_in_a_script_is_known(line: str):
    assert IN_SCRIPTS.search(line)
    assert not IN_SCRIPTS.search("if (answer[0] === 1) status.textContent = said;")

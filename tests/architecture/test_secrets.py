"""Nothing in the repository tells about a machine, a person or a secret."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.checkout import ROOT, texts

LEAKS = {
    "a path of somebody's machine": re.compile(r"(?<![\w./-])/(?:home|Users|root|work)/[\w.]"),
    "an e-mail address": re.compile(r"[\w.+-]+@(?!(?:[\w-]+\.)*example(?:\.(?:org|com|net|mn))?\b)[\w-]+(?:\.[\w-]+)+"),
    "the host of a package index": re.compile(r"pypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian|/simple/?\b"),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY"),
    "a token": re.compile(r"\b(?:ghp|gho|github_pat|glpat|xox[bp]|AKIA)[_-]?\w{16}"),
    "a secret key written down": re.compile(r"""SECRET_KEY["']?\s*[:=]\s*["'][^"']{8}"""),
}
NOT_AN_ADDRESS = re.compile(r"postgres(?:ql)?(?:\+psycopg)?://\S+")


def problems(place: str, text: str) -> Iterator[str]:
    """One sentence for each leak in a file."""
    for number, line in enumerate(text.splitlines(), start=1):
        for what, leak in LEAKS.items():
            if found := leak.search(NOT_AN_ADDRESS.sub("", line)):
                yield f"{place}:{number}: {what}: {found[0]}"


def all_problems(root: Path) -> list[str]:
    # This file has to write the leaks that it looks for.
    others = ((place, text) for place, text in texts(root) if not place.endswith("/test_secrets.py"))
    return [problem for place, text in others for problem in problems(place, text)]


@pytest.mark.asvs("13.3.1")
def test_nothing_leaks():
    assert all_problems(ROOT) == []


@pytest.mark.parametrize(
    "line",
    [
        "see /home/bat/checkmyogp",
        '"/work/main"',
        "write to bat@ministry.gov.mn",
        "--index-url https://pypi.org/simple",
        "-----BEGIN RSA PRIVATE KEY-----",
        "token = ghp_0123456789abcdefghij",
        'SECRET_KEY = "correct horse"',
    ],
)
def test_a_planted_leak_is_reported(line: str):
    assert len(list(problems("README.md", line))) == 1


@pytest.mark.parametrize(
    "line",
    [
        "https://example.org/home/page and https://site.example/work/1",
        "officer@ngo-a.example, somebody@example.org",
        "postgresql+psycopg://postgres@127.0.0.1:5432/postgres",
        "@access(Permission.SCORE)",
        'SECRET_KEY = ""',
    ],
)
def test_what_tells_nothing_is_not_reported(line: str):
    assert list(problems("README.md", line)) == []

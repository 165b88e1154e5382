"""What the documents say exists: settings, commands, and the four parts of a decision."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.checkout import ROOT

PARTS_OF_A_DECISION = ["Context", "Choice", "Discarded", "Consequences"]
COMMAND = re.compile(r"(?:^ *|`)(?:\$ )?(?:[A-Z_]+=\S+ )*make ([a-z][a-z-]*)", flags=re.MULTILINE)
TARGET = re.compile(r"^([a-z][a-z-]*):", flags=re.MULTILINE)
DOCUMENTED_TARGET = re.compile(r"^([a-z][a-z-]*):.*## \S", flags=re.MULTILINE)
DEFINITION = re.compile(r"^define .*?^endef$", flags=re.MULTILINE | re.DOTALL)
INNER_TARGETS = {"chromium"}
"""Targets that others call and nobody types."""


def undocumented_settings(config: str, document: str) -> list[str]:
    """The settings of config.py that the document does not name."""
    return [name for name in settings(ast.parse(config)) if f"`{name}`" not in document]


def settings(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        yield from (target.id for target in targets if isinstance(target, ast.Name) and target.id.isupper())


def unknown_commands(document: str, makefile: str) -> list[str]:
    """The `make` commands of a document that the Makefile does not know."""
    return sorted(set(COMMAND.findall(document)) - set(TARGET.findall(makefile)))


def missing_parts(decision: str) -> list[str]:
    """The parts that a record of a decision lacks."""
    return [part for part in PARTS_OF_A_DECISION if not re.search(rf"^#+ {part}\b", decision, flags=re.MULTILINE)]


def read(place: str) -> str:
    return (ROOT / place).read_text(encoding="utf-8")


def documents() -> list[Path]:
    written = (ROOT / name for name in ("README.md", "CONTRIBUTING.md", "requirements/README.md"))
    return [*written, *sorted((ROOT / "docs").rglob("*.md"))]


def decisions() -> list[Path]:
    return [path for path in sorted((ROOT / "docs" / "decisions").glob("*.md")) if path.name != "README.md"]


def test_every_setting_is_documented():
    assert undocumented_settings(read("config.py"), read("docs/settings.md")) == []


def test_the_two_commands_are_in_the_readme():
    assert {"run", "test"} <= set(COMMAND.findall(read("README.md")))


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_command_in_a_document_exists(path: Path):
    assert unknown_commands(path.read_text(encoding="utf-8"), read("Makefile")) == []


def test_every_target_says_what_it_does():
    makefile = DEFINITION.sub("", read("Makefile"))

    assert set(TARGET.findall(makefile)) - set(DOCUMENTED_TARGET.findall(makefile)) == INNER_TARGETS


def test_decisions_are_recorded():
    assert decisions() != []


@pytest.mark.parametrize("path", decisions(), ids=lambda path: path.stem)
def test_a_decision_has_its_four_parts(path: Path):
    assert missing_parts(path.read_text(encoding="utf-8")) == []


def test_planted_omissions_are_reported():
    config = "QUORUM = 3\nPUBLIC_URL: str = ''\nfrom x import Y\n"

    assert undocumented_settings(config, "`QUORUM` is the least number; PUBLIC_URL without its mark") == ["PUBLIC_URL"]
    assert unknown_commands("Type `make run` or\n    PORT=80 make serve\nto make things work.", "run: setup\n") == [
        "serve"
    ]
    assert missing_parts("# 1\n## Context\n## Choice\n## Consequences\n") == ["Discarded"]

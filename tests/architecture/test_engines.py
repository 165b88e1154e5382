"""What is left out on the second engine, and that what shows why this is enough is not."""

import ast
from collections.abc import Iterator

import pytest

from tests.checkout import ROOT, texts
from tests.plugins import engines

ON_BOTH = (
    "tests/integration/test_closing.py",
    "tests/integration/test_constraints.py",
    "tests/integration/test_frozen.py",
    "tests/integration/test_packs.py",
    "tests/integration/test_publishing.py",
    "tests/integration/test_races.py",
    "tests/integration/test_rounds.py",
    "tests/pages/test_another_rubric.py",
    "tests/pages/test_queries.py",
    "tests/trust/test_fuzzing.py",
    "tests/trust/test_killing.py",
    "tests/trust/test_matrix.py",
    "tests/trust/test_races.py",
)
"""Where the engines can differ, and what asks each of them for every page."""


def marked_as_a_whole(text: str) -> Iterator[str]:
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark":
            yield from (name.id for name in ast.walk(node.value) if isinstance(name, ast.Name))


@pytest.mark.parametrize("place", ON_BOTH)
def test_where_engines_can_differ_both_are_tried(place: str):
    assert "ON_SQLITE" not in set(marked_as_a_whole((ROOT / place).read_text(encoding="utf-8")))


def test_in_make_prove_every_attack_is_on_both():
    attacks = [(place, text) for place, text in texts(ROOT) if place.startswith("tests/trust/test_")]

    assert attacks
    assert [place for place, text in attacks if "ON_SQLITE" in set(marked_as_a_whole(text))] == []


class Item:
    """A test, as far as it is marked."""

    def __init__(self, *marks: str) -> None:
        self.marks = marks

    def get_closest_marker(self, name: str) -> str | None:
        return name if name in self.marks else None


@pytest.mark.parametrize(
    ("marks", "left_out_of"),
    [
        ((), set()),
        (("postgresql",), set()),
        (("on_sqlite",), set()),
        (("on_sqlite", "postgresql"), {"test", "prove"}),
        (("on_sqlite_unless_proved", "postgresql"), {"test"}),
        (("on_postgresql_unless_proved",), {"test"}),
        (("on_postgresql_unless_proved", "postgresql"), set()),
    ],
)
def test_a_second_run_is_left_out_where_the_first_one_tells(marks: tuple[str, ...], left_out_of: set[str]):
    item = Item(*marks)

    found = {
        command
        for command in ("test", "prove")
        if engines.is_left_out(item, proving=command == "prove")  # pyright: ignore[reportArgumentType]
    }

    assert found == left_out_of

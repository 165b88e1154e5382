"""What docs/security/asvs.md says of each requirement of ASVS 5.0, level 2, is what the list and the tests say."""

from dataclasses import replace

import pytest

from tests.asvs import faults, levels, page
from tests.asvs.markers import Mark, astray, marks, sources
from tests.asvs.requirements import REVIEWED, Requirement, State, Unreadable, read

FILES = sources()
LIST = read(REVIEWED.read_text(encoding="utf-8"))
MARKS = list(marks(FILES))
WANTED = {"1.1.1": 2, "1.2.1": 1}
SMALL = [
    Requirement("1.1.1", 2, "Decode once.", State.OPEN, "Nobody looked."),
    Requirement("1.2.1", 1, "Escape.", State.MET, ""),
]
SHOWN = [Mark("1.2.1", "test_a.py::test_it")]


def test_the_standard_is_known_whole():
    """OWASP counts 70 requirements of level 1, 183 of level 2 and 92 of level 3."""
    given = [level for _, level in levels.every()]

    assert [given.count(level) for level in (1, 2, 3)] == [70, 183, 92]
    assert {int(section.partition(".")[0]) for section in levels.SECTIONS} == set(levels.CHAPTERS)


def test_every_requirement_says_once_how_it_stands():
    assert list(faults.of_list(LIST, levels.wanted())) == []


def test_what_is_met_has_a_test_and_every_marker_is_known():
    assert list(astray(FILES)) == []
    assert list(faults.of_marks(LIST, MARKS)) == []


def test_the_page_is_as_the_list_and_the_markers_say():
    assert page.PAGE.read_text(encoding="utf-8") == page.written(LIST, MARKS), "run python -m tests.asvs"


def test_what_is_whole_is_not_reported():
    assert list(faults.of_list(SMALL, WANTED)) == []
    assert list(faults.of_marks(SMALL, SHOWN)) == []


@pytest.mark.parametrize(
    ("planted", "told"),
    [
        (SMALL[:1], "1.2.1 is not in the list"),
        ([*SMALL, SMALL[1]], "1.2.1 stands 2 times in the list"),
        ([*SMALL, replace(SMALL[0], number="99.1.1")], "99.1.1 is no requirement of this level"),
        ([replace(SMALL[0], level=1), SMALL[1]], "1.1.1 is of level 2"),
        ([replace(SMALL[0], asks=" "), SMALL[1]], "1.1.1 does not say what is asked"),
        ([replace(SMALL[0], why=""), SMALL[1]], "1.1.1 is open without a reason"),
        (
            [replace(SMALL[0], state=State.NOT_APPLICABLE, why=" "), SMALL[1]],
            "1.1.1 is not applicable without a reason",
        ),
        (SMALL[::-1], "The list is not in the order of the standard"),
    ],
)
def test_a_fault_of_the_list_is_reported(planted: list[Requirement], told: str):
    assert list(faults.of_list(planted, WANTED)) == [told]


@pytest.mark.parametrize(
    ("requirements", "planted", "told"),
    [
        (SMALL, [], "1.2.1 is said to be met and no test carries it"),
        (SMALL, [*SHOWN, Mark("9.9.9", "test_a.py::test_it")], "test_a.py::test_it carries 9.9.9, which is no"),
        (SMALL, SHOWN * 2, "test_a.py::test_it carries 1.2.1 2 times"),
        (
            [replace(SMALL[0], state=State.NOT_APPLICABLE), SMALL[1]],
            [*SHOWN, Mark("1.1.1", "test_a.py::test_it")],
            "test_a.py::test_it carries 1.1.1, which is said not to apply",
        ),
    ],
)
def test_a_fault_of_the_markers_is_reported(requirements: list[Requirement], planted: list[Mark], told: str):
    [found] = faults.of_marks(requirements, planted)

    assert found.startswith(told)


@pytest.mark.parametrize(
    "entry",
    [
        'number = "1.1.1"\nlevel = 2\nasks = "a"\nstate = "nearly"',
        'number = "1.1.1"\nlevel = "2"\nasks = "a"\nstate = "open"\nwhy = "b"',
        'number = "1.1.1"\nlevel = 2\nasks = "a"\nstate = "open"\nstates = "met"',
        'number = "1.1.1"\nlevel = 2\nstate = "open"',
    ],
    ids=["a state of its own", "a level in words", "two states", "nothing asked"],
)
def test_an_entry_of_another_form_is_refused(entry: str):
    with pytest.raises(Unreadable):
        read(f"[[requirement]]\n{entry}\n")


def test_a_marker_is_found_on_a_test_and_nowhere_else():
    marked = "@pytest.mark.asvs('1.2.1', '1.1.1')\ndef test_it(): ...\n"

    assert [mark.number for mark in marks([("tests/test_a.py", marked)])] == ["1.2.1", "1.1.1"]
    assert list(astray([("tests/test_a.py", marked)])) == []


@pytest.mark.parametrize(
    ("place", "planted"),
    [
        ("tests/test_a.py", "pytestmark = pytest.mark.asvs('1.2.1')"),
        ("tests/test_a.py", "@pytest.mark.asvs('1.2.1')\ndef helps(): ..."),
        ("tests/test_a.py", "@pytest.mark.asvs(NUMBER)\ndef test_it(): ..."),
        ("tests/test_a.py", "@pytest.mark.asvs()\ndef test_it(): ..."),
        ("tests/factories.py", "@pytest.mark.asvs('1.2.1')\ndef test_it(): ..."),
    ],
)
def test_a_marker_that_would_show_nothing_is_reported(place: str, planted: str):
    assert list(astray([(place, planted)])) == [f"{place}:1: the marker names no requirement on a test."]


def test_a_page_that_is_out_of_date_is_noticed():
    changed = [replace(SMALL[0], state=State.MET), SMALL[1]]

    assert page.written(changed, SHOWN) != page.written(SMALL, SHOWN)
    assert page.written(SMALL, []) != page.written(SMALL, SHOWN)

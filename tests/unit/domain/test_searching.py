"""Words are found in any case and marked where they stand."""

import pytest
from hypothesis import given
from hypothesis.strategies import lists, sampled_from, text

from checkmyogp.domain.search import AROUND, CUT, excerpt, words


def marked(passage: str, typed: str) -> list[str]:
    return [part.text for part in excerpt(passage, words(typed)) if part.marked]


@pytest.mark.parametrize(
    ("passage", "typed", "found"),
    [
        ("ӨМЧИЙН бүртгэл", "өмч", ["ӨМЧ"]),
        ("Үүрэг өгсөн", "ҮҮРЭГ", ["Үүрэг"]),
        ("Хуулийн төсөл, хууль", "хуул", ["Хуул", "хуул"]),
        ("The List of fees", "fees LIST", ["List", "fees"]),
        ("Straße", "STRASSE", ["Straße"]),
        ("й as two code points: и\u0306", "й", ["й", "й"]),
        ("aaa", "aa a", ["aaa"]),
        ("50% of <b>", "<b>", ["<b>"]),
        ("İstanbul", "stan", ["stan"]),
    ],
)
def test_a_word_is_found_in_any_case(passage: str, typed: str, found: list[str]):
    assert marked(passage, typed) == found


@pytest.mark.parametrize("typed", ["", "   ", "list harbour", "омч"])
def test_nothing_is_found_unless_every_word_occurs(typed: str):
    assert excerpt("The list of fees. Өмч", words(typed)) == ()


def test_a_long_passage_is_cut_between_words_around_the_first_word_found():
    passage = f"{'before ' * 40}needle {'after ' * 40}"

    parts = excerpt(passage, words("needle"))

    shown = "".join(part.text for part in parts)
    assert (parts[0].text, parts[-1].text) == (CUT, CUT)
    assert shown.strip(CUT).split() == [*["before"] * 12, "needle", *["after"] * 14]
    assert len(shown) <= 2 * AROUND + len("needle") + 2


def test_a_passage_without_spaces_is_cut_all_the_same():
    parts = excerpt("x" * 300 + "needle" + "y" * 300, words("needle"))

    assert [part.text for part in parts if part.marked] == ["needle"]
    assert len("".join(part.text for part in parts)) == 2 * AROUND + len("needle") + 2


@given(passage=text(), typed=lists(text(min_size=1, max_size=3), max_size=3).map(" ".join))
def test_whatever_is_looked_for_the_parts_are_pieces_of_the_passage(passage: str, typed: str):
    parts = excerpt(passage, words(typed))

    assert all(part.text for part in parts)
    assert bool(parts) == any(part.marked for part in parts)


@given(lists(sampled_from(["өмч", "ӨМЧ", "ил", "тод", " "]), min_size=1).map("".join))
def test_a_passage_is_found_by_its_own_words(passage: str):
    assert bool(excerpt(passage, words(passage))) == bool(passage.strip())

"""When two spellings name the same organisation."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis.strategies import sampled_from, text

from checkmyogp.domain.names import QUOTATION_MARKS, folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("'Open Society Forum' NGO", "Open Society Forum NGO"),
        ("“Open Society Forum” NGO", "OPEN  society\nforum ngo"),
        ("ДЕМО төв", "демо ТӨВ"),
        ("ӨМЧ", "өмч"),
        ("Citizen's council", "Citizen’s council"),
        ("Straße", "STRASSE"),
        (" Other\tNGOs ", "other ngos"),
    ],
)
def test_case_quotation_marks_and_white_space_make_no_difference(one: str, other: str):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tranparency International", "Transparency International"),
        ("Globe International Center", "Globe International"),
        ("О", "Ө"),
        ("NGO-s", "NGOs"),
        ("Ministry of Finance", "Ministry of Finances"),
    ],
)
def test_a_resemblance_is_no_match(one: str, other: str):
    assert folded(one) != folded(other)


@given(name=text())
def test_folding_twice_changes_nothing(name: str):
    assert folded(folded(name)) == folded(name)


@given(name=text(), mark=sampled_from(QUOTATION_MARKS))
def test_marks_around_a_name_make_no_difference(name: str, mark: str):
    assert folded(f"{mark}{name}{mark}") == folded(name)


@given(name=text(alphabet="йёЙЁéÅñöü abc"))
def test_a_letter_typed_as_two_code_points_equals_the_same_letter_typed_as_one(name: str):
    assert folded(unicodedata.normalize("NFD", name)) == folded(unicodedata.normalize("NFC", name))

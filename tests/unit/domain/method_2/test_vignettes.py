"""How raters read the scale, and the comparison on places relative to one's own vignettes."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis.strategies import integers, lists

from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.divergence import Verdict
from checkmyogp.domain.method_2.verdicts import find, find_all
from checkmyogp.domain.method_2.vignettes import (
    NoVignettes,
    VignetteReading,
    on_places,
    place,
    vignette_alpha,
    vignette_reading,
)
from checkmyogp.domain.scales import Silence
from tests.factories.said import RECUSED, SILENT, row

KNOWN = {"well": 0, "road": 1, "school": 2, "clinic": 2}
MILD = {"well": 1, "road": 2, "school": 3, "clinic": 3}
EXACT = KNOWN


def test_hits_and_order_are_over_what_was_scored():
    assert vignette_reading(KNOWN, EXACT) == VignetteReading(scored=4, hits=4, in_order=5, tied=0, reversed=0)
    assert vignette_reading(KNOWN, MILD) == VignetteReading(scored=4, hits=0, in_order=5, tied=0, reversed=0)
    assert vignette_reading(KNOWN, {"well": 2, "road": 1, "school": 2}) == VignetteReading(
        scored=3, hits=2, in_order=1, tied=1, reversed=1
    )
    assert vignette_reading(KNOWN, {}) == VignetteReading(0, 0, 0, 0, 0)


def test_a_score_of_no_vignette_is_refused():
    with pytest.raises(KeyError):
        vignette_reading(KNOWN, {"well": 0, "castle": 3})


@pytest.mark.parametrize(
    ("own", "places"),
    [((1, 2, 3), [1, 2, 4, 6]), ((1, 2, 2), [1, 2, 5, 7]), ((3, 0), [2, 3, 3, 4])],
)
def test_a_place_counts_the_vignettes_below_twice_and_those_at_the_same_level_once(
    own: tuple[int, ...], places: list[int]
):
    assert [place(level, own) for level in range(4)] == places


@given(own=lists(integers(0, 3), min_size=1, max_size=5), level=integers(0, 2))
def test_a_higher_level_never_has_a_lower_place(own: list[int], level: int):
    assert 1 <= place(level, own) <= place(level + 1, own) <= 2 * len(own) + 1


def test_on_places_a_mild_rater_and_a_strict_one_can_say_the_same():
    scores = {"a": EXACT, "b": EXACT, "c": EXACT, "agency": MILD}
    rows = [row(3, 2, 2, 2)]

    placed = on_places(rows, {"1.1": "agency"}, scores, KNOWN)

    assert find(rows[0], quorum=3).outcome is Verdict.GOVERNMENT_HIGHER
    assert find(placed.rows[0], quorum=3).outcome is Verdict.ALIGNED
    assert (placed.left_out, placed.unplaced) == ((), ())


def test_whoever_did_not_score_every_vignette_is_left_out_and_named():
    scores = {"a": EXACT, "b": EXACT, "c": {"well": 0}, "agency": EXACT, "late": {}}
    rows = [
        row(3, 2, 2, 2, milestone="1.1"),
        row(3, 2, 2, milestone="1.2"),
        row(SILENT, 2, 2, milestone="1.3"),
        row(3, (2, RECUSED), Silence.UNABLE, milestone="1.4"),
    ]

    placed = on_places(rows, {"1.1": "agency", "1.2": "late", "1.4": "agency"}, scores, KNOWN)

    assert placed.left_out == ("c",)
    assert placed.unplaced == ("1.2",)
    assert [each.milestone for each in placed.rows] == ["1.1", "1.3", "1.4"]
    assert [each.outcome for each in find_all(placed.rows, quorum=3)] == [Silence.NO_QUORUM] * 3
    assert find(placed.rows[0], quorum=2).outcome is Verdict.GOVERNMENT_HIGHER
    assert find(placed.rows[2], quorum=2).row.levels() == ()


def test_without_vignettes_there_are_no_places():
    with pytest.raises(NoVignettes):
        on_places([row(3)], {}, {}, ())


def test_alpha_on_vignettes_needs_no_ten():
    assert vignette_alpha({"a": EXACT, "b": EXACT, "c": {}}, range(4)) == Fraction(1)
    assert vignette_alpha({"a": {"well": 1}, "b": {"well": 1}}, range(4)) is Undefined.NO_VARIATION
    assert vignette_alpha({"a": EXACT}, range(4)) is Undefined.NO_PAIRS
    assert vignette_alpha({}, range(4)) is Undefined.NO_PAIRS

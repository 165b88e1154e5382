"""Where civil society stands: at a level that somebody gave, or between two."""

import pytest
from hypothesis import given
from hypothesis.strategies import lists

from checkmyogp.domain.method_2.positions import CountedLevels, Middle, counted
from checkmyogp.domain.scales import Silence
from tests.unit.domain.method_2.rounds import LEVELS


def stands(*levels: int) -> CountedLevels:
    return CountedLevels(tuple(sorted(levels)))


@pytest.mark.parametrize(
    ("levels", "middle", "between"),
    [
        ((2,), Middle(2, 2), False),
        ((0, 3, 1), Middle(1, 1), False),
        ((1, 2, 2, 3), Middle(2, 2), False),
        ((1, 1, 1, 3, 3, 3), Middle(1, 3), True),
        ((2, 1), Middle(1, 2), True),
    ],
)
def test_the_middle_is_one_level_or_two(levels: tuple[int, ...], middle: Middle, between: bool):  # noqa: FBT001
    position = stands(*levels).middle

    assert position == middle
    assert position.between is between


@given(levels=lists(LEVELS, min_size=1, max_size=8))
def test_half_of_the_ngos_stand_on_either_side_of_the_middle_and_somebody_at_it(levels: list[int]):
    middle = stands(*levels).middle

    assert {middle.lower, middle.upper} <= set(levels)
    for level in (middle.lower, middle.upper):
        assert 2 * sum(other <= level for other in levels) >= len(levels)
        assert 2 * sum(other >= level for other in levels) >= len(levels)


def test_the_top_takes_more_than_half():
    assert stands(3, 3, 0).at_top(3)
    assert not stands(3, 3, 0, 0).at_top(3)
    assert not stands(2, 2, 2).at_top(3)


def test_a_split_is_two_levels_or_more():
    assert (stands(1, 2).spread, stands(1, 2).split) == (1, False)
    assert (stands(1, 2, 3).spread, stands(1, 2, 3).split) == (2, True)
    assert (stands(0, 3).lowest, stands(0, 3).highest) == (0, 3)


def test_too_few_levels_are_no_position():
    assert counted([], quorum=1, otherwise=Silence.UNABLE) is Silence.UNABLE
    assert counted([1, 1], quorum=3, otherwise=Silence.UNABLE) is Silence.NO_QUORUM
    assert counted([3, 1], quorum=2, otherwise=Silence.UNABLE) == stands(1, 3)

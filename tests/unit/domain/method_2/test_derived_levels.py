"""One level for a commitment, by a declared rule, with what it rests on."""

import pytest
from hypothesis import given
from hypothesis.strategies import lists, sampled_from

from checkmyogp.domain.irm.agreement import Lifting
from checkmyogp.domain.method_2.derived_levels import (
    DerivedLevel,
    derived_level,
    of_civil_society,
    of_the_government,
)
from checkmyogp.domain.method_2.verdicts import find_all
from checkmyogp.domain.scales import Silence
from tests.factories.said import SILENT, row
from tests.unit.domain.method_2.rounds import LEVELS, SCALE

MEDIAN, STRICT = Lifting.MEDIAN, Lifting.STRICT


def derive(rule: Lifting, *levels: int | Silence, scale: tuple[int, ...] = SCALE) -> int | Silence:
    return derived_level(levels, scale, rule=rule, otherwise=SILENT).level


@pytest.mark.parametrize(
    ("levels", "by_median", "by_strict"),
    [
        ((3, 3, 3), 3, 3),
        ((3, 3, 3, 2), 3, 2),
        ((0, 0, 1), 0, 1),
        ((0, 0), 0, 0),
        ((0, 3), 0, 1),
        ((1, 2), 1, 1),
        ((2, SILENT), 2, 2),
        ((SILENT,), SILENT, SILENT),
        ((), SILENT, SILENT),
    ],
)
def test_a_tie_is_taken_down_and_the_strict_rule_keeps_the_ends_for_all(
    levels: tuple[int | Silence, ...], by_median: int | Silence, by_strict: int | Silence
):
    assert derive(MEDIAN, *levels) == by_median
    assert derive(STRICT, *levels) == by_strict


@given(levels=lists(LEVELS, min_size=1, max_size=8))
def test_the_median_rule_gives_what_a_milestone_has(levels: list[int]):
    found = derive(MEDIAN, *levels)

    assert not isinstance(found, Silence)
    assert found in levels
    assert 2 * sum(level < found for level in levels) <= len(levels)
    assert 2 * sum(level > found for level in levels) <= len(levels)


@given(levels=lists(LEVELS, min_size=1, max_size=8), rule=sampled_from(Lifting))
def test_neither_rule_leaves_what_milestones_have_between_them(levels: list[int], rule: Lifting):
    found = derive(rule, *levels)

    assert not isinstance(found, Silence)
    assert min(levels) <= found <= max(levels)


@pytest.mark.parametrize(("scale", "expected"), [((0, 1), 1), ((0, 1, 2), 1)])
def test_a_short_scale_has_a_level_all_the_same(scale: tuple[int, ...], expected: int):
    assert derive(STRICT, scale[0], scale[-1], scale=scale) == expected
    assert derive(STRICT, 1, 1, scale=(1,)) == 1


def test_each_side_s_level_says_how_many_milestones_it_rests_on():
    rows = [
        row(3, 1, 1, 2, 2, milestone="1.1"),
        row(2, 2, milestone="1.2"),
        row(SILENT, 3, 3, 3, milestone="1.3"),
        row(0, 0, 0, 0, milestone="1.4", withdrawn=True),
    ]
    found = find_all(rows, quorum=3)

    assert of_the_government(found, SCALE, rule=MEDIAN) == DerivedLevel(2, MEDIAN, milestones=2, active=3)
    assert of_civil_society(found, SCALE, rule=MEDIAN) == DerivedLevel(1, MEDIAN, milestones=2, active=3)


def test_a_side_that_said_nothing_has_a_silence():
    found = find_all([row(SILENT)], quorum=3)

    assert of_the_government(found, SCALE, rule=STRICT) == DerivedLevel(Silence.NOT_REPORTED, STRICT, 0, 1)
    assert of_civil_society(found, SCALE, rule=STRICT) == DerivedLevel(Silence.NOT_ASSESSED, STRICT, 0, 1)

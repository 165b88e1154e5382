"""One milestone, one criterion: position, spread, divergence, verdict, support."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis.strategies import integers, lists, one_of, sampled_from

from checkmyogp.domain.divergence import (
    Divergence,
    Position,
    Support,
    Verdict,
    compare,
    coverage,
    midpoint,
    outcome,
    position,
    silence_reason,
)
from checkmyogp.domain.scales import GOVERNMENT_SILENCES, Silence

COMPLETION = range(4)
LEVELS = sampled_from(COMPLETION)
ENOUGH = lists(LEVELS, min_size=3, max_size=9)


def compared(government: int, *levels: int) -> Divergence:
    found = compare(government, levels, quorum=3)
    assert isinstance(found, Divergence)
    return found


def stands(*levels: int) -> Position:
    found = position(levels, quorum=1)
    assert isinstance(found, Position)
    return found


@pytest.mark.parametrize(
    ("levels", "median"),
    [
        ((1, 2, 3), 2),
        ((0, 0, 3), 0),
        ((1, 2, 2, 3), 2),
        ((1, 1, 2, 2), Fraction(3, 2)),
        ((0, 3), Fraction(3, 2)),
        ((2,), 2),
    ],
)
def test_the_position_is_the_median_and_for_an_even_number_the_midpoint(levels: tuple[int, ...], median: Fraction):
    assert stands(*levels).median == median
    assert midpoint(levels) == median


@pytest.mark.parametrize(
    ("raters", "probability"),
    [(1, "0"), (2, "1/2"), (3, "3/4"), (4, "7/8"), (5, "15/16"), (6, "31/32")],
)
def test_the_spread_covers_the_median_rater_with_a_known_probability(raters: int, probability: str):
    assert coverage(raters) == Fraction(probability)
    assert stands(*[1] * raters).coverage == Fraction(probability)


@pytest.mark.parametrize(
    ("government", "levels", "signed", "verdict"),
    [
        (3, (2, 2, 2), 1, Verdict.GOVERNMENT_HIGHER),
        (3, (2, 2, 3, 3), Fraction(1, 2), Verdict.ALIGNED),
        (3, (1, 2, 2, 1), Fraction(3, 2), Verdict.GOVERNMENT_HIGHER),
        (2, (2, 2, 2), 0, Verdict.ALIGNED),
        (1, (1, 1, 2, 2), Fraction(-1, 2), Verdict.ALIGNED),
        (0, (1, 1, 1), -1, Verdict.CIVIL_SOCIETY_HIGHER),
        (0, (3, 3, 3), -3, Verdict.CIVIL_SOCIETY_HIGHER),
    ],
)
def test_a_whole_level_apart_makes_a_verdict_and_half_a_level_does_not(
    government: int, levels: tuple[int, ...], signed: Fraction, verdict: Verdict
):
    found = compared(government, *levels)

    assert found.signed == signed
    assert found.verdict is verdict


def test_support_counts_who_stands_below_at_and_above_the_government():
    found = compared(2, 0, 1, 1, 1, 2)

    assert found.support == Support(below=4, at=1, above=0)
    assert found.support.raters == 5


@pytest.mark.parametrize(
    ("government", "levels", "clear"),
    [
        (3, (1, 1, 3), True),
        (3, (2, 2, 2, 3, 3), False),
        (2, (2, 2, 1), True),
        (2, (1, 2, 3), False),
        (0, (1, 1, 0), True),
        (0, (1, 1, 0, 0, 1), False),
    ],
)
def test_support_is_clear_when_two_thirds_stand_where_the_verdict_says(
    government: int,
    levels: tuple[int, ...],
    clear: bool,  # noqa: FBT001
):
    assert compared(government, *levels).clear is clear


@pytest.mark.parametrize(
    ("levels", "split"), [((1, 1, 1), False), ((1, 2, 2), False), ((1, 1, 3), True), ((0, 3), True)]
)
def test_two_levels_apart_is_a_split(levels: tuple[int, ...], split: bool):  # noqa: FBT001
    assert stands(*levels).split is split


def test_too_few_levels_are_no_quorum_and_none_at_all_are_not_assessed():
    assert compare(3, [2, 2], quorum=3) is Silence.NO_QUORUM
    assert compare(3, [], quorum=3) is Silence.NOT_ASSESSED
    assert position([1], quorum=2) is Silence.NO_QUORUM


@pytest.mark.parametrize("silence", [Silence.NOT_REPORTED, *GOVERNMENT_SILENCES])
def test_the_governments_silence_is_the_outcome_where_civil_society_spoke(silence: Silence):
    assert compare(silence, [2, 2, 2], quorum=3) is silence


@pytest.mark.parametrize("levels", [[], [2, 2]])
def test_civil_societys_silence_is_named_before_the_governments(levels: list[int]):
    assert compare(Silence.NOT_REPORTED, levels, quorum=3) is compare(3, levels, quorum=3)


@pytest.mark.parametrize(
    ("uncounted", "silences", "name"),
    [
        (0, (), Silence.NOT_ASSESSED),
        (0, (Silence.RECUSED,), Silence.NOT_ASSESSED),
        (0, (Silence.UNABLE,), Silence.UNABLE),
        (0, (Silence.UNABLE, Silence.NO_EVIDENCE), Silence.NO_EVIDENCE),
        (1, (Silence.NO_EVIDENCE,), Silence.NO_QUORUM),
        (2, (), Silence.NO_QUORUM),
    ],
)
def test_where_no_level_counts_the_most_telling_silence_is_named(
    uncounted: int, silences: tuple[Silence, ...], name: Silence
):
    assert silence_reason(uncounted=uncounted, silences=silences) is name


@given(government=LEVELS, levels=ENOUGH)
def test_the_order_of_raters_is_irrelevant(government: int, levels: list[int]):
    assert compare(government, levels, quorum=3) == compare(government, list(reversed(levels)), quorum=3)


@given(level=LEVELS, raters=integers(3, 9))
def test_nothing_diverges_from_itself(level: int, raters: int):
    found = compared(level, *[level] * raters)

    assert found.signed == 0
    assert found.verdict is Verdict.ALIGNED
    assert found.clear


@given(government=LEVELS, levels=ENOUGH)
def test_a_position_lies_on_the_scale_or_halfway_between_two_levels(government: int, levels: list[int]):
    found = compared(government, *levels)

    assert found.position.lowest <= found.position.median <= found.position.highest
    assert (found.position.median * 2).denominator == 1
    assert abs(found.signed) <= COMPLETION[-1]


@given(levels=ENOUGH)
def test_an_identical_rater_never_widens_the_spread_nor_lowers_its_coverage(levels: list[int]):
    before = stands(*levels)
    for level in levels:
        after = stands(*levels, level)
        assert (after.lowest, after.highest) == (before.lowest, before.highest)
        assert after.coverage > before.coverage


@given(government=LEVELS, levels=ENOUGH)
def test_turning_the_scale_round_turns_the_divergence_round(government: int, levels: list[int]):
    top = COMPLETION[-1]
    turned = compared(top - government, *[top - level for level in levels])

    assert turned.signed == -compared(government, *levels).signed


@given(government=LEVELS, levels=ENOUGH)
def test_support_leaves_nobody_out(government: int, levels: list[int]):
    assert compared(government, *levels).support.raters == len(levels)


@given(government=one_of(LEVELS, sampled_from([Silence.NOT_REPORTED])), levels=lists(LEVELS, max_size=6))
def test_every_comparison_comes_to_one_outcome(government: int | Silence, levels: list[int]):
    assert outcome(compare(government, levels, quorum=3)) in {*Verdict, *Silence}

"""A verdict takes a majority of the NGOs, and the order of levels only."""

import pytest
from hypothesis import given
from hypothesis.strategies import integers, lists, sets

from checkmyogp.domain.divergence import Verdict
from checkmyogp.domain.method_2.positions import CountedLevels
from checkmyogp.domain.method_2.verdicts import Alignment, TwoAccounts, find, find_all, outcome_of, verdicts
from checkmyogp.domain.scales import Silence
from tests.factories.said import INTERESTED, SILENT, row
from tests.unit.domain.method_2.rounds import LEVELS, SCALE

HIGHER, ALIGNED, LOWER = Verdict.GOVERNMENT_HIGHER, Verdict.ALIGNED, Verdict.CIVIL_SOCIETY_HIGHER
SCORES = lists(LEVELS, min_size=1, max_size=9)


def accounts(government: int, *levels: int) -> TwoAccounts:
    return TwoAccounts(government, CountedLevels(tuple(sorted(levels))))


@pytest.mark.parametrize(
    ("government", "levels", "verdict", "distance", "signed"),
    [
        (3, (1, 1, 1, 3, 3, 3), ALIGNED, 0, 0),
        (3, (1, 1, 1, 2, 3, 3), HIGHER, 1, 1),
        (3, (0, 1, 2), HIGHER, 2, 2),
        (0, (0, 2, 2), LOWER, 2, -2),
        (2, (1, 1, 3, 3), ALIGNED, 1, 0),
        (2, (2, 2, 2), ALIGNED, 0, 0),
        (3, (1, 2), HIGHER, 1, 1),
        (1, (2,), LOWER, 1, -1),
    ],
)
def test_a_tie_is_no_majority(government: int, levels: tuple[int, ...], verdict: Verdict, distance: int, signed: int):
    found = accounts(government, *levels)

    assert found.verdict is verdict
    assert found.distance == distance
    assert found.signed_distance == signed


def test_aligned_is_said_in_one_of_two_ways():
    assert accounts(2, 2, 2, 2).alignment is Alignment.ALL_THE_SAME
    assert accounts(2, 1, 2, 3).alignment is Alignment.NO_MAJORITY


@given(government=LEVELS, levels=SCORES, labels=sets(integers(-50, 50), min_size=len(SCALE), max_size=len(SCALE)))
def test_other_labels_in_the_same_order_change_no_verdict(government: int, levels: list[int], labels: set[int]):
    named = sorted(labels)

    relabelled = accounts(named[government], *(named[level] for level in levels))

    assert relabelled.verdict is accounts(government, *levels).verdict
    assert relabelled.support == accounts(government, *levels).support


@given(government=LEVELS, levels=SCORES)
def test_one_more_ngo_at_the_governments_level_never_makes_a_verdict_out_of_aligned(government: int, levels: list[int]):
    before, after = accounts(government, *levels), accounts(government, *levels, government)

    assert after.verdict in {before.verdict, ALIGNED}


@given(government=LEVELS, levels=SCORES)
def test_the_verdict_says_on_which_side_of_the_middle_the_government_is(government: int, levels: list[int]):
    found = accounts(government, *levels)
    middle = found.civil_society.middle

    assert (found.verdict is HIGHER) == (government > middle.upper)
    assert (found.verdict is LOWER) == (government < middle.lower)
    assert (found.signed_distance != 0) == (found.verdict is not ALIGNED)


def test_what_the_interested_decide_is_fragile():
    found = find(row(3, 2, 2, (3, INTERESTED), (3, INTERESTED), 3), quorum=3)

    assert found.outcome is ALIGNED
    assert outcome_of(found.without_interested) is HIGHER
    assert found.fragile
    assert found.row.has_interested


def test_a_verdict_that_is_lost_without_the_interested_is_fragile_too():
    found = find(row(3, 2, 2, (2, INTERESTED)), quorum=3)

    assert found.without_interested is Silence.NO_QUORUM
    assert found.fragile


@pytest.mark.parametrize("answers", [(2, 2, 2), (2, 2, (2, INTERESTED)), ((2, INTERESTED),)])
def test_where_there_is_no_verdict_none_is_fragile(answers: tuple[int, ...]):
    assert not find(row(SILENT, *answers), quorum=3).fragile


def test_a_quorum_above_everybody_leaves_nothing():
    assert find(row(3, 1, 1, 1), quorum=4).outcome is Silence.NO_QUORUM


def test_one_ngo_is_enough_where_the_quorum_is_one():
    assert find(row(3, 1), quorum=1).outcome is HIGHER


def test_verdicts_are_those_of_comparable_milestones():
    rows = [
        row(3, 1, 1, 1, milestone="1.1"),
        row(3, 1, milestone="1.2"),
        row(1, 1, 1, 1, milestone="1.3"),
        row(3, 1, 1, 1, milestone="1.4", withdrawn=True),
    ]

    assert verdicts(find_all(rows, quorum=3)) == {"1.1": HIGHER, "1.3": ALIGNED}

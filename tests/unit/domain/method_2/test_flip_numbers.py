"""How many NGOs decide a verdict, tried against every other way to score."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis.strategies import lists

from checkmyogp.domain.divergence import Verdict
from checkmyogp.domain.method_2.flip_numbers import Unflippable, flip_number, flip_numbers, verdicts_by_flip_number
from checkmyogp.domain.method_2.positions import CountedLevels
from checkmyogp.domain.method_2.verdicts import TwoAccounts, find_all
from tests.factories.said import row
from tests.unit.domain.method_2.rounds import LEVELS, SCALE


def accounts(government: int, *levels: int) -> TwoAccounts:
    return TwoAccounts(government, CountedLevels(tuple(sorted(levels))))


@pytest.mark.parametrize(
    ("government", "levels", "expected"),
    [
        (2, (0, 1, 2), 1),
        (3, (1, 1, 1, 1, 1), 3),
        (3, (1, 1, 1, 3, 3, 3), 1),
        (3, (3, 3, 3, 3, 3, 3), 4),
        (0, (1, 1, 1, 1), 2),
        (1, (1,), 1),
    ],
)
def test_the_fewest_who_would_have_to_score_otherwise(government: int, levels: tuple[int, ...], expected: int):
    assert flip_number(accounts(government, *levels), SCALE) == expected


@settings(max_examples=60)
@given(government=LEVELS, levels=lists(LEVELS, min_size=1, max_size=5))
def test_so_many_ngos_suffice_and_one_fewer_never_does(government: int, levels: list[int]):
    given_levels = sorted(levels)
    published = accounts(government, *given_levels).verdict
    changed = [
        sum(one != other for one, other in zip(given_levels, others, strict=True))
        for others in product(SCALE, repeat=len(levels))
        if accounts(government, *others).verdict is not published
    ]

    assert flip_number(accounts(government, *given_levels), SCALE) == min(changed)


def test_on_a_scale_of_one_level_nobody_could_have_scored_otherwise():
    assert flip_number(accounts(1, 1, 1, 1), [1]) is Unflippable.ONE_LEVEL


def test_numbers_are_counted_for_each_verdict():
    rows = [
        row(3, 1, 1, 1, milestone="1.1"),
        row(3, 1, 1, 3, milestone="1.2"),
        row(0, 1, 1, 0, milestone="1.3"),
        row(3, *[1] * 21, milestone="1.4"),
        row(3, 1, milestone="1.5"),
    ]
    found = find_all(rows, quorum=3)

    assert flip_numbers(found, SCALE) == {"1.1": 2, "1.2": 1, "1.3": 1, "1.4": 11}
    counted = verdicts_by_flip_number(found, SCALE)
    assert counted == {
        Verdict.GOVERNMENT_HIGHER: {1: 1, 2: 1, 11: 1},
        Verdict.ALIGNED: {},
        Verdict.CIVIL_SOCIETY_HIGHER: {1: 1},
    }
    assert list(counted[Verdict.GOVERNMENT_HIGHER]) == [1, 2, 11]

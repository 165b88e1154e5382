"""Whether verdicts point one way by more than a coin for each commitment would have them."""

from itertools import product

import pytest
from hypothesis import given

from checkmyogp.domain.findings import MilestoneRatings
from checkmyogp.domain.method_2.direction import direction
from checkmyogp.domain.method_2.verdicts import find_all
from tests.factories.said import SILENT, row
from tests.unit.domain.method_2.rounds import QUORUMS, rounds


def plan(*signs: int) -> list[MilestoneRatings]:
    """A commitment for each sign, with so many milestones that are all on one side."""
    return [
        row(2, *[1 if sign > 0 else 3] * 3, milestone=f"{number}.{milestone}", commitment=str(number))
        if sign
        else row(2, 2, 2, 2, milestone=f"{number}.0", commitment=str(number))
        for number, sign in enumerate(signs, start=1)
        for milestone in range(max(abs(sign), 1))
    ]


@pytest.mark.parametrize(
    ("signs", "as_extreme", "flips"),
    [
        ((), 1, 1),
        ((2,), 2, 2),
        ((0, 0), 4, 4),
        ((1, 1, 1, 1, 1), 2, 32),
        ((1, 1, 1, 1, 1, 1), 2, 64),
        ((1, 1, 1, 1, 1, -1), 14, 64),
        ((0, 1, 1, 2, 2, 3, 1, 1), 4, 256),
    ],
)
def test_the_share_is_counted_over_all_flips(signs: tuple[int, ...], as_extreme: int, flips: int):
    found = direction(find_all(plan(*signs), quorum=3))

    assert (found.as_extreme, found.flips) == (as_extreme, flips)
    assert tuple(sign for _, sign in found.by_commitment) == signs
    assert found.total == sum(signs)
    assert found.share * flips == as_extreme


@given(rows=rounds(), quorum=QUORUMS)
def test_counting_equals_flipping_every_way(rows: list[MilestoneRatings], quorum: int):
    found = direction(find_all(rows, quorum=quorum))

    signs = [sign for _, sign in found.by_commitment]
    flipped = [sum(map(int.__mul__, signs, ways)) for ways in product((1, -1), repeat=len(signs))]
    assert found.as_extreme == sum(abs(total) >= abs(sum(signs)) for total in flipped)
    assert found.flips == len(flipped)


def test_fewer_than_six_commitments_cannot_show_anything():
    assert not direction(find_all(plan(1, 1, 1, 1, 1), quorum=3)).can_show
    assert direction(find_all(plan(1, 1, 1, 1, 1, 1), quorum=3)).can_show


def test_a_commitment_with_nothing_to_compare_is_not_flipped():
    rows = [*plan(1, -2), row(SILENT, 1, 1, 1, milestone="3.1", commitment="3")]

    assert direction(find_all(rows, quorum=3)).by_commitment == (("1", 1), ("2", -2))


def test_two_hundred_commitments_are_no_more_work_than_their_sums():
    found = direction(find_all(plan(*[1] * 200), quorum=3))

    assert (found.as_extreme, found.flips) == (2, 2**200)

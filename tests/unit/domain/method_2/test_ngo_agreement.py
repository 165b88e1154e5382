"""Agreement among NGOs beside what chance would give, with what alpha is good for."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis.strategies import integers, lists

from checkmyogp.domain.bootstrap import Interval, Undefined
from checkmyogp.domain.display import coefficient
from checkmyogp.domain.findings import Counting, MilestoneRatings, Rating
from checkmyogp.domain.method_2.chance import ChanceAgreement, chance_agreement
from checkmyogp.domain.method_2.ngo_agreement import NgoAgreement, ngo_agreement
from checkmyogp.domain.method_2.panel_reliability import (
    AlphaMark,
    NoPanelReliability,
    PanelReliability,
    alpha_mark,
    panel_reliability,
)
from checkmyogp.domain.reliability import UnitCounts
from tests.factories.said import row
from tests.unit.domain.method_2.rounds import LEVELS, SCALE
from tests.unit.domain.written_scores import EXAMPLE_A, EXAMPLE_C, SKEW, ratings, units

TEN = [row(2, level % 4, (level + 1) % 4, milestone=str(level)) for level in range(10)]


def written(scores: str) -> list[MilestoneRatings]:
    return [
        MilestoneRatings(
            milestone=milestone,
            commitment=milestone,
            withdrawn=False,
            government=1,
            ratings=tuple(Rating(ngo, level, Counting.COUNTED) for ngo, level in given.items()),
        )
        for milestone, given in ratings(scores).items()
    ]


def agreement(scores: str, scale: range) -> NgoAgreement:
    return ngo_agreement(written(scores), scale, seed=1, draws=20)


def test_krippendorffs_example():
    found = agreement(EXAMPLE_A, range(1, 6))

    assert isinstance(found.alpha, Fraction)
    assert isinstance(found.ac2, Fraction)
    assert (coefficient(found.alpha), coefficient(found.ac2)) == ("0.815", "0.914")
    assert alpha_mark(found.alpha) is AlphaMark.RELY
    assert (found.milestones, found.raters, found.values) == (11, 4, 40)
    assert isinstance(found.interval, Interval)
    assert found.interval.low <= found.alpha <= found.interval.high


def test_of_eight_milestones_alpha_is_not_printed_and_the_rest_is():
    found = agreement(EXAMPLE_C, range(4))

    assert found.alpha is found.interval is found.panel is Undefined.TOO_FEW_MILESTONES
    assert isinstance(found.ac2, Fraction)
    assert coefficient(found.ac2) == "0.853"
    assert found.milestones == 7


def test_what_one_ngo_scored_alone_does_not_make_ten_milestones():
    nine_and_one = [*TEN[:9], row(2, 1, milestone="alone")]

    assert ngo_agreement(nine_and_one, SCALE, seed=1, draws=20).alpha is Undefined.TOO_FEW_MILESTONES
    assert isinstance(ngo_agreement(TEN, SCALE, seed=1, draws=20).alpha, Fraction)


def test_nearly_equal_scores_have_high_agreement_and_nothing_shared():
    found = agreement(SKEW, range(4))

    assert isinstance(found.alpha, Fraction)
    assert isinstance(found.ac2, Fraction)
    assert (coefficient(found.alpha), coefficient(found.ac2)) == ("-0.026", "0.988")
    assert found.exact == Fraction(9, 10)
    assert found.by_chance == ChanceAgreement(Fraction(38 * 37 + 2 * 1, 40 * 39), Fraction(1))
    assert found.panel is NoPanelReliability.NOTHING_SHARED
    assert alpha_mark(found.alpha) is AlphaMark.NEITHER


def test_without_variation_alpha_is_undefined_and_so_is_the_panel():
    found = agreement("|".join(["2 2"] * 10), range(4))

    assert found.alpha is found.interval is found.panel is Undefined.NO_VARIATION
    assert found.by_chance == ChanceAgreement(Fraction(1), Fraction(1))


def test_where_nobody_scored_what_another_scored_there_are_no_pairs():
    found = ngo_agreement([row(2, 1), row(2, milestone="1.2")], SCALE, seed=1, draws=20)

    assert found.exact is found.adjacent is found.by_chance is found.ac2 is Undefined.NO_PAIRS
    assert (found.milestones, found.raters, found.values) == (0, 0, 0)


def test_on_a_scale_of_one_level_nothing_can_vary():
    found = ngo_agreement([row(1, 1, 1)], [1], seed=1, draws=20)

    assert {found.alpha, found.interval, found.panel, found.ac2, found.exact, found.adjacent, found.by_chance} == {
        Undefined.NO_VARIATION
    }
    assert (found.milestones, found.raters, found.values) == (1, 2, 2)


def test_a_level_off_the_scale_is_refused():
    with pytest.raises(ValueError, match="not all among the levels"):
        ngo_agreement([row(1, 9, 1)], SCALE, seed=1, draws=20)


def test_withdrawn_milestones_are_not_heard():
    withdrawn = row(2, 0, 3, milestone="x", withdrawn=True)

    assert ngo_agreement([*TEN, withdrawn], SCALE, seed=1, draws=20) == ngo_agreement(TEN, SCALE, seed=1, draws=20)


@settings(max_examples=60)
@given(unit=lists(LEVELS, min_size=2, max_size=6))
def test_chance_is_every_way_to_deal_the_values(unit: list[int]):
    pairs = list(permutations(unit, 2))

    found = chance_agreement([UnitCounts.of(unit, SCALE)], SCALE)

    assert found == ChanceAgreement(
        Fraction(sum(one == other for one, other in pairs), len(pairs)),
        Fraction(sum(abs(one - other) <= 1 for one, other in pairs), len(pairs)),
    )


def test_what_one_ngo_scored_alone_cannot_be_dealt():
    assert chance_agreement(units("1 . .|2 2 3", SCALE), SCALE) == chance_agreement(units("2 2 3", SCALE), SCALE)
    assert chance_agreement(units("1 . .", SCALE), SCALE) is Undefined.NO_PAIRS


@pytest.mark.parametrize(
    ("alpha", "mark"),
    [
        ("0.800", AlphaMark.RELY),
        ("0.7995", AlphaMark.RELY),
        ("0.7994", AlphaMark.TENTATIVE),
        ("0.667", AlphaMark.TENTATIVE),
        ("0.6664", AlphaMark.NEITHER),
        ("-0.5", AlphaMark.NEITHER),
    ],
)
def test_a_mark_is_read_from_what_is_shown(alpha: str, mark: AlphaMark):
    assert alpha_mark(Fraction(alpha)) is mark


@pytest.mark.parametrize(
    ("alpha", "raters", "expected"),
    [
        (Fraction(1, 2), [2], PanelReliability(Fraction(2), Fraction(2, 3))),
        (Fraction(1, 2), [2, 3], PanelReliability(Fraction(5, 2), Fraction(5, 7))),
        (Fraction(1, 2), [9, 2, 3], PanelReliability(Fraction(3), Fraction(3, 4))),
        (Fraction(1), [5], PanelReliability(Fraction(5), Fraction(1))),
        (Fraction(0), [5], NoPanelReliability.NOTHING_SHARED),
        (Fraction(-1, 4), [5], NoPanelReliability.NOTHING_SHARED),
        (Fraction(1, 2), [], Undefined.NO_PAIRS),
        (Undefined.TOO_FEW_MILESTONES, [5], Undefined.TOO_FEW_MILESTONES),
    ],
)
def test_the_middle_of_a_panel_is_more_reliable_than_one_rater(
    alpha: Fraction | Undefined, raters: list[int], expected: object
):
    assert panel_reliability(alpha, raters) == expected


@given(hundredths=integers(1, 99), raters=integers(2, 40))
def test_more_raters_never_make_the_middle_less_reliable(hundredths: int, raters: int):
    alpha = Fraction(hundredths, 100)
    fewer, more = panel_reliability(alpha, [raters]), panel_reliability(alpha, [raters + 1])

    assert isinstance(fewer, PanelReliability)
    assert isinstance(more, PanelReliability)
    assert alpha < fewer.value < more.value < 1

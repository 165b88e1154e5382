"""Keeping and revising, and which level stands."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis.strategies import integers, lists, permutations, sampled_from, tuples

from checkmyogp.domain.revisions import AnswerKind, NothingRevised, Revision, refuse_unfit, standing_levels
from checkmyogp.domain.rubrics import Criterion, Level, Rubric, UnknownCriterion, UnknownLevel
from checkmyogp.domain.scales import Silence

BEGIN = datetime(2030, 2, 1, tzinfo=UTC)
SCALE = tuple(Level(value, f"level-{value}") for value in range(4))
RUBRIC = Rubric("tide", 1, (Criterion("completion", SCALE, compared=True, evidence_from=2),), "completion")


def revision(level: int, hours: int, agency: str = "agency") -> Revision:
    return Revision("completion", level, BEGIN + timedelta(hours=hours), agency)


@pytest.mark.parametrize(
    ("kind", "levels"),
    [(AnswerKind.KEPT, {}), (AnswerKind.KEPT, {"completion": 1}), (AnswerKind.REVISED, {"completion": 2})],
)
def test_an_answer_whose_kind_and_levels_agree_fits(kind: AnswerKind, levels: dict[str, int]):
    refuse_unfit(kind, levels, {"completion": 1}, RUBRIC)


@pytest.mark.parametrize(
    ("kind", "levels"),
    [(AnswerKind.REVISED, {}), (AnswerKind.REVISED, {"completion": 1}), (AnswerKind.KEPT, {"completion": 2})],
)
def test_an_answer_whose_kind_and_levels_contradict_each_other_is_refused(kind: AnswerKind, levels: dict[str, int]):
    with pytest.raises(NothingRevised):
        refuse_unfit(kind, levels, {"completion": 1}, RUBRIC)


def test_a_silence_can_be_revised_to_a_level():
    refuse_unfit(AnswerKind.REVISED, {"completion": 0}, {"completion": Silence.UNABLE}, RUBRIC)


def test_what_the_rubric_does_not_have_is_refused():
    with pytest.raises(UnknownLevel):
        refuse_unfit(AnswerKind.REVISED, {"completion": 4}, {"completion": 1}, RUBRIC)
    with pytest.raises(UnknownCriterion):
        refuse_unfit(AnswerKind.REVISED, {"beauty": 1}, {"completion": 1}, RUBRIC)


def test_the_last_revision_stands():
    assert standing_levels([revision(3, 5), revision(2, 1)]) == {"completion": 3}
    assert standing_levels([]) == {}


def test_of_two_in_the_same_second_the_agency_later_in_the_alphabet_decides():
    first, second = revision(3, 1, "b"), revision(2, 1, "a")

    assert standing_levels([first, second]) == standing_levels([second, first]) == {"completion": 3}


@given(
    lists(
        tuples(integers(0, 3), integers(0, 99), sampled_from("abc")), unique_by=lambda turn: turn[1:], max_size=5
    ).flatmap(lambda turns: tuples(permutations(turns), permutations(turns)))
)
def test_the_order_of_reading_is_irrelevant(orders: tuple[list[tuple[int, int, str]], list[tuple[int, int, str]]]):
    one, other = ([revision(*turn) for turn in turns] for turns in orders)

    assert standing_levels(one) == standing_levels(other)

"""What an NGO's habit adds to every level, by least squares, and the verdicts without it."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis.strategies import dictionaries, fractions, integers, lists, sampled_from

from checkmyogp.domain.findings import Counting, MilestoneRatings, Rating
from checkmyogp.domain.method_2.leans import leans, without_leans
from checkmyogp.domain.method_2.linear_systems import Singular, solved
from tests.factories.said import RECUSED, row
from tests.unit.domain.method_2.demonstration_rows import COMPLETION
from tests.unit.domain.method_2.rounds import LEVELS, rounds


def scored(milestone: int, levels: dict[str, int]) -> MilestoneRatings:
    ratings = tuple(Rating(ngo, level, Counting.COUNTED) for ngo, level in levels.items())
    return MilestoneRatings(str(milestone), "1", withdrawn=False, government=2, ratings=ratings)


TABLES = lists(dictionaries(sampled_from("abcde"), LEVELS, min_size=1), min_size=1, max_size=8)


def test_where_everybody_scored_everything_a_lean_is_a_difference_of_means():
    rows = [scored(1, {"a": 0, "b": 1, "c": 2}), scored(2, {"a": 1, "b": 1, "c": 4})]

    assert leans(rows) == {"a": Fraction(-1), "b": Fraction(-1, 2), "c": Fraction(3, 2)}


def test_gaps_are_bridged_by_what_others_gave():
    rows = [scored(1, {"a": 1, "b": 2}), scored(2, {"b": 1, "c": 3}), scored(3, {"a": 0, "b": 1})]

    assert leans(rows) == {"a": Fraction(-4, 3), "b": Fraction(-1, 3), "c": Fraction(5, 3)}


def test_ngos_that_share_no_milestone_are_centred_apart():
    rows = [scored(1, {"a": 0, "b": 2}), scored(2, {"c": 3, "d": 3}), scored(3, {"e": 1})]

    assert leans(rows) == {"a": -1, "b": 1, "c": 0, "d": 0, "e": 0}


@settings(max_examples=150)
@given(tables=TABLES)
def test_what_is_left_adds_up_to_nothing_for_every_ngo_as_least_squares_have_it(tables: list[dict[str, int]]):
    found = leans([scored(number, table) for number, table in enumerate(tables)])

    residuals: dict[str, Fraction] = dict.fromkeys(found, Fraction())
    for table in tables:
        place = sum((level - found[ngo] for ngo, level in table.items()), Fraction()) / len(table)
        for ngo, level in table.items():
            residuals[ngo] += level - found[ngo] - place
    assert set(residuals.values()) == {0}
    assert sum(found.values()) == 0


@settings(max_examples=60)
@given(tables=TABLES)
def test_a_pure_habit_is_found_and_nothing_else(tables: list[dict[str, int]]):
    habits = {"a": -2, "b": -1, "c": 0, "d": 1, "e": 2}
    rows = [
        scored(number, {ngo: number + habits[ngo] for ngo in sorted({*table, "a", "e"})})
        for number, table in enumerate(tables)
    ]

    found = leans(rows)

    assert {ngo: lean - found["a"] for ngo, lean in found.items()} == {ngo: habits[ngo] + 2 for ngo in found}


def test_a_lean_is_taken_away_in_whole_levels_and_a_half_stays():
    rows = [scored(1, {"a": 1, "b": 2}), scored(2, {"a": 1, "b": 2})]
    wider = [scored(1, {"a": 0, "b": 2, "c": 1}), scored(2, {"a": 1, "b": 3, "c": 2})]

    assert leans(rows) == {"a": Fraction(-1, 2), "b": Fraction(1, 2)}
    assert [each.by_rater for each in without_leans(rows, COMPLETION, leans(rows))] == [each.by_rater for each in rows]
    assert [sorted(each.levels()) for each in without_leans(wider, COMPLETION, leans(wider))] == [[1, 1, 1], [2, 2, 2]]


def test_nothing_leaves_the_scale():
    rows = [scored(1, {"a": 0, "b": 3}), scored(2, {"a": 0, "b": 3}), scored(3, {"a": 3, "b": 3})]

    moved = without_leans(rows, COMPLETION, leans(rows))

    assert leans(rows) == {"a": -1, "b": 1}
    assert [each.by_rater for each in moved] == [{"a": 1, "b": 2}, {"a": 1, "b": 2}, {"a": 3, "b": 2}]


def test_what_does_not_count_has_no_lean_and_stays():
    rows = [row(2, 0, (3, RECUSED)), replace(row(2, 3, 3, milestone="1.2"), withdrawn=True)]

    assert leans(rows) == {"a": 0}
    assert without_leans(rows, COMPLETION, leans(rows)) == tuple(rows)
    assert leans([]) == {}


@given(rows=rounds())
def test_any_round_has_leans_for_whoever_counts(rows: list[MilestoneRatings]):
    heard = {ngo for each in rows if not each.withdrawn for ngo in each.by_rater}

    assert list(leans(rows)) == sorted(heard)


SQUARES = integers(0, 4).flatmap(
    lambda size: lists(
        lists(fractions(-3, 3, max_denominator=4), min_size=size, max_size=size), min_size=size, max_size=size
    )
)


@settings(max_examples=150)
@given(matrix=SQUARES)
def test_equations_are_solved_exactly_or_refused(matrix: list[list[Fraction]]):
    right = [Fraction(place, 3) for place in range(len(matrix))]

    try:
        found = solved(matrix, right)
    except Singular:
        assert determinant(matrix) == 0
    else:
        assert determinant(matrix) != 0
        assert [sum((a * x for a, x in zip(line, found, strict=True)), Fraction()) for line in matrix] == right


def determinant(matrix: list[list[Fraction]]) -> Fraction:
    if not matrix:
        return Fraction(1)
    minors = ([line[:column] + line[column + 1 :] for line in matrix[1:]] for column in range(len(matrix)))
    return sum(
        (
            (-1) ** column * first * determinant(minor)
            for column, (first, minor) in enumerate(zip(matrix[0], minors, strict=True))
        ),
        Fraction(),
    )


def test_equations_without_one_solution_are_refused():
    with pytest.raises(Singular):
        solved([[Fraction(1), Fraction(2)], [Fraction(2), Fraction(4)]], [Fraction(1), Fraction(2)])

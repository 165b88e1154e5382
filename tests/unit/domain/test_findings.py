"""What a round comes to: counts, means, fragility, leave-one-out, and levels lifted to a commitment."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis.strategies import booleans, builds, lists, sampled_from, tuples

from checkmyogp.domain.divergence import Verdict
from checkmyogp.domain.findings import (
    OUTCOMES,
    Comparison,
    Counting,
    MilestoneRatings,
    Rating,
    Sum,
    commitment_level,
    compare_row,
    divergence_sums,
    leave_one_out,
    mean_divergence,
    tally,
)
from checkmyogp.domain.scales import GOVERNMENT_SILENCES, NGO_SILENCES, Silence
from tests.factories.said import INTERESTED, NOT_ACCREDITED, RECUSED, SILENT, row

ACCOUNTS = sampled_from([0, 1, 2, 3, *NGO_SILENCES])
GOVERNMENT = sampled_from([0, 1, 2, 3, SILENT, *GOVERNMENT_SILENCES])
RATINGS = lists(tuples(sampled_from("abcdef"), ACCOUNTS, sampled_from(Counting)), unique_by=lambda said: said[0]).map(
    lambda said: tuple(Rating(*rating) for rating in said)
)
ROWS = lists(
    builds(MilestoneRatings, sampled_from(["1.1", "2.1"]), sampled_from("12345"), booleans(), GOVERNMENT, RATINGS),
    max_size=12,
)


def comparison(said: MilestoneRatings) -> Comparison:
    return compare_row(said, quorum=3)


def test_only_counted_and_interested_levels_count():
    said = row(3, 1, (2, INTERESTED), (3, RECUSED), (3, NOT_ACCREDITED), Silence.UNABLE)

    assert said.levels() == (1, 2)
    assert said.levels(interested=False) == (1,)
    assert said.levels(without=frozenset("a")) == (2,)


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (row(3, 1, 1, 1), Verdict.GOVERNMENT_HIGHER),
        (row(3, 1, 1), Silence.NO_QUORUM),
        (row(3, 1, 1, (1, RECUSED)), Silence.NO_QUORUM),
        (row(3, (3, RECUSED)), Silence.NO_QUORUM),
        (row(3), Silence.NOT_ASSESSED),
        (row(3, Silence.RECUSED), Silence.NOT_ASSESSED),
        (row(3, Silence.UNABLE), Silence.UNABLE),
        (row(3, Silence.UNABLE, Silence.NO_EVIDENCE), Silence.NO_EVIDENCE),
        (row(SILENT, 1, 1, 1), Silence.NOT_REPORTED),
        (row(SILENT, 1, 1), Silence.NO_QUORUM),
        (row(SILENT), Silence.NOT_ASSESSED),
        (row(Silence.NOT_YET_DUE, 1, 1, 1), Silence.NOT_YET_DUE),
        (row(3, 1, 1, 1, withdrawn=True), Silence.WITHDRAWN),
    ],
)
def test_each_milestone_comes_to_a_verdict_or_to_the_silence_that_forbids_one(
    said: MilestoneRatings, outcome: Verdict | Silence
):
    assert comparison(said).outcome is outcome


def test_a_verdict_that_hangs_on_the_interested_is_fragile():
    said = row(3, 2, 2, 3, (3, INTERESTED))

    assert comparison(said).outcome is Verdict.ALIGNED
    assert comparison(said).fragile
    assert comparison(said).row.has_interested


def test_a_verdict_that_stands_without_the_interested_is_not_fragile():
    assert not comparison(row(3, 1, 1, 1, (3, INTERESTED))).fragile
    assert not comparison(row(3, 1, 1, 1)).row.has_interested


def test_a_quorum_that_only_the_interested_make_up_is_fragile():
    assert comparison(row(3, 1, 1, (1, INTERESTED))).fragile


def test_a_withdrawn_milestone_is_neither_fragile_nor_active():
    said = row(3, 2, 2, 3, (3, INTERESTED), withdrawn=True)

    counted = tally([comparison(said)], top=3)

    assert not comparison(said).fragile
    assert (counted.active, counted.withdrawn, counted.fragile, counted.split) == (0, 1, 0, 0)


def test_a_tally_counts_each_thing_over_the_active_milestones():
    rows = [
        row(3, 1, 1, 3),
        row(3, 3, 3, 3),
        row(SILENT, 2, 2, 2),
        row(Silence.NOT_YET_DUE),
        row(0, 2, 2, 2),
        row(3, 3, 3, 3, withdrawn=True),
    ]

    counted = tally([comparison(said) for said in rows], top=3)

    assert (counted.active, counted.withdrawn, counted.reported, counted.assessed) == (5, 1, 4, 4)
    assert (counted.comparable, counted.government_at_top, counted.civil_society_at_top) == (3, 2, 1)
    assert counted.split == 1
    assert dict(counted.outcomes)[Verdict.GOVERNMENT_HIGHER] == 1
    assert dict(counted.outcomes)[Verdict.ALIGNED] == 1
    assert dict(counted.outcomes)[Verdict.CIVIL_SOCIETY_HIGHER] == 1
    assert dict(counted.outcomes)[Silence.NOT_REPORTED] == 1
    assert dict(counted.outcomes)[Silence.NOT_ASSESSED] == 1


def test_the_mean_divergence_is_over_comparable_milestones_and_summed_by_commitment():
    rows = [
        row(3, 1, 1, 1, commitment="1"),
        row(3, 2, 2, 3, 3, commitment="1"),
        row(0, 1, 1, 1, commitment="2"),
        row(SILENT, 1, 1, 1, commitment="2"),
        row(3, 0, 0, 0, commitment="3", withdrawn=True),
    ]

    sums = divergence_sums([comparison(said) for said in rows])

    assert sums == (Sum(Fraction(5, 2), 2), Sum(Fraction(-1), 1))
    assert mean_divergence(sums) == Fraction(1, 2)


def test_without_a_comparable_milestone_there_is_no_mean():
    assert mean_divergence(divergence_sums([comparison(row(3))])) is Silence.NOT_ASSESSED


def test_leaving_out_one_ngo_at_a_time_shows_how_far_the_count_hangs_on_it():
    rows = [row(3, 1, 1, 1, 3), row(3, 1, 1, 3, 3), row(3, 1, 1, 1, withdrawn=True)]

    assert leave_one_out(rows, quorum=3) == (("a", 1), ("b", 1), ("c", 2), ("d", 2))


def test_an_ngo_that_does_not_count_is_not_left_out():
    assert leave_one_out([row(3, 1, 1, 1, (1, RECUSED))], quorum=2) == (("a", 1), ("b", 1), ("c", 1))


@pytest.mark.parametrize(
    ("levels", "derived"),
    [
        ((3, 3, 3), 3),
        ((0, 0), 0),
        ((3, 3, 2), 3),
        ((3, 2), 2),
        ((0, 1), 0),
        ((1, 2, Fraction(5, 2)), 2),
        ((Fraction(3, 2),), 1),
        ((-1, 0), -1),
    ],
)
def test_a_commitments_level_is_the_median_of_its_milestones_rounded_down(
    levels: tuple[Fraction | int, ...], derived: int
):
    assert commitment_level(levels, otherwise=Silence.NOT_ASSESSED) == derived


def test_without_levels_a_commitment_keeps_the_silence():
    assert commitment_level([], otherwise=Silence.NOT_REPORTED) is Silence.NOT_REPORTED


@given(rows=ROWS)
def test_the_outcomes_always_add_up_to_the_active_milestones(rows: list[MilestoneRatings]):
    counted = tally([comparison(said) for said in rows], top=3)

    assert sum(count for _, count in counted.outcomes) == counted.active
    assert counted.active + counted.withdrawn == len(rows)
    assert [name for name, _ in counted.outcomes] == list(OUTCOMES)
    assert counted.comparable == sum(dict(counted.outcomes)[verdict] for verdict in Verdict)
    assert counted.comparable <= min(counted.assessed, counted.reported)


@given(rows=ROWS)
def test_the_order_of_raters_changes_nothing(rows: list[MilestoneRatings]):
    turned = [
        MilestoneRatings(said.milestone, said.commitment, said.withdrawn, said.government, said.ratings[::-1])
        for said in rows
    ]

    assert tally(map(comparison, turned), top=3) == tally(map(comparison, rows), top=3)
    assert leave_one_out(turned, quorum=3) == leave_one_out(rows, quorum=3)


@given(rows=ROWS)
def test_no_milestone_of_a_scorecard_is_called_recused(rows: list[MilestoneRatings]):
    assert all(comparison(said).outcome is not Silence.RECUSED for said in rows)


@given(levels=lists(sampled_from(range(4)), min_size=1))
def test_a_lifted_level_lies_between_the_lowest_and_the_highest(levels: list[int]):
    derived = commitment_level(levels, otherwise=Silence.NOT_ASSESSED)

    assert isinstance(derived, int)
    assert min(levels) <= derived <= max(levels)

"""Two parties side by side: the table, the counts around it, and what is left out with its reason."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis.strategies import permutations, sampled_from

from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.divergence import Verdict
from checkmyogp.domain.findings import MilestoneRatings
from checkmyogp.domain.method_2.positions import Middle
from checkmyogp.domain.method_2.verdicts import TwoAccounts, active, find_all
from checkmyogp.domain.pairs import CIVIL_SOCIETY, GOVERNMENT, Met, Pair, Party, PartyKind, pair, parties, said
from checkmyogp.domain.reliability import weighted_kappa
from checkmyogp.domain.scales import Silence
from tests.factories.said import NOT_ACCREDITED, RECUSED, SILENT, row
from tests.unit.domain.test_findings import ROWS

LEVELS = (0, 1, 2, 3)
NGO_A, NGO_B = Party(PartyKind.NGO, "a"), Party(PartyKind.NGO, "b")
PARTIES = sampled_from(parties("abc", compared=True))


def between(one: Party, other: Party, *rows: MilestoneRatings, version: int = 2) -> Pair:
    return pair(one, other, rows, LEVELS, quorum=3, version=version)


def at(level: int) -> Middle:
    return Middle(level, level)


def test_a_party_has_a_key_for_addresses():
    assert [party.key for party in parties(["a"], compared=True)] == ["government", "civil_society", "ngo:a"]


def test_the_government_is_no_party_where_it_is_not_asked():
    assert parties(["a"], compared=False) == (CIVIL_SOCIETY, NGO_A)


def test_the_table_has_a_row_and_a_column_for_every_level_of_the_rubric():
    found = between(NGO_A, NGO_B, row(SILENT, 3, 1), row(SILENT, 3, 1), row(SILENT, 0, 0))

    assert found.confusion == ((1, 0, 0, 0), (0, 0, 0, 0), (0, 0, 0, 0), (0, 2, 0, 0))


def test_counts_are_signed_from_the_first_party():
    found = between(NGO_A, NGO_B, row(SILENT, 3, 1), row(SILENT, 2, 1), row(SILENT, 1, 1), row(SILENT, 0, 3))

    assert found.distances == ((2, 1), (1, 1), (0, 1), (-3, 1))
    assert (found.higher, found.same, found.lower) == (2, 1, 1)
    assert found.mean == 0
    assert found.exact == Fraction(1, 4)
    assert found.adjacent == Fraction(1, 2)


def test_who_stands_between_two_levels_is_counted_beside_the_table_by_the_nearer_one():
    found = between(GOVERNMENT, CIVIL_SOCIETY, row(3, 1, 1, 2, 2), row(2, 2, 2, 2))

    assert found.between == (Met("1.1", at(3), Middle(1, 2)),)
    assert sum(map(sum, found.confusion)) == len(found.whole) == 1
    assert found.distances == ((1, 1), (0, 1))
    assert found.mean == Fraction(1, 2)
    assert found.exact == 1


def test_who_lies_between_the_two_levels_of_the_other_is_as_favourable():
    found = between(GOVERNMENT, CIVIL_SOCIETY, row(2, 1, 1, 3, 3))

    assert (found.higher, found.same, found.lower) == (0, 1, 0)


def test_under_version_1_the_midpoint_of_two_far_levels_is_a_level():
    found = between(GOVERNMENT, CIVIL_SOCIETY, row(3, 1, 1, 3, 3), row(3, 2, 2, 3, 3), version=1)

    assert found.whole == (Met("1.1", at(3), at(2)),)
    assert found.between == (Met("1.1", at(3), Middle(2, 3)),)


@pytest.mark.parametrize(
    ("milestone", "reasons"),
    [
        (row(SILENT, 1, 1, 1), (Silence.NOT_REPORTED, at(1))),
        (row(Silence.NOT_YET_DUE, 1), (Silence.NOT_YET_DUE, Silence.NO_QUORUM)),
        (row(3, Silence.UNABLE), (at(3), Silence.UNABLE)),
        (row(3, 1, 1, 1, withdrawn=True), (Silence.WITHDRAWN, Silence.WITHDRAWN)),
    ],
)
def test_a_milestone_is_left_out_with_the_reason_of_each_side(
    milestone: MilestoneRatings, reasons: tuple[object, object]
):
    (missed,) = between(GOVERNMENT, CIVIL_SOCIETY, milestone).missed

    assert (missed.one.heard, missed.other.heard) == reasons


@pytest.mark.parametrize("counting", [RECUSED, NOT_ACCREDITED])
def test_an_answer_that_does_not_count_is_kept_to_be_shown_and_left_out(counting: object):
    found = between(NGO_A, NGO_B, row(SILENT, (3, counting), 1))  # pyright: ignore[reportArgumentType]

    (missed,) = found.missed
    assert missed.one.account == at(3)
    assert missed.one.heard == counting
    assert found.met == ()


def test_an_ngo_that_said_nothing_of_a_milestone_is_silent_there():
    assert said(NGO_B, row(3, 1), quorum=3, version=2).heard == Silence.NOT_ASSESSED


def test_two_parties_that_never_met_have_no_figures():
    found = between(GOVERNMENT, CIVIL_SOCIETY, row(SILENT, 1, 1, 1))

    assert {found.mean, found.exact, found.adjacent, found.kappa} == {Undefined.NO_PAIRS}


def test_kappa_is_undefined_where_both_gave_one_level_throughout():
    found = between(NGO_A, NGO_B, row(SILENT, 2, 2), row(SILENT, 2, 2))

    assert found.kappa == Undefined.NO_VARIATION
    assert found.exact == 1


def test_kappa_is_known_for_a_table_worked_by_hand():
    found = between(NGO_A, NGO_B, row(SILENT, 0, 0), row(SILENT, 0, 1), row(SILENT, 1, 1), row(SILENT, 1, 1))

    # The first gives 0 and 1 twice each, the other once and three times: by chance 2 * 3 + 2 * 1 = 8 of the 16 ways to
    # pair them differ by one level, against 1 of 4 that were seen.
    assert found.kappa == Fraction(1, 2)


@given(ROWS)
def test_government_and_civil_society_lie_as_far_apart_as_the_scorecard_says(rows: list[MilestoneRatings]):
    compared = [finding.compared for finding in active(find_all(rows, quorum=3))]
    verdicts = [each.verdict for each in compared if isinstance(each, TwoAccounts)]

    found = between(GOVERNMENT, CIVIL_SOCIETY, *rows)

    assert len(found.met) == len(verdicts)
    assert found.higher == verdicts.count(Verdict.GOVERNMENT_HIGHER)
    assert found.lower == verdicts.count(Verdict.CIVIL_SOCIETY_HIGHER)


@given(ROWS, PARTIES, PARTIES)
def test_turning_a_pair_around_turns_its_table_and_its_signs(rows: list[MilestoneRatings], one: Party, other: Party):
    found, turned = between(one, other, *rows), between(other, one, *rows)

    assert turned.confusion == tuple(zip(*found.confusion, strict=True))
    assert (turned.higher, turned.same, turned.lower) == (found.lower, found.same, found.higher)
    assert turned.kappa == found.kappa
    assert (turned.exact, turned.adjacent) == (found.exact, found.adjacent)


@given(ROWS.flatmap(permutations), PARTIES, PARTIES)
def test_every_milestone_is_met_or_missed_and_the_table_alone_gives_kappa(
    rows: list[MilestoneRatings], one: Party, other: Party
):
    found = between(one, other, *rows)

    from_table = [
        (row_level, column_level)
        for row_level, counts in zip(LEVELS, found.confusion, strict=True)
        for column_level, count in zip(LEVELS, counts, strict=True)
        for _ in range(count)
    ]
    assert len(found.met) + len(found.missed) == len(rows)
    assert found.kappa == weighted_kappa(from_table, LEVELS)


@given(ROWS, PARTIES)
def test_a_party_agrees_with_itself(rows: list[MilestoneRatings], party: Party):
    found = between(party, party, *rows)

    assert found.mean in {0, Undefined.NO_PAIRS}
    assert found.kappa in {1, Undefined.NO_PAIRS, Undefined.NO_VARIATION}

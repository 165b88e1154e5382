"""The IRM's coding schemes, and how far derived levels agree with its completion codes."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest

from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.findings import commitment_level
from checkmyogp.domain.irm import (
    SCHEMES,
    CodeWord,
    ComparedCommitment,
    Lifting,
    Mark,
    NotACode,
    Product,
    Scheme,
    Unlevelled,
    agreement,
    coded,
    completion,
    derived,
    of_product,
    strictest_level,
)
from checkmyogp.domain.scales import Silence

HALF = Fraction(1, 2)


def test_every_scheme_has_its_question_and_two_or_more_codes():
    assert set(SCHEMES) == set(Scheme)
    assert all(len(set(asked.codes)) == len(asked.codes) >= 2 for asked in SCHEMES.values())


def test_no_product_asks_one_question_twice():
    asked = [(scheme.product, scheme.question) for scheme in SCHEMES.values()]

    assert len(set(asked)) == len(asked)
    assert sum(len(of_product(product)) for product in Product) == len(SCHEMES)


def test_a_code_of_one_era_is_none_of_another():
    assert coded(Scheme.RESULTS_EARLY_RESULTS, "moderate") is CodeWord.MODERATE
    with pytest.raises(NotACode):
        coded(Scheme.RESULTS_EARLY_RESULTS, "marginal")
    with pytest.raises(NotACode):
        coded(Scheme.END_OPENED, "moderate")


def test_only_the_overall_question_can_answer_that_it_is_too_early():
    assert CodeWord.NO_EARLY_RESULTS_YET in SCHEMES[Scheme.END_OPENED].codes
    assert CodeWord.NO_EARLY_RESULTS_YET not in SCHEMES[Scheme.END_OPENED_INFORMATION].codes
    assert CodeWord.NOT_APPLICABLE in SCHEMES[Scheme.END_OPENED_INFORMATION].codes
    assert CodeWord.NOT_APPLICABLE not in SCHEMES[Scheme.END_OPENED].codes


@pytest.mark.parametrize(
    ("said", "stance"),
    [
        (CodeWord.NOT_STARTED, 0),
        (CodeWord.COMPLETE, 3),
        (CodeWord.WITHDRAWN, Unlevelled.WITHDRAWN),
        (CodeWord.UNCLEAR, Unlevelled.UNCLEAR),
        (CodeWord.NO_EVIDENCE, Unlevelled.NO_EVIDENCE),
        (Mark.NR, Mark.NR),
    ],
)
def test_completion_is_a_level_or_a_named_silence(said: CodeWord | Mark, stance: object):
    assert completion({Scheme.RESULTS_COMPLETION: said}) == stance


def test_the_report_on_the_end_goes_before_the_one_on_the_middle_even_where_it_is_lower():
    recorded = {Scheme.DESIGN_COMPLETION: CodeWord.SUBSTANTIAL, Scheme.END_COMPLETION: CodeWord.LIMITED}

    assert completion(recorded) == 1
    assert completion({**recorded, Scheme.END_COMPLETION: Mark.ND}) == 2
    assert completion({Scheme.END_COMPLETION: Mark.NR, Scheme.DESIGN_COMPLETION: Mark.ND}) is Mark.NR
    assert completion({Scheme.REVIEW_LENS: CodeWord.YES}) is Unlevelled.NOT_RECORDED


@pytest.mark.parametrize(
    ("levels", "by_median", "strictly"),
    [
        ([3, 3, 3], 3, 3),
        ([0, 0], 0, 0),
        ([3, 3, 3, 2], 3, 2),
        ([0, 0, 0, 1], 0, 1),
        ([0, 3], 1, 1),
        ([3, 3 - HALF], 2, 2),
        ([3 - HALF, 3, 3], 3, 2),
        ([HALF], 0, 1),
        ([2], 2, 2),
    ],
)
def test_the_two_lifting_rules_differ_where_not_all_milestones_say_the_same(
    levels: list[Fraction | int], by_median: int, strictly: int
):
    assert commitment_level(levels, otherwise=Silence.NOT_ASSESSED) == by_median
    assert strictest_level(levels, otherwise=Silence.NOT_ASSESSED) == strictly
    assert strictest_level(reversed(levels), otherwise=Silence.NOT_ASSESSED) == strictly


def test_without_a_level_there_is_nothing_to_lift():
    assert strictest_level([], otherwise=Silence.NOT_REPORTED) is Silence.NOT_REPORTED


MILESTONES = {"1": [3, 3, 3, 2], "2": [0, 0, 0, 1], "3": [2, 2], "4": [3], "5": [1], "6": []}
IRM = {"1": 2, "2": 1, "3": 2, "4": 1, "5": Mark.NR, "6": 3}


def lifted(rule: Lifting, milestones: Mapping[str, Sequence[int]]) -> dict[str, int | Silence]:
    return {number: derived(rule, levels, otherwise=Silence.NOT_ASSESSED) for number, levels in milestones.items()}


def test_agreement_by_the_median():
    found = agreement(lifted(Lifting.MEDIAN, MILESTONES), IRM)

    assert found.compared == (
        ComparedCommitment("1", 2, 3),
        ComparedCommitment("2", 1, 0),
        ComparedCommitment("3", 2, 2),
        ComparedCommitment("4", 1, 3),
    )
    assert (found.higher, found.equal, found.lower) == (2, 1, 1)
    assert (found.exact_share, found.adjacent_share) == (Fraction(1, 4), Fraction(3, 4))
    # Squared distances 1 + 1 + 0 + 4 = 6 over 4 pairs. By chance: the IRM gives 1, 1, 2, 2 and the party 0, 2, 3, 3;
    # each of its 1s lies 1 + 1 + 4 + 4 = 10 away, each of its 2s 4 + 0 + 1 + 1 = 6: 32 over 16 pairs.
    # 1 - (6 / 4) / (32 / 16).
    assert found.kappa == Fraction(1, 4)


def test_agreement_by_the_strict_rule():
    found = agreement(lifted(Lifting.STRICT, MILESTONES), IRM)

    assert found.compared == (
        ComparedCommitment("1", 2, 2),
        ComparedCommitment("2", 1, 1),
        ComparedCommitment("3", 2, 2),
        ComparedCommitment("4", 1, 3),
    )
    assert (found.higher, found.equal, found.lower) == (1, 3, 0)
    # Squared distances 4 over 4 pairs. By chance: the party gives 1, 2, 2, 3; each 1 of the IRM's lies
    # 0 + 1 + 1 + 4 = 6 away, each 2 1 + 0 + 0 + 1 = 2: 16 over 16 pairs. 1 - (4 / 4) / (16 / 16).
    assert found.kappa == 0


def test_with_nothing_to_compare_there_is_no_agreement():
    found = agreement(lifted(Lifting.MEDIAN, MILESTONES), {})

    assert found.compared == ()
    assert found.exact_share is found.adjacent_share is found.kappa is Undefined.NO_PAIRS


def test_one_and_the_same_level_throughout_says_nothing():
    found = agreement(lifted(Lifting.STRICT, {"1": [2], "2": [2]}), {"1": 2, "2": 2})

    assert found.exact_share == 1
    assert found.kappa is Undefined.NO_VARIATION

"""The demonstration under version 2, as somebody else computed it from its version-1 scores."""

from collections import Counter
from fractions import Fraction

import pytest

from checkmyogp.domain.crosswalks import Band, Crosswalk
from checkmyogp.domain.display import percent, rounded
from checkmyogp.domain.divergence import Verdict
from checkmyogp.domain.findings import compare_row
from checkmyogp.domain.method_2.ballots import CountRange
from checkmyogp.domain.method_2.bands import shifted_bands
from checkmyogp.domain.method_2.bounds import Entitled, bounds
from checkmyogp.domain.method_2.changes import changed_verdicts
from checkmyogp.domain.method_2.direction import direction
from checkmyogp.domain.method_2.extremes import extremes
from checkmyogp.domain.method_2.flip_numbers import flip_numbers, verdicts_by_flip_number
from checkmyogp.domain.method_2.headline_counts import Headline, mean_distance, plan_counts
from checkmyogp.domain.method_2.leans import leans, without_leans
from checkmyogp.domain.method_2.ngo_agreement import ngo_agreement
from checkmyogp.domain.method_2.panel_reliability import PanelReliability
from checkmyogp.domain.method_2.panels import panels
from checkmyogp.domain.method_2.positions import Middle
from checkmyogp.domain.method_2.two_lists import two_lists
from checkmyogp.domain.method_2.verdicts import find_all, verdicts
from checkmyogp.domain.rubrics import Criterion
from checkmyogp.domain.scales import Silence
from tests.unit.domain.method_2.demonstration_rows import (
    BANDS,
    COMPLETION,
    NGOS,
    PARTICIPATION,
    QUORUM,
    RECUSED,
    records,
    rows,
)

HIGHER, ALIGNED, LOWER = Verdict.GOVERNMENT_HIGHER, Verdict.ALIGNED, Verdict.CIVIL_SOCIETY_HIGHER
COMPLETIONS = find_all(rows(COMPLETION), quorum=QUORUM)
PARTICIPATIONS = find_all(rows(PARTICIPATION), quorum=QUORUM)


@pytest.mark.parametrize(
    ("criterion", "counts"),
    [
        (COMPLETION, {HIGHER: 14, ALIGNED: 13, LOWER: 3}),
        (PARTICIPATION, {HIGHER: 16, ALIGNED: 9}),
    ],
)
def test_verdicts(criterion: Criterion, counts: dict[Verdict, int]):
    assert Counter(verdicts(find_all(rows(criterion), quorum=QUORUM)).values()) == counts


def test_one_verdict_of_fifty_five_is_another_than_in_version_1():
    both = [
        (criterion.key, finding.row.milestone, compare_row(row, quorum=QUORUM).outcome, finding.outcome)
        for criterion, found in ((COMPLETION, COMPLETIONS), (PARTICIPATION, PARTICIPATIONS))
        for row, finding in zip(rows(criterion), found, strict=True)
        if isinstance(finding.outcome, Verdict)
    ]

    assert len(both) == 55
    assert [each for each in both if each[2] != each[3]] == [("participation", "1.2", HIGHER, ALIGNED)]


def test_flip_numbers():
    numbers = verdicts_by_flip_number(COMPLETIONS, COMPLETION.values)

    assert Counter(numbers[HIGHER]) + Counter(numbers[LOWER]) == {1: 4, 2: 5, 3: 8}
    assert numbers[ALIGNED] == {1: 2, 2: 3, 3: 5, 4: 3}
    assert len(flip_numbers(COMPLETIONS, COMPLETION.values)) == 30


def test_each_side_s_list_adds_up():
    lists = two_lists(COMPLETIONS, COMPLETION.values)
    silences = {said: count for said, count in lists.civil_society if not isinstance(said, Middle)}

    assert (lists.active, lists.reported, lists.positions) == (39, 33, 33)
    assert dict(lists.government)[Silence.NOT_YET_DUE] == 2
    assert dict(lists.government)[Silence.NOT_REPORTED] == 4
    assert silences == {
        Silence.NO_QUORUM: 3, Silence.NO_EVIDENCE: 1, Silence.UNABLE: 1, Silence.NOT_ASSESSED: 1,
    }  # fmt: skip


def test_of_thirty_that_both_judged_the_government_calls_sixteen_complete_and_civil_society_five_of_these():
    counts = plan_counts(COMPLETIONS, highest=3, due=())

    assert {headline: counts.of(headline) for headline in Headline} == {
        Headline.POSITIONS: 33,
        Headline.POSITIONS_AT_TOP: 5,
        Headline.COMPARABLE: 30,
        Headline.GOVERNMENT_HIGHER: 14,
        Headline.ALIGNED: 13,
        Headline.CIVIL_SOCIETY_HIGHER: 3,
        Headline.GOVERNMENT_AT_TOP: 16,
        Headline.CIVIL_SOCIETY_AT_TOP: 5,
        Headline.BOTH_AT_TOP: 5,
    }


def test_on_average_the_government_is_higher_by_0_6_of_a_level():
    mean = mean_distance(COMPLETIONS)

    assert isinstance(mean, Fraction)
    assert rounded(mean, 1) == "0.6"


def test_panels():
    found = panels(rows(COMPLETION), COMPLETION, quorum=QUORUM, seed=0)

    assert [(each.size, each.possible, each.exact) for each in found] == [(5, 6, True), (4, 15, True), (3, 20, True)]
    assert [_ends(each.ranges.of(Headline.GOVERNMENT_HIGHER)) for each in found] == [(12, 14), (11, 14), (7, 13)]
    assert [each.ranges.mean for each in found] == [
        (Fraction(7, 15), Fraction(17, 30)), (Fraction(13, 29), Fraction(8, 13)), (Fraction(7, 20), Fraction(8, 11)),
    ]  # fmt: skip


def test_one_ngo_at_an_extreme_and_two():
    found = extremes(rows(COMPLETION), COMPLETION, quorum=QUORUM)

    assert _ends(found.one.of(Headline.GOVERNMENT_HIGHER)) == (10, 16)
    assert _ends(found.two.of(Headline.GOVERNMENT_HIGHER)) == (7, 17)


def test_bounds_for_missing_scores():
    found = bounds(rows(COMPLETION), COMPLETION, Entitled(NGOS, RECUSED), quorum=QUORUM)

    assert _ends(found.of(Headline.GOVERNMENT_HIGHER)) == (11, 19)
    assert _ends(found.of(Headline.POSITIONS_AT_TOP)) == (5, 13)


def test_direction():
    found = direction(COMPLETIONS)

    assert found.by_commitment == (
        ("1", 0), ("2", 1), ("3", 1), ("4", 2), ("5", 2), ("6", 3), ("7", 1), ("9", 1),
    )  # fmt: skip
    assert (found.as_extreme, found.flips) == (4, 256)


def test_seventy_per_cent_read_as_limited_is_what_most_hangs_on_but_for_complete():
    crosswalk = Crosswalk(
        "mn-performance-bands", 1, "completion", tuple(Band(raw, said) for raw, said in BANDS.items())
    )

    found = shifted_bands(records(COMPLETION), COMPLETION, crosswalk, quorum=QUORUM)

    assert [(each.band, each.read_as, len(each.changes)) for each in found] == [
        ("0", 1, 2), ("30", 0, 2), ("30", 2, 4), ("70", 1, 7), ("70", 3, 3), ("100", 2, 10),
    ]  # fmt: skip
    changes = Counter((change.before, change.after) for change in found[3].changes)
    assert changes == {(HIGHER, ALIGNED): 4, (ALIGNED, LOWER): 3}


def test_the_scale_of_participation_is_read_differently_and_no_verdict_hangs_on_it():
    found = leans(rows(PARTICIPATION)).values()

    assert (rounded(min(found), 2), rounded(max(found), 2)) == ("-0.74", "0.42")
    after = find_all(without_leans(rows(PARTICIPATION), PARTICIPATION, leans(rows(PARTICIPATION))), quorum=QUORUM)
    assert changed_verdicts(PARTICIPATIONS, after) == ()


def test_agreement_stands_beside_what_chance_would_give():
    found = ngo_agreement(rows(COMPLETION), COMPLETION.values, seed=0, draws=20)

    assert isinstance(found.alpha, Fraction)
    assert isinstance(found.exact, Fraction)
    assert isinstance(found.adjacent, Fraction)
    assert not isinstance(found.by_chance, str)
    assert rounded(found.alpha, 3) == "0.647"
    assert (percent(found.exact), percent(found.by_chance.exact)) == ("56", "29")
    assert (percent(found.adjacent), percent(found.by_chance.adjacent)) == ("96", "73")
    assert isinstance(found.panel, PanelReliability)
    assert (found.panel.raters, rounded(found.panel.value, 3)) == (5, "0.902")


def _ends(span: CountRange) -> tuple[int, int]:
    return (span.low, span.high)

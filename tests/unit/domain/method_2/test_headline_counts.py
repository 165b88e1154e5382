"""Counts with denominators of their own."""

from fractions import Fraction

from hypothesis import given

from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.findings import MilestoneRatings
from checkmyogp.domain.method_2.headline_counts import Headline, mean_distance, plan_counts
from checkmyogp.domain.method_2.verdicts import find_all
from checkmyogp.domain.scales import Silence
from tests.factories.said import SILENT, row
from tests.unit.domain.method_2.rounds import QUORUMS, rounds

DENOMINATORS = {
    Headline.POSITIONS_AT_TOP: Headline.POSITIONS,
    Headline.GOVERNMENT_HIGHER: Headline.COMPARABLE,
    Headline.ALIGNED: Headline.COMPARABLE,
    Headline.CIVIL_SOCIETY_HIGHER: Headline.COMPARABLE,
    Headline.GOVERNMENT_AT_TOP: Headline.COMPARABLE,
    Headline.CIVIL_SOCIETY_AT_TOP: Headline.COMPARABLE,
    Headline.BOTH_AT_TOP: Headline.GOVERNMENT_AT_TOP,
}
"""What a count is out of. Positions and comparable milestones are out of the active ones."""


@given(rows=rounds(), quorum=QUORUMS)
def test_everything_active_is_comparable_or_says_why_not(rows: list[MilestoneRatings], quorum: int):
    counts = plan_counts(find_all(rows, quorum=quorum), highest=3, due=())

    verdicts = (Headline.GOVERNMENT_HIGHER, Headline.ALIGNED, Headline.CIVIL_SOCIETY_HIGHER)
    assert sum(counts.of(verdict) for verdict in verdicts) == counts.of(Headline.COMPARABLE)
    assert counts.of(Headline.COMPARABLE) + sum(count for _, count in counts.not_comparable) == counts.active
    assert all(counts.of(part) <= counts.of(whole) for part, whole in DENOMINATORS.items())


def test_complete_is_counted_among_what_both_judged():
    rows = [
        row(3, 3, 3, 2, milestone="1.1"),
        row(3, 1, 1, 1, milestone="1.2"),
        row(2, 3, 3, 3, milestone="1.3"),
        row(SILENT, 3, 3, 3, milestone="1.4"),
        row(3, 3, milestone="1.5"),
        row(3, 3, 3, 3, milestone="1.6", withdrawn=True),
    ]

    counts = plan_counts(find_all(rows, quorum=3), highest=3, due={"1.1", "1.5", "1.6"})

    assert dict(counts.counts) == {
        Headline.POSITIONS: 4,
        Headline.POSITIONS_AT_TOP: 3,
        Headline.COMPARABLE: 3,
        Headline.GOVERNMENT_HIGHER: 1,
        Headline.ALIGNED: 1,
        Headline.CIVIL_SOCIETY_HIGHER: 1,
        Headline.GOVERNMENT_AT_TOP: 2,
        Headline.CIVIL_SOCIETY_AT_TOP: 2,
        Headline.BOTH_AT_TOP: 1,
    }
    assert {silence: count for silence, count in counts.not_comparable if count} == {
        Silence.NO_QUORUM: 1,
        Silence.NOT_REPORTED: 1,
    }
    assert (counts.active, counts.withdrawn, counts.due) == (5, 1, 2)


def test_the_mean_distance_is_in_whole_levels_before_it_is_a_mean():
    rows = [row(3, 1, 1, 2, milestone="1.1"), row(2, 2, 2, 2, milestone="1.2"), row(0, 1, 1, 1, milestone="1.3")]

    assert mean_distance(find_all(rows, quorum=3)) == Fraction(2 + 0 - 1, 3)
    assert mean_distance(find_all([row(3)], quorum=3)) is Undefined.NO_PAIRS

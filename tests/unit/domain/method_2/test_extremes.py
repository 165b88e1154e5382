"""What one NGO, or two, could have done to the counts by scoring at an extreme throughout."""

from dataclasses import replace
from itertools import combinations, product

from hypothesis import given, settings

from checkmyogp.domain.findings import MilestoneRatings
from checkmyogp.domain.method_2.ballots import raters
from checkmyogp.domain.method_2.extremes import extremes
from checkmyogp.domain.method_2.headline_counts import Headline, plan_counts
from checkmyogp.domain.method_2.verdicts import find_all
from checkmyogp.domain.scales import Silence
from tests.factories.said import SILENT, row
from tests.unit.domain.method_2.demonstration_rows import COMPLETION
from tests.unit.domain.method_2.rounds import QUORUMS, rounds


def counts(rows: list[MilestoneRatings], *, quorum: int) -> dict[Headline, int]:
    return dict(plan_counts(find_all(rows, quorum=quorum), highest=3, due=()).counts)


def at(rows: list[MilestoneRatings], ends: dict[str, int]) -> list[MilestoneRatings]:
    """The rows if these NGOs had given these levels everywhere that they scored."""
    return [
        replace(
            each,
            ratings=tuple(
                rating
                if isinstance(rating.account, Silence) or rating.rater not in ends
                else replace(rating, account=ends[rating.rater])
                for rating in each.ratings
            ),
        )
        for each in rows
    ]


@settings(max_examples=60)
@given(rows=rounds(), quorum=QUORUMS)
def test_the_ranges_are_those_of_every_ngo_and_every_two_at_both_ends(rows: list[MilestoneRatings], quorum: int):
    ngos = raters(rows)
    none = [counts(rows, quorum=quorum)]
    one = none + [counts(at(rows, {ngo: end}), quorum=quorum) for ngo in ngos for end in (0, 3)]
    two = one + [
        counts(at(rows, dict(zip(pair, ends, strict=True))), quorum=quorum)
        for pair in combinations(ngos, 2)
        for ends in product((0, 3), repeat=2)
    ]

    found = extremes(rows, COMPLETION, quorum=quorum)

    for headline in Headline:
        for span, tried in ((found.one.of(headline), one), (found.two.of(headline), two)):
            values = [each[headline] for each in tried]
            assert (span.low, span.high) == (min(values), max(values))


@settings(max_examples=100)
@given(rows=rounds(), quorum=QUORUMS)
def test_two_can_do_what_one_can_and_one_can_do_nothing(rows: list[MilestoneRatings], quorum: int):
    published = counts(rows, quorum=quorum)

    found = extremes(rows, COMPLETION, quorum=quorum)

    for headline, count in published.items():
        one, two = found.one.of(headline), found.two.of(headline)
        assert two.low <= one.low <= count <= one.high <= two.high


def test_two_at_opposite_ends_can_do_what_two_at_the_same_end_cannot():
    rows = [row(1, 2, SILENT, 2, 1, milestone="1.1"), row(1, SILENT, 0, 0, 1, milestone="1.2")]

    found = extremes(rows, COMPLETION, quorum=3)

    assert (found.one.of(Headline.ALIGNED).low, found.one.of(Headline.ALIGNED).high) == (0, 1)
    assert (found.two.of(Headline.ALIGNED).low, found.two.of(Headline.ALIGNED).high) == (0, 2)


def test_where_nobody_scored_nobody_could_have_moved_anything():
    found = extremes([row(3)], COMPLETION, quorum=3)

    assert {(span.low, span.high) for _, span in (*found.one.counts, *found.two.counts)} == {(0, 0)}


def test_a_single_ngo_decides_everything_where_it_is_a_quorum():
    found = extremes([row(2, 2)], COMPLETION, quorum=1)

    assert (found.one.of(Headline.GOVERNMENT_HIGHER).high, found.one.of(Headline.CIVIL_SOCIETY_HIGHER).high) == (1, 1)
    assert found.one == found.two

"""What the counts could have been had nobody kept silent."""

from itertools import product

from hypothesis import given, settings
from hypothesis.strategies import DataObject, data, integers

from checkmyogp.domain.findings import Counting, MilestoneRatings
from checkmyogp.domain.method_2.bounds import Entitled, bounds, completed
from checkmyogp.domain.method_2.headline_counts import Headline, plan_counts
from checkmyogp.domain.method_2.verdicts import find_all
from checkmyogp.domain.scales import Silence
from tests.factories.said import NOT_ACCREDITED, RECUSED, SILENT, row
from tests.unit.domain.method_2.demonstration_rows import COMPLETION
from tests.unit.domain.method_2.rounds import LEVELS, QUORUMS, SCALE, rounds

EVERYBODY = Entitled(frozenset("abc"), {})


def counts(rows: list[MilestoneRatings], *, quorum: int) -> dict[Headline, int]:
    return dict(plan_counts(find_all(rows, quorum=quorum), highest=3, due=()).counts)


def filled(each: MilestoneRatings, levels: dict[str, int]) -> MilestoneRatings:
    for ngo, level in levels.items():
        each = completed(each, [ngo], level)
    return each


@settings(max_examples=150)
@given(rows=rounds("abcd"), quorum=QUORUMS, drawn=data())
def test_whatever_the_silent_might_have_said_lies_within(rows: list[MilestoneRatings], quorum: int, drawn: DataObject):
    entitled = Entitled(frozenset("abcd"), {"m1": frozenset("a")})
    tried = [
        filled(each, {ngo: drawn.draw(LEVELS) for ngo in entitled.missing(each)}) for each in rows if not each.withdrawn
    ]

    found = bounds(rows, COMPLETION, entitled, quorum=quorum)

    for headline, count in counts(tried, quorum=quorum).items():
        assert found.of(headline).low <= count <= found.of(headline).high


@settings(max_examples=40)
@given(rows=rounds("abc", milestones=1), quorum=integers(1, 3))
def test_both_bounds_of_a_milestone_are_reached(rows: list[MilestoneRatings], quorum: int):
    heard = [each for each in rows if not each.withdrawn]
    ways = [
        counts([filled(each, dict(zip(EVERYBODY.missing(each), levels, strict=True))) for each in heard], quorum=quorum)
        for levels in product(SCALE, repeat=len([ngo for each in heard for ngo in EVERYBODY.missing(each)]))
    ]

    found = bounds(rows, COMPLETION, EVERYBODY, quorum=quorum)

    for headline, span in found.counts:
        assert (span.low, span.high) == (min(way[headline] for way in ways), max(way[headline] for way in ways))


def test_silences_are_missing_scores_and_recusals_are_not():
    each = row(3, 1, Silence.UNABLE, (2, RECUSED), (2, NOT_ACCREDITED), (Silence.RECUSED, Counting.COUNTED))
    entitled = Entitled(frozenset("abcefg"), {"1.1": frozenset("g")})

    assert entitled.missing(each) == ("b", "f")


def test_aligned_goes_further_than_the_two_ends_would_have_it():
    found = bounds([row(1)], COMPLETION, EVERYBODY, quorum=3)

    assert (found.of(Headline.ALIGNED).low, found.of(Headline.ALIGNED).high) == (0, 1)
    assert found.missing == 3


def test_nothing_is_missing_of_a_withdrawn_milestone_and_a_silent_government_stays_silent():
    found = bounds([row(3, withdrawn=True), row(SILENT, milestone="1.2")], COMPLETION, EVERYBODY, quorum=3)

    assert found.missing == 3
    assert (found.of(Headline.POSITIONS).low, found.of(Headline.COMPARABLE).high) == (1, 0)


def test_where_nobody_is_accredited_nothing_could_have_been_said():
    found = bounds([row(3)], COMPLETION, Entitled(frozenset(), {}), quorum=3)

    assert found.missing == 0
    assert {(span.low, span.high) for _, span in found.counts} == {(0, 0)}

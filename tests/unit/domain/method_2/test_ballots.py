"""The counts of many at once are the counts of one milestone at a time."""

from dataclasses import replace

from hypothesis import given, settings

from checkmyogp.domain.findings import MilestoneRatings
from checkmyogp.domain.method_2.ballots import Counted, levels_of, ranges, raters, sheet
from checkmyogp.domain.method_2.headline_counts import Headline, plan_counts
from checkmyogp.domain.method_2.verdicts import TwoAccounts, active, find_all
from checkmyogp.domain.rubrics import Criterion, Level
from tests.factories.said import SILENT, row
from tests.unit.domain.method_2.demonstration_rows import COMPLETION
from tests.unit.domain.method_2.rounds import QUORUMS, rounds

ONE_LEVEL = Criterion("done", (Level(1, "done"),), compared=True, evidence_from=1)


def one_at_a_time(rows: list[MilestoneRatings], criterion: Criterion, *, quorum: int) -> Counted:
    found = find_all(rows, quorum=quorum)
    counts = plan_counts(found, highest=criterion.highest, due=())
    signed = [each.compared.signed_distance for each in active(found) if isinstance(each.compared, TwoAccounts)]
    return (*(counts.of(headline) for headline in Headline), sum(signed))


def all_at_once(rows: list[MilestoneRatings], criterion: Criterion, *, quorum: int) -> Counted:
    page = sheet(rows, criterion, quorum=quorum)
    return page.read(sum(map(page.ballot, levels_of(rows).values())))


@settings(max_examples=300)
@given(rows=rounds(), quorum=QUORUMS)
def test_both_ways_to_count_come_to_the_same(rows: list[MilestoneRatings], quorum: int):
    assert all_at_once(rows, COMPLETION, quorum=quorum) == one_at_a_time(rows, COMPLETION, quorum=quorum)


def test_a_scale_that_begins_below_nothing_is_counted_alike():
    opening = Criterion("opening", tuple(Level(value, str(value)) for value in range(-1, 4)), True, 1)  # noqa: FBT003
    rows = [
        row(-1, 3, 2, -1, milestone="1.1"),
        row(3, -1, -1, 0, 0, milestone="1.2"),
        row(0, 0, -1, 1, 3, milestone="1.3"),
    ]

    assert all_at_once(rows, opening, quorum=3) == one_at_a_time(rows, opening, quorum=3)


def test_a_scale_of_one_level_is_counted_alike():
    rows = [row(1, 1, 1, 1, milestone="1.1"), row(SILENT, 1, 1, 1, milestone="1.2"), row(1, 1, milestone="1.3")]

    assert all_at_once(rows, ONE_LEVEL, quorum=3) == one_at_a_time(rows, ONE_LEVEL, quorum=3) == (
        2, 2, 1, 0, 1, 0, 1, 1, 1, 0,
    )  # fmt: skip


def test_without_a_milestone_or_a_level_everything_is_nothing():
    assert set(all_at_once([], COMPLETION, quorum=3)) == {0}
    assert set(all_at_once([row(3)], COMPLETION, quorum=0)) == {0}


def test_raters_are_those_with_a_counted_level_on_an_active_milestone():
    rows = [row(3, 1, SILENT, 2), replace(row(3, SILENT, SILENT, SILENT, 2), withdrawn=True)]

    assert raters(rows) == ("a", "c")


def test_a_mean_of_nothing_is_left_out_of_the_range():
    nothing, something = (0,) * 10, (1, 0, 1, 1, 0, 0, 1, 0, 0, 2)

    found = ranges({nothing, something})

    assert found.mean == (2, 2)
    assert (found.of(Headline.COMPARABLE).low, found.of(Headline.COMPARABLE).high) == (0, 1)

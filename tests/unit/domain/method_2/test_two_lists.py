"""Each side's list adds up to the active milestones, and neither hides the other's silence."""

from hypothesis import given

from checkmyogp.domain.findings import MilestoneRatings
from checkmyogp.domain.method_2.positions import Middle
from checkmyogp.domain.method_2.two_lists import two_lists
from checkmyogp.domain.method_2.verdicts import find_all
from checkmyogp.domain.scales import Silence
from tests.factories.said import SILENT, row
from tests.unit.domain.method_2.rounds import QUORUMS, SCALE, rounds


@given(rows=rounds(), quorum=QUORUMS)
def test_each_list_adds_up_to_the_active_milestones(rows: list[MilestoneRatings], quorum: int):
    lists = two_lists(find_all(rows, quorum=quorum), SCALE)

    assert lists.active + lists.withdrawn == len(rows)
    assert sum(count for _, count in lists.government) == lists.active
    assert sum(count for _, count in lists.civil_society) == lists.active


def test_the_lines_stand_in_the_order_of_the_scale_and_then_of_the_published_table():
    rows = [
        row(3, 1, 1, 3, 3, milestone="1.1"),
        row(3, 1, 1, 1, milestone="1.2"),
        row(SILENT, milestone="1.3"),
        row(Silence.NOT_YET_DUE, 1, milestone="1.4"),
        row(2, 2, 2, 2, milestone="1.5", withdrawn=True),
    ]

    lists = two_lists(find_all(rows, quorum=3), SCALE)

    assert lists.government == (
        (0, 0), (1, 0), (2, 0), (3, 2), (Silence.NOT_YET_DUE, 1), (Silence.NOT_REPORTED, 1),
    )  # fmt: skip
    assert lists.civil_society == (
        (Middle(0, 0), 0), (Middle(1, 1), 1), (Middle(1, 3), 1), (Middle(2, 2), 0), (Middle(3, 3), 0),
        (Silence.NO_QUORUM, 1), (Silence.NO_EVIDENCE, 0), (Silence.UNABLE, 0), (Silence.NOT_ASSESSED, 1),
    )  # fmt: skip
    assert (lists.reported, lists.positions, lists.withdrawn) == (2, 2, 1)


def test_of_no_milestone_every_line_says_none():
    lists = two_lists((), SCALE)

    assert lists.active == lists.reported == lists.positions == 0

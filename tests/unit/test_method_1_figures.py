"""What a scorecard of version 1 says in the vocabulary of both: counted from what it published, judged by nobody."""

from typing import Any, cast

import pytest

from checkmyogp.domain.method_2.headline_counts import Headline
from checkmyogp.domain.method_2.positions import Middle
from checkmyogp.domain.scales import Silence
from checkmyogp.snapshots.figures import PublishedPosition
from checkmyogp.snapshots.method_1_figures import FiguresOfMethod1

SCALE = (0, 1, 2, 3)
SUPPORT = {"below": 2, "at": 1, "above": 0, "clear": True}


def milestone(number: str, government: object, position: dict[str, Any], **more: object) -> dict[str, Any]:
    spread = {} if "silence" in position else {"lowest": 0, "highest": 3, "split": True, "shown": "x"}
    return {"number": number, "levels": [0, 1, 3], "government": government, "position": position | spread, **more}


MILESTONES = [
    milestone("1.1", 3, {"exact": "3"}, outcome="aligned", support=SUPPORT),
    milestone("1.2", 3, {"exact": "5/2"}, outcome="aligned", support=SUPPORT),
    milestone("1.3", 1, {"exact": "3"}, outcome="civil_society_higher", support=SUPPORT),
    milestone("1.4", 3, {"silence": "no_quorum"}, outcome="no_quorum"),
    milestone("1.5", {"silence": "not_reported"}, {"exact": "2"}, outcome="not_reported"),
    milestone("1.6", {"silence": "withdrawn"}, {"silence": "withdrawn"}, outcome="withdrawn"),
]
COUNTS = {
    "active": 5,
    "withdrawn": 1,
    "reported": 4,
    "assessed": 4,
    "comparable": 3,
    "government_at_top": 3,
    "civil_society_at_top": 2,
    "split": 4,
    "fragile": 0,
    "outcomes": {"government_higher": 0, "aligned": 2, "civil_society_higher": 1, "not_reported": 1, "no_quorum": 1},
}


@pytest.fixture
def figures() -> FiguresOfMethod1:
    frozen = {
        "criterion": "completion",
        "compared": True,
        "milestones": MILESTONES,
        "counts": COUNTS,
        "commitments": [],
    }
    return FiguresOfMethod1(cast("Any", frozen), SCALE)


def test_both_lists_add_up_to_the_active_milestones(figures: FiguresOfMethod1):
    counts = figures.counts

    assert {said: count for said, count in counts.government if count} == {1: 1, 3: 3, Silence.NOT_REPORTED: 1}
    assert {at: count for at, count in counts.civil_society if count} == {
        Middle(2, 2): 1,
        Middle(2, 3): 1,
        Middle(3, 3): 2,
        Silence.NO_QUORUM: 1,
    }
    assert sum(count for _, count in counts.government) == sum(count for _, count in counts.civil_society) == 5


def test_the_headline_counts_are_among_what_both_judged(figures: FiguresOfMethod1):
    found = figures.counts.headlines

    # Version 1 counted the government's three over all milestones; one of them civil society did not judge.
    assert found[Headline.COMPARABLE] == 3
    assert found[Headline.GOVERNMENT_AT_TOP] == 2
    assert found[Headline.CIVIL_SOCIETY_AT_TOP] == 2
    assert found[Headline.BOTH_AT_TOP] == 1
    assert (found[Headline.ALIGNED], found[Headline.CIVIL_SOCIETY_HIGHER]) == (2, 1)
    assert figures.counts.not_comparable == ((Silence.NO_QUORUM, 1), (Silence.NOT_REPORTED, 1))


def test_a_median_between_two_levels_is_said_as_both(figures: FiguresOfMethod1):
    position = figures.milestone("1.2").position

    assert isinstance(position, PublishedPosition)
    assert position.middle == Middle(2, 3)


def test_what_only_version_2_publishes_is_not_there(figures: FiguresOfMethod1):
    found = figures.milestone("1.1")

    assert (found.distance, found.flip_number, found.alignment, figures.certainty) == (None, None, None, None)

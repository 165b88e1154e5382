"""What smaller panels would have found: every one of them, or drawn ones where there are too many."""

from itertools import combinations
from math import comb

import pytest
from hypothesis import given, settings

from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.findings import Counting, MilestoneRatings, Rating
from checkmyogp.domain.method_2 import panels as module
from checkmyogp.domain.method_2.ballots import raters
from checkmyogp.domain.method_2.headline_counts import Headline, mean_distance, plan_counts
from checkmyogp.domain.method_2.panels import DRAWN_PANELS, panels
from checkmyogp.domain.method_2.seeds import drawn_order
from checkmyogp.domain.method_2.verdicts import find_all
from tests.factories.said import SILENT, row
from tests.unit.domain.method_2.demonstration_rows import COMPLETION
from tests.unit.domain.method_2.rounds import QUORUMS, rounds


def heard(rows: list[MilestoneRatings], panel: frozenset[str]) -> list[MilestoneRatings]:
    """The rows if nobody outside the panel had answered."""
    return [
        MilestoneRatings(
            each.milestone,
            each.commitment,
            each.withdrawn,
            each.government,
            tuple(rating for rating in each.ratings if rating.rater in panel),
        )
        for each in rows
    ]


def counts(rows: list[MilestoneRatings], *, quorum: int) -> dict[Headline, int]:
    return dict(plan_counts(find_all(rows, quorum=quorum), highest=3, due=()).counts)


def many(ngos: int) -> list[MilestoneRatings]:
    """A plan of 39 milestones that so many NGOs scored in full, nearly at random."""
    return [
        MilestoneRatings(
            milestone=f"{number}.1",
            commitment=str(number % 9),
            withdrawn=False,
            government=number % 4,
            ratings=tuple(
                Rating(f"ngo-{ngo:03}", (number * ngo + number // 3 + ngo // 2) % 4, Counting.COUNTED)
                for ngo in range(ngos)
            ),
        )
        for number in range(39)
    ]


@settings(max_examples=60)
@given(rows=rounds(), quorum=QUORUMS)
def test_every_panel_of_a_size_lies_in_its_range_and_both_ends_occur(rows: list[MilestoneRatings], quorum: int):
    ngos = raters(rows)

    found = panels(rows, COMPLETION, quorum=quorum, seed=1)

    assert [each.size for each in found] == list(range(len(ngos) - 1, quorum - 1, -1))
    for each in found:
        tried = [counts(heard(rows, frozenset(panel)), quorum=quorum) for panel in combinations(ngos, each.size)]
        assert each.tried == each.possible == len(tried)
        for headline, span in each.ranges.counts:
            assert (span.low, span.high) == (
                min(panel[headline] for panel in tried),
                max(panel[headline] for panel in tried),
            )
        means = [
            mean_distance(find_all(heard(rows, frozenset(panel)), quorum=quorum))
            for panel in combinations(ngos, each.size)
        ]
        known = [mean for mean in means if not isinstance(mean, Undefined)]
        assert each.ranges.mean == ((min(known), max(known)) if known else Undefined.NO_PAIRS)


@settings(max_examples=60)
@given(rows=rounds(), quorum=QUORUMS)
def test_a_panel_of_everybody_counts_what_was_published(rows: list[MilestoneRatings], quorum: int):
    stranger = "zz"
    with_another = [
        MilestoneRatings(
            "another", "1", withdrawn=False, government=SILENT, ratings=(Rating(stranger, 1, Counting.COUNTED),)
        ),
        *rows,
    ]
    everybody = frozenset(raters(rows))

    published = counts(heard(with_another, everybody), quorum=max(quorum, 2))
    largest = panels(with_another, COMPLETION, quorum=max(quorum, 2), seed=1)[:1]

    assert published == counts(rows, quorum=max(quorum, 2))
    assert all(
        span.low <= published[headline] <= span.high for each in largest for headline, span in each.ranges.counts
    )


@pytest.mark.parametrize(("rows", "quorum"), [([], 3), ([row(3)], 1), ([row(3, 1)], 1), ([row(3, 1, 1, 1)], 3)])
def test_where_nobody_can_be_left_out_there_is_no_smaller_panel(rows: list[MilestoneRatings], quorum: int):
    assert panels(rows, COMPLETION, quorum=quorum, seed=1) == ()


def test_of_too_many_panels_some_are_drawn_and_it_is_said(monkeypatch: pytest.MonkeyPatch):
    rows = many(8)
    exact = panels(rows, COMPLETION, quorum=3, seed=1)
    monkeypatch.setattr(module, "MOST_PANELS", comb(8, 3))
    monkeypatch.setattr(module, "DRAWN_PANELS", 40)

    drawn = panels(rows, COMPLETION, quorum=3, seed=1)

    assert [each.exact for each in drawn] == [True, True, True, False, True]
    assert [(each.tried, each.possible) for each in drawn if not each.exact] == [(40, 70)]
    for part, whole in zip(drawn, exact, strict=True):
        for headline, span in part.ranges.counts:
            assert whole.ranges.of(headline).low <= span.low <= span.high <= whole.ranges.of(headline).high


def test_a_drawn_panel_is_the_beginning_of_a_drawn_order(monkeypatch: pytest.MonkeyPatch):
    rows, drawn = many(6), 5
    monkeypatch.setattr(module, "MOST_PANELS", 1)
    monkeypatch.setattr(module, "DRAWN_PANELS", drawn)
    orders = [drawn_order(raters(rows), seed=9, draw=draw) for draw in range(drawn)]
    tried = [counts(heard(rows, frozenset(order[:4])), quorum=3) for order in orders]

    (of_four,) = (each for each in panels(rows, COMPLETION, quorum=3, seed=9) if each.size == 4)

    for headline, span in of_four.ranges.counts:
        assert (span.low, span.high) == (min(each[headline] for each in tried), max(each[headline] for each in tried))


def test_a_hundred_ngos_are_bounded():
    found = panels(many(100), COMPLETION, quorum=3, seed=1)

    assert len(found) == 97
    assert [each.size for each in found if each.exact] == [99, 98]
    assert {each.tried for each in found if not each.exact} == {DRAWN_PANELS}

"""Plans as written down: numbers in order, editions, and what an official difference is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from checkmyogp.domain.conflicts import Role, Sector
from checkmyogp.domain.dates import OpenEnded, bounds
from checkmyogp.domain.plans import (
    About,
    Amendment,
    CommitmentContent,
    EditionChange,
    MilestoneContent,
    Note,
    Period,
    StakeholderContent,
    editions,
    in_order,
    milestones,
)
from checkmyogp.domain.wording import TextStanding, Version, Wording, editorial

LEAD = StakeholderContent(Role.LEAD, Sector.GOVERNMENT, "treasury", "Treasury", "")


def printed(english: str, mongolian: str = "Нийтлэх.") -> Wording:
    """The government's English with a courtesy translation."""
    return Wording((Version("en", english, TextStanding.OFFICIAL), Version("mn", mongolian, TextStanding.UNOFFICIAL)))


MILESTONE = MilestoneContent(
    number="1.1",
    title=editorial(en="Publish the fees"),
    text=printed("Publish all fees."),
    outputs=(printed("A list"),),
    period=Period("2025", bounds("2025")),
    stakeholders=(LEAD,),
    notes=(),
)


def commitment(number: str, *numbers: str, inner: tuple[CommitmentContent, ...] = ()) -> CommitmentContent:
    return CommitmentContent(
        number=number,
        ogp_id="",
        title=printed("Open the harbour"),
        period=None,
        stakeholders=(),
        answers=(),
        notes=(),
        milestones=tuple(replace(MILESTONE, number=own) for own in numbers),
        commitments=inner,
    )


def test_numbers_are_put_in_order_as_numbers():
    assert sorted(["5.1.10", "5.1.9", "10", "2", "5.2.1"], key=in_order) == ["2", "5.1.9", "5.1.10", "5.2.1", "10"]


def test_milestones_of_sub_commitments_stand_in_the_plans_order():
    plan = [
        commitment("1", "1.1"),
        commitment("5", "5.3", inner=(commitment("5.1", "5.1.2", "5.1.1"), commitment("5.2", "5.2.1"))),
    ]

    assert [found.number for found in milestones(plan)] == ["1.1", "5.1.1", "5.1.2", "5.2.1", "5.3"]


def test_a_milestone_that_was_never_amended_has_one_edition():
    only = editions(MILESTONE)

    assert [(edition.number, edition.withdrawn, edition.amendment) for edition in only] == [(1, False, None)]


def test_each_amendment_adds_an_edition_and_the_first_stays_as_adopted():
    amended = replace(MILESTONE, text=printed("Publish all fees monthly."))
    history = (
        Amendment(date(2025, 3, 1), EditionChange.AMENDED, editorial(en="Decree 7"), amended),
        Amendment(date(2025, 9, 1), EditionChange.WITHDRAWN, editorial(en="Decree 9"), amended),
    )

    first, second, third = editions(replace(MILESTONE, amendments=history))

    assert first.content == MILESTONE
    assert (second.number, second.content, second.withdrawn) == (2, amended, False)
    assert (third.number, third.withdrawn) == (3, True)


@pytest.mark.parametrize(
    "change",
    [
        lambda before: replace(before, text=printed("Publish some fees.")),
        lambda before: replace(before, outputs=()),
        lambda before: replace(before, period=Period("2026", bounds("2026"))),
        lambda before: replace(before, period=Period("2025", OpenEnded(date(2025, 1, 1)))),
        lambda before: replace(before, stakeholders=(replace(LEAD, printed="The Treasury"),)),
        lambda before: replace(before, stakeholders=(replace(LEAD, role=Role.SUPPORTING),)),
    ],
)
def test_words_dates_and_responsibilities_of_the_government_make_an_official_difference(
    change: Callable[[MilestoneContent], MilestoneContent],
):
    assert MILESTONE.differs_officially(change(MILESTONE))


@pytest.mark.parametrize(
    "change",
    [
        lambda before: replace(before, title=editorial(en="Publish harbour fees")),
        lambda before: replace(before, text=printed("Publish all fees.", "Бүгдийг нийтлэх.")),
        lambda before: replace(before, notes=(Note(About.TEXT, editorial(en="A note")),)),
    ],
)
def test_short_titles_translations_and_notes_make_none(change: Callable[[MilestoneContent], MilestoneContent]):
    assert not MILESTONE.differs_officially(change(MILESTONE))

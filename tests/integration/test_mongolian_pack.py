"""The Mongolian pack: the fifth plan whole, the first as a past one, and every oddity kept and noted."""

from collections.abc import Iterable

import pytest

from checkmyogp.domain.conflicts import Role, Sector
from checkmyogp.domain.dates import OpenEnded
from checkmyogp.domain.plans import (
    About,
    CommitmentContent,
    MilestoneContent,
    OrganisationKind,
    PlanContent,
    TemplateQuestion,
    milestones,
)
from checkmyogp.domain.wording import Wording
from checkmyogp.packs import pack as packs
from checkmyogp.packs.pack import Pack
from tests.factories.packs import MONGOLIA

MILESTONES = {
    "1": 3, "2": 4, "3": 4, "4": 7, "5.1": 7, "5.2": 1, "6": 8, "7": 2, "8": 1, "9": 2,
}  # fmt: skip
NUMBERS = [f"{commitment}.{place}" for commitment, count in MILESTONES.items() for place in range(1, count + 1)]


@pytest.fixture(scope="module")
def pack() -> Pack:
    """The pack as it comes with the program."""
    return packs.read(MONGOLIA)


@pytest.fixture(scope="module")
def fifth(pack: Pack) -> PlanContent:
    """The plan for 2024-2027."""
    return next(plan for plan in pack.plans if plan.slug == "mn-nap-5")


@pytest.fixture(scope="module")
def first(pack: Pack) -> PlanContent:
    """The plan for 2014-2015."""
    return next(plan for plan in pack.plans if plan.slug == "mn-nap-1")


def milestone(plan: PlanContent, number: str) -> MilestoneContent:
    return next(found for found in milestones(plan.commitments) if found.number == number)


def all_commitments(commitments: Iterable[CommitmentContent]) -> list[CommitmentContent]:
    return [found for outer in commitments for found in (outer, *all_commitments(outer.commitments))]


def notes_of(plan: PlanContent, number: str, about: About) -> str:
    """What the notes of a milestone say in English on one of its parts."""
    return " ".join(note.text.text("en") for note in milestone(plan, number).notes if note.about is about)


def test_the_fifth_plan_has_nine_commitments_and_thirty_nine_milestones(fifth: PlanContent):
    assert [commitment.number for commitment in fifth.commitments] == list("123456789")
    assert [found.number for found in milestones(fifth.commitments)] == NUMBERS


def test_only_the_fifth_commitment_has_sub_commitments(fifth: PlanContent):
    nested = {outer.number: [inner.number for inner in outer.commitments] for outer in fifth.commitments}

    assert nested.pop("5") == ["5.1", "5.2"]
    assert not any(nested.values())
    assert fifth.commitments[4].milestones == ()


def test_the_identifiers_of_ogp_are_kept(fifth: PlanContent):
    assert fifth.ogp_id == "AP_MNG05"
    assert [commitment.ogp_id for commitment in fifth.commitments] == [f"MN00{number}" for number in range(57, 66)]


def test_every_commitment_of_the_fifth_plan_answers_every_question(fifth: PlanContent):
    for commitment in fifth.commitments:
        assert [answer.question for answer in commitment.answers] == list(TemplateQuestion), commitment.number


def test_every_milestone_of_the_fifth_plan_has_outputs_a_lead_and_a_title(fifth: PlanContent):
    for found in milestones(fifth.commitments):
        assert found.outputs, found.number
        assert any(stakeholder.role is Role.LEAD for stakeholder in found.stakeholders), found.number
        assert found.title.text("mn"), found.number


@pytest.mark.parametrize(
    ("number", "about", "words"),
    [
        ("2.2", About.DUE, "2024-2028"),
        ("4.6", About.DUE, "starts in 2024"),
        ("4.7", About.DUE, "starts in 2024"),
        ("2.1", About.SUPPORTING, "heading"),
        ("2.4", About.SUPPORTING, "head"),
        *((number, About.SUPPORTING, "heading line") for number in ("4.2", "4.3", "4.4", "4.5", "9.1")),
        *((number, About.OUTPUTS, "once for milestones 6.1, 6.2 and 6.3") for number in ("6.1", "6.2", "6.3")),
        *((number, About.OUTPUTS, "once for milestones 6.4 and 6.5") for number in ("6.4", "6.5")),
        ("1.2", About.LEADS, "Two lead"),
        *((number, About.LEADS, "two leads") for number in ("6.1", "6.2", "6.3", "6.4", "6.5")),
        ("7.1", About.SUPPORTING, "Tranparency International"),
        ("7.2", About.SUPPORTING, "Tranparency International"),
    ],
)
def test_each_oddity_of_the_fifth_plan_carries_a_note(fifth: PlanContent, number: str, about: About, words: str):
    assert words in notes_of(fifth, number, about)


def test_dates_are_kept_as_printed(fifth: PlanContent):
    assert milestone(fifth, "2.2").period.printed == "2024-2028"
    for number in ("4.6", "4.7"):
        assert milestone(fifth, number).period.printed == "starts in 2024"
        assert isinstance(milestone(fifth, number).period.due, OpenEnded)


def test_stakeholders_under_an_odd_heading_are_kept_with_that_heading(fifth: PlanContent):
    for number, heading in [
        ("2.1", "Government"),
        ("2.4", "Government"),
        *((number, "Supporting Stakeholders") for number in ("4.2", "4.3", "4.4", "4.5", "9.1")),
    ]:
        odd = {found.printed_under for found in milestone(fifth, number).stakeholders if found.printed_under}
        assert odd == {heading}, number


def test_the_shared_rows_give_each_milestone_the_same_output_and_date(fifth: PlanContent):
    for shared in (("6.1", "6.2", "6.3"), ("6.4", "6.5")):
        assert len({milestone(fifth, number).outputs for number in shared}) == 1
        assert len({milestone(fifth, number).period for number in shared}) == 1
        assert len({milestone(fifth, number).text for number in shared}) == len(shared)


def test_a_group_of_ngos_is_one_of_two_leads(pack: Pack, fifth: PlanContent):
    leads = [found.organisation for found in milestone(fifth, "6.1").stakeholders if found.role is Role.LEAD]
    group = next(found for found in pack.organisations if found.key == leads[1])

    assert len(leads) == 2
    assert (group.kind, group.sector) == (OrganisationKind.GROUP, Sector.CIVIL_SOCIETY)


def test_a_misspelt_name_is_kept_and_still_finds_its_organisation(fifth: PlanContent):
    spelt = {found.printed: found.organisation for found in milestone(fifth, "7.1").stakeholders}

    assert any(
        name.startswith("Tranparency International") and key.startswith("transparency") for name, key in spelt.items()
    )


def test_the_first_plan_notes_its_missing_row_and_its_misprinted_number(first: PlanContent):
    numbers = [found.number for found in milestones(first.commitments)]
    said = " ".join(note.text.text("en") for outer in first.commitments for note in outer.notes)

    assert "3.3.2.5" not in numbers
    assert "There is no row 3.3.2.5" in said
    assert "3.3.1.4" in numbers
    assert '"3.1.4"' in notes_of(first, "3.3.1.4", About.NUMBERING)


def test_only_the_fifth_plan_is_current(pack: Pack):
    assert {plan.slug: plan.current for plan in pack.plans} == {"mn-nap-1": False, "mn-nap-5": True}


def test_every_text_is_in_both_languages(pack: Pack):
    def everything(value: object) -> Iterable[Wording]:
        if isinstance(value, Wording):
            yield value
        elif isinstance(value, tuple):
            for inner in value:
                yield from everything(inner)
        elif slots := getattr(value, "__slots__", ()):
            for name in slots:
                yield from everything(getattr(value, name))

    texts = list(everything(pack))

    assert len(texts) > 600
    for text in texts:
        assert [version.language for version in text.versions] == ["en", "mn"]
        assert all(version.text.strip() for version in text.versions)


def test_the_plans_own_english_is_official_and_the_mongolian_is_marked_unofficial(fifth: PlanContent):
    for found in milestones(fifth.commitments):
        for text in (found.text, *found.outputs):
            assert [version.standing.value for version in text.versions] == ["official", "unofficial"]


def test_the_organisation_that_the_historic_test_needs_is_found_by_its_alias(pack: Pack):
    demo = next(found for found in pack.organisations if found.key == "democracy-education-center")

    assert {"DEMO", "Democracy Education Center (DEMO)"} <= set(demo.spellings)

"""Findings in the plain form that a snapshot keeps: exact and as shown, and every silence by name."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis.strategies import booleans, builds, lists, sampled_from, tuples

from checkmyogp.domain.canon import canonical
from checkmyogp.domain.figures import Method, account, figures, number
from checkmyogp.domain.findings import Counting, MilestoneRatings, Rating
from checkmyogp.domain.rubrics import Criterion, Level
from checkmyogp.domain.scales import NGO_SILENCES, Silence
from tests.factories.said import INTERESTED, SILENT, row

METHOD = Method(quorum=3, seed=7, draws=50)
COMPLETION = Criterion(
    "completion",
    (Level(0, "not_started"), Level(1, "limited"), Level(2, "substantial"), Level(3, "complete")),
    compared=True,
    evidence_from=2,
)
OPENING = Criterion(
    "opening", (Level(-1, "worse"), Level(0, "same"), Level(1, "better")), compared=False, evidence_from=1
)
RATINGS = lists(
    tuples(sampled_from("abcd"), sampled_from([0, 1, 2, 3, *NGO_SILENCES]), sampled_from(Counting)),
    unique_by=lambda said: said[0],
).map(lambda said: tuple(Rating(*rating) for rating in said))
ROWS = lists(
    builds(MilestoneRatings, sampled_from([f"{number}.1" for number in range(9)]), sampled_from("12345678"), booleans(),
           sampled_from([0, 3, SILENT]), RATINGS),
    max_size=9,
    unique_by=lambda said: said.milestone,
)  # fmt: skip


def computed(*rows: MilestoneRatings, criterion: Criterion = COMPLETION) -> Any:
    return figures(criterion, rows, METHOD)


def nine(**changed: Any) -> list[MilestoneRatings]:
    """A plan of nine commitments, each with one comparable milestone."""
    return [
        row(3, 1, 1, 1 + place % 3, milestone=f"{place}.1", commitment=str(place), **changed) for place in range(1, 10)
    ]


def test_a_number_is_kept_exact_and_as_shown():
    assert number(2, "2") == {"exact": "2", "shown": "2"}
    assert account(3) == 3
    assert account(Silence.NO_QUORUM) == {"silence": "no_quorum"}


def test_a_comparable_milestone_says_position_divergence_and_support():
    (milestone,) = computed(row(3, 1, 1, 2, 2))["milestones"]

    assert milestone["levels"] == [1, 1, 2, 2]
    assert milestone["position"] == {
        "exact": "3/2",
        "shown": "1.5",
        "lowest": 1,
        "highest": 2,
        "coverage": {"exact": "7/8", "shown": "87.5"},
        "split": False,
    }
    assert milestone["divergence"] == {"exact": "3/2", "shown": "+1.5"}
    assert milestone["support"] == {"below": 4, "at": 0, "above": 0, "clear": True}
    assert milestone["outcome"] == "government_higher"
    assert "without_interested" not in milestone


@pytest.mark.parametrize(("raters", "shown"), [(3, "75"), (5, "93.75")])
def test_the_coverage_is_printed_exactly(raters: int, shown: str):
    (milestone,) = computed(row(3, *[1] * raters))["milestones"]

    assert milestone["position"]["coverage"]["shown"] == shown


def test_a_silence_stands_where_a_number_would():
    (milestone,) = computed(row(SILENT, 1))["milestones"]

    assert milestone["government"] == {"silence": "not_reported"}
    assert milestone["position"] == {"silence": "no_quorum"}
    assert milestone["outcome"] == "no_quorum"
    assert "divergence" not in milestone


def test_the_result_without_the_interested_is_given_where_there_are_some():
    (milestone,) = computed(row(3, 2, 2, 3, (3, INTERESTED)))["milestones"]

    assert milestone["fragile"] is True
    assert milestone["without_interested"]["levels"] == [2, 2, 3]
    assert milestone["without_interested"]["outcome"] == "government_higher"


def test_a_criterion_that_the_government_is_not_asked_about_is_not_compared():
    found = computed(row(SILENT, 0, 1, 1), criterion=OPENING)

    assert found["compared"] is False
    assert {"mean_divergence", "leave_one_out"}.isdisjoint(found)
    assert "outcomes" not in found["counts"]
    assert "government" not in found["milestones"][0]
    assert found["commitments"][0]["derived"] == {"civil_society": 1}


def test_fewer_than_eight_commitments_have_a_mean_without_an_interval_and_say_why():
    seven = computed(*nine()[:7])["mean_divergence"]

    assert seven["shown"] == "+2.0"
    assert seven["interval"] == {"undefined": "too_few_commitments"}


def test_eight_commitments_have_an_interval():
    eight = computed(*nine()[:8])["mean_divergence"]

    assert set(eight["interval"]) == {"low", "high", "draws", "undefined_draws"}
    assert eight["interval"]["draws"] == METHOD.draws


def test_without_anything_comparable_there_is_neither_mean_nor_range():
    found = computed(row(3))

    assert found["mean_divergence"] == {"undefined": "no_pairs", "interval": {"undefined": "no_pairs"}}
    assert found["leave_one_out"] == {"outcome": "government_higher", "by_rater": []}


def test_agreement_on_fewer_than_ten_milestones_is_not_printed_and_says_why():
    assert computed(*nine())["agreement"]["alpha"] == {"undefined": "too_few_milestones"}


def test_a_commitments_level_is_derived_from_its_active_milestones():
    found = computed(
        row(3, 3, 3, 3, milestone="1.1"),
        row(2, 1, 1, 1, milestone="1.2"),
        row(0, 0, 0, 0, milestone="1.3", withdrawn=True),
        row(SILENT, milestone="2.1", commitment="2"),
    )["commitments"]

    assert found[0]["derived"] == {"civil_society": 2, "government": 2}
    assert found[1]["derived"] == {
        "civil_society": {"silence": "not_assessed"},
        "government": {"silence": "not_reported"},
    }


@settings(max_examples=60)
@given(rows=ROWS)
def test_everything_is_canonical_and_every_count_adds_up(rows: list[MilestoneRatings]):
    found = computed(*rows)

    assert canonical(found)
    assert sum(found["counts"]["outcomes"].values()) == found["counts"]["active"]
    for name, count in found["counts"]["outcomes"].items():
        assert sum(entry["counts"]["outcomes"][name] for entry in found["commitments"]) == count
    assert [entry["number"] for entry in found["milestones"]] == [said.milestone for said in rows]

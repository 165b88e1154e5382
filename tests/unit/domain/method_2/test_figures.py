"""The plain form of version 2: what stands in it, what is left out where it makes no sense, and ends shown outwards."""

from typing import Any

import pytest
from hypothesis import given, settings

from checkmyogp.domain.canon import canonical
from checkmyogp.domain.crosswalks import Band, Crosswalk
from checkmyogp.domain.findings import MilestoneRatings
from checkmyogp.domain.method_2.bounds import Entitled
from checkmyogp.domain.method_2.figures import Method2, Surroundings, figures, of_milestones
from checkmyogp.domain.method_2.headline_counts import Headline
from checkmyogp.domain.method_2.seeds import NotADigest
from checkmyogp.domain.records import BandRead, MilestoneRecord, RatingRecord, StandingReport
from checkmyogp.domain.rubrics import Criterion, Level
from checkmyogp.domain.scales import Silence
from tests.factories.said import INTERESTED, row
from tests.unit.domain.method_2.demonstration_rows import COMPLETION
from tests.unit.domain.method_2.rounds import rounds

METHOD = Method2(quorum=3, opening="ba3fa7cc0d794" + "0" * 51, draws=50)
ALONE = Criterion("opening", COMPLETION.levels, compared=False, evidence_from=1)
ONE_LEVEL = Criterion("there", (Level(2, "there"),), compared=True, evidence_from=2)
BANDS = Crosswalk("lamps", 1, "completion", (Band("red", 1), Band("off", Silence.NOT_YET_DUE)))
NGOS = frozenset("abcdefgh")


def recorded(said: MilestoneRatings, *, band: str = "") -> MilestoneRecord:
    return MilestoneRecord(
        milestone=said.milestone,
        commitment=said.commitment,
        withdrawn=said.withdrawn,
        report=StandingReport(said.government, BandRead("lamps", 1, band) if band else None),
        ratings=tuple(RatingRecord(each.rater, each.counting, each.account) for each in said.ratings),
    )


def computed(*rows: MilestoneRatings, criterion: Criterion = COMPLETION, band: str = "", **given: Any) -> Any:
    standard: dict[str, Any] = {"entitled": Entitled(NGOS, {}), "due": (), "crosswalks": [BANDS]}
    return figures(
        criterion, [recorded(each, band=band) for each in rows], METHOD, Surroundings(**{**standard, **given})
    )


def test_a_milestone_says_both_accounts_and_what_they_come_to():
    (milestone,) = computed(row(3, 1, 1, 2, 3, milestone="5.1"))["milestones"]

    assert milestone == {
        "number": "5.1",
        "levels": [1, 1, 2, 3],
        "civil_society": {"middle": [1, 2], "lowest": 1, "highest": 3, "split": True, "at_top": False},
        "government": 3,
        "outcome": "government_higher",
        "fragile": False,
        "distance": 1,
        "support": {"below": 3, "at": 1, "above": 0},
        "flip_number": 1,
    }


def test_aligned_says_what_that_means():
    same, torn = computed(row(2, 2, 2, 2, milestone="1.1"), row(2, 1, 2, 3, milestone="1.2"))["milestones"]

    assert (same["outcome"], same["alignment"]) == ("aligned", "all_the_same")
    assert (torn["outcome"], torn["alignment"]) == ("aligned", "no_majority")


def test_a_silence_leaves_out_what_only_a_verdict_has():
    (milestone,) = computed(row(3, 1, 1))["milestones"]

    assert milestone["civil_society"] == {"silence": "no_quorum"}
    assert milestone["outcome"] == "no_quorum"
    assert milestone.keys().isdisjoint({"distance", "support", "flip_number", "alignment", "without_interested"})


def test_the_interested_are_left_out_beside_the_finding():
    (milestone,) = computed(row(3, *[(1, INTERESTED)] * 4, 3, 3, 3))["milestones"]

    assert (milestone["outcome"], milestone["fragile"]) == ("government_higher", True)
    assert milestone["without_interested"] == {"levels": [3, 3, 3], "outcome": "aligned"}


def test_where_civil_society_alone_is_asked_nothing_is_said_of_the_government():
    found = computed(row(3, 1, 3, 3), criterion=ALONE)
    both = {"positions", "positions_at_top"}

    assert found["counts"].keys() == {"active", "withdrawn", "due", "split", "headlines", "civil_society"}
    assert found["counts"]["headlines"] == {"positions": 1, "positions_at_top": 1}
    assert found["one_ngo"].keys() == {"counts"}
    assert {*found["one_ngo"]["counts"], *found["missing_scores"]["counts"]} == both
    assert found["milestones"][0].keys() == {"number", "levels", "civil_society"}
    assert found["commitments"][0]["derived"]["median"].keys() == {"civil_society"}
    assert found["leans"]["changes"] == []
    assert found.keys().isdisjoint({"flip_numbers", "direction", "bands"})


def test_a_commitment_has_its_own_counts_and_its_level_by_both_rules():
    found = computed(
        row(3, 0, 0, 0, milestone="1.1", commitment="1"),
        row(3, 1, 1, 1, milestone="1.2", commitment="1"),
        row(3, 2, 2, 2, milestone="2.1", commitment="2"),
        due={"1.2", "2.1"},
    )

    assert [each["number"] for each in found["commitments"]] == ["1", "2"]
    first = found["commitments"][0]
    assert (first["counts"]["active"], first["counts"]["due"], found["counts"]["due"]) == (2, 1, 2)
    assert first["derived"] == {
        "median": {"civil_society": {"level": 0, "milestones": 2}, "government": {"level": 3, "milestones": 2}},
        "strict": {"civil_society": {"level": 1, "milestones": 2}, "government": {"level": 3, "milestones": 2}},
    }


def test_the_ends_of_a_range_are_shown_outwards_and_a_mean_with_its_sign():
    found = computed(
        row(2, 1, 1, 1, milestone="1.1"), row(2, 2, 2, 3, milestone="1.2"), row(1, 1, 1, 1, milestone="1.3")
    )

    assert found["counts"]["mean_distance"] == {"exact": "1/3", "shown": "+0.3"}
    assert found["one_ngo"]["mean_distance"] == {
        "low": {"exact": "0", "shown": "0.0"},
        "high": {"exact": "1/3", "shown": "+0.4"},
    }


def test_a_band_that_means_a_level_is_read_lower_and_higher():
    found = computed(row(1, 1, 1, 2), band="red")["bands"]

    assert [(each["band"], each["published"], each["read_as"]) for each in found] == [("red", 1, 0), ("red", 1, 2)]
    assert found[0]["changes"] == [{"milestone": "1.1", "before": "aligned", "after": "civil_society_higher"}]


def test_a_crosswalk_of_another_criterion_says_nothing_of_this_one():
    assert computed(row(1, 1, 1, 2), crosswalks=[Crosswalk("lamps", 1, "another", BANDS.bands)])["bands"] == []


def test_on_a_scale_of_one_level_there_is_no_flip_number():
    found = computed(row(2, 2, 2, 2), criterion=ONE_LEVEL)

    assert found["flip_numbers"] == []
    assert "flip_number" not in found["milestones"][0]
    assert found["agreement"]["alpha"] == {"undefined": "no_variation"}


def test_an_alpha_is_marked_only_where_it_is_printed():
    few = computed(row(3, 1, 1, 2))
    many = computed(*(row(3, place % 4, place % 4, place % 4, milestone=f"{place}.1") for place in range(12)))

    assert few["agreement"]["alpha"] == {"undefined": "too_few_milestones"}
    assert "mark" not in few["agreement"]
    assert (many["agreement"]["mark"], many["agreement"]["panel"]["value"]["shown"]) == ("rely", "1.000")


def test_missing_scores_are_those_of_whoever_might_have_scored():
    entitled = Entitled(frozenset("abcd"), {"1.1": frozenset("d")})

    assert computed(row(3, 1, 1), entitled=entitled)["missing_scores"]["missing"] == 1


def test_a_plan_without_anything_has_its_figures_all_the_same():
    found = computed()

    assert found["counts"]["headlines"] == {headline.value: 0 for headline in Headline}
    assert found["counts"]["mean_distance"] == {"undefined": "no_pairs"}
    assert found["panels"] == []
    assert found["one_ngo"]["mean_distance"] == {"undefined": "no_pairs"}
    assert found["direction"] == {"by_commitment": [], "as_extreme": 1, "flips": 1}


def test_at_the_close_there_are_the_milestones_alone():
    rows = [row(3, 1, 1, 2, milestone="1.1"), row(2, 2, 2, 2, milestone="1.2")]

    assert of_milestones(COMPLETION, rows, quorum=3) == computed(*rows)["milestones"]


def test_an_opening_that_is_no_digest_is_refused():
    with pytest.raises(NotADigest):
        figures(COMPLETION, (), Method2(3, "yesterday", 50), Surroundings(Entitled(NGOS, {}), (), ()))


@pytest.mark.parametrize("criterion", [COMPLETION, ALONE])
@settings(max_examples=30, deadline=None)
@given(rows=rounds())
def test_whatever_was_said_is_frozen_and_adds_up(criterion: Criterion, rows: list[MilestoneRatings]):
    found = computed(*rows, criterion=criterion)

    assert canonical(found)
    counts = found["counts"]
    assert sum(each["milestones"] for each in counts["civil_society"]) == counts["active"]
    assert sum(each["counts"]["active"] for each in found["commitments"]) == counts["active"]
    for headline, count in counts["headlines"].items():
        for ranges in (found["one_ngo"], found["two_ngos"]):
            assert ranges["counts"][headline]["low"] <= count <= ranges["counts"][headline]["high"]
    assert [each["number"] for each in found["milestones"]] == [each.milestone for each in rows]

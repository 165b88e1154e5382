"""Changed assumptions: what a round would have come to, and which milestones flip."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis.strategies import permutations

from checkmyogp.domain.crosswalks import Band, Crosswalk
from checkmyogp.domain.divergence import Verdict
from checkmyogp.domain.figures import account
from checkmyogp.domain.findings import MilestoneRatings, compare_row, leave_one_out, tally
from checkmyogp.domain.rubrics import Criterion, Level
from checkmyogp.domain.scales import Silence
from checkmyogp.domain.sensitivity import Analysis, Assumption, ChangedAssumption, Flip, Rule, Scenario, analysis
from checkmyogp.snapshots import recomputation
from tests.factories.said import INTERESTED, SILENT, row
from tests.unit.domain.test_findings import ROWS

COMPLETION = Criterion("completion", tuple(Level(value, f"l{value}") for value in range(4)), True, 2)  # noqa: FBT003
OPENING = replace(COMPLETION, compared=False)
QUORUM = 3
LAMPS = (Band("red", 0), Band("amber", 1), Band("green", 3), Band("grey", Silence.NOT_YET_DUE))


def content(rows: Iterable[MilestoneRatings]) -> dict[str, Any]:
    """A scorecard, as far as these sums read it, in which this was said."""
    milestones = [plain(f"{place}.1", each) for place, each in enumerate(rows, start=1)]
    return {"commitments": [{"number": entry["commitment"]} for entry in milestones], "milestones": milestones}


def plain(number: str, said: MilestoneRatings) -> dict[str, Any]:
    reported = {"criterion": "completion", "account": account(said.government), "stands": True}
    return {
        "number": number,
        "commitment": number.partition(".")[0],
        "withdrawn": said.withdrawn,
        "reports": [] if said.government is SILENT else [reported],
        "assessments": [
            {
                "rater": rating.rater,
                "counting": rating.counting.value,
                "answers": [{"criterion": "completion", "account": account(rating.account)}],
            }
            for rating in said.ratings
        ],
    }


def played(
    said: dict[str, Any], criterion: Criterion, *, quorum: int, crosswalks: Sequence[Crosswalk] = ()
) -> Analysis:
    plain: Any = said
    records = recomputation.records_of(plain, criterion)
    revised = recomputation.is_revised(plain)
    return analysis(records, criterion, quorum=quorum, revised=revised, crosswalks=crosswalks)


def analysed(*rows: MilestoneRatings, criterion: Criterion = COMPLETION, quorum: int = QUORUM) -> Analysis:
    return played(content(rows), criterion, quorum=quorum)


def scenario(found: Analysis, assumption: Assumption, subject: str = "") -> Scenario:
    return next(each for each in found.scenarios if each.change == ChangedAssumption(assumption, subject))


def in_bands(*raws: str, version: int = 1) -> dict[str, Any]:
    """Three NGOs that say 1 of each milestone, and an agency that shows a lamp."""
    bands = {band.raw: band.account for band in LAMPS}
    found = content(row(bands[raw], 1, 1, 1) for raw in raws)
    for entry, raw in zip(found["milestones"], raws, strict=True):
        entry["reports"][0] |= {"crosswalk": "lamps", "crosswalk_version": version, "raw": raw}
    return found


def test_the_interested_are_left_out_together():
    found = analysed(row(3, (3, INTERESTED), (3, INTERESTED), 1, 1, 1))

    without = scenario(found, Assumption.WITHOUT_INTERESTED)
    assert found.published.counts.outcomes["government_higher"] == 1
    assert without.flips == ()

    tight = analysed(row(3, (3, INTERESTED), 3, 3))

    assert scenario(tight, Assumption.WITHOUT_INTERESTED).flips == (Flip("1.1", Verdict.ALIGNED, Silence.NO_QUORUM),)


def test_each_ngo_is_left_out_in_turn():
    found = analysed(row(3, 2, 2, 3, 3), row(3, 1, 1, 1))

    left_out = [each.change.subject for each in found.scenarios if each.change.assumption is Assumption.WITHOUT_RATER]
    assert left_out == ["a", "b", "c", "d"]
    assert scenario(found, Assumption.WITHOUT_RATER, "a").flips == (
        Flip("2.1", Verdict.GOVERNMENT_HIGHER, Silence.NO_QUORUM),
    )
    assert scenario(found, Assumption.WITHOUT_RATER, "d").flips == (
        Flip("1.1", Verdict.ALIGNED, Verdict.GOVERNMENT_HIGHER),
    )


def test_three_quorums_are_tried_and_the_published_one_changes_nothing():
    found = analysed(row(3, 1, 1), row(3, 1, 1, 1))

    flips = {number: scenario(found, Assumption.QUORUM, number).flips for number in ("2", "3", "4")}
    assert flips == {
        "2": (Flip("1.1", Silence.NO_QUORUM, Verdict.GOVERNMENT_HIGHER),),
        "3": (),
        "4": (Flip("2.1", Verdict.GOVERNMENT_HIGHER, Silence.NO_QUORUM),),
    }


def test_the_mean_is_judged_exactly_by_the_same_thresholds():
    found = analysed(row(3, 1, 3, 3), row(2, 0, 1, 2), row(3, 2, 2, 3))

    by_mean = scenario(found, Assumption.MEAN)
    # Means 7/3, 1 and 7/3: two thirds of a level, a whole one, two thirds.
    assert by_mean.flips == (Flip("3.1", Verdict.GOVERNMENT_HIGHER, Verdict.ALIGNED),)
    assert by_mean.counts.outcomes["government_higher"] == 1


def test_civil_society_says_complete_by_its_mean_only_where_every_ngo_does():
    found = analysed(row(3, 2, 3, 3), row(3, 3, 3, 3))

    assert found.published.counts.civil_society_at_top == 2
    assert scenario(found, Assumption.MEAN).counts.civil_society_at_top == 1


def test_the_levels_from_before_the_replies_are_taken_where_somebody_revised():
    said = content([row(3, 3, 3, 3)])
    for assessment in said["milestones"][0]["assessments"][:2]:
        assessment["answers"][0]["first"] = {"account": 0}

    found = played(said, COMPLETION, quorum=QUORUM)

    assert scenario(found, Assumption.FIRST_SCORES).flips == (Flip("1.1", Verdict.ALIGNED, Verdict.GOVERNMENT_HIGHER),)
    assert ChangedAssumption(Assumption.FIRST_SCORES) not in found.unchangeable


def test_bands_are_read_again_by_every_other_version_of_their_crosswalk():
    milder = Crosswalk("lamps", 2, "completion", (*LAMPS[:2], Band("green", 1), LAMPS[3]))

    found = played(
        in_bands("green", "amber"),
        COMPLETION,
        quorum=QUORUM,
        crosswalks=[Crosswalk("lamps", 1, "completion", LAMPS), milder],
    )

    read = [each for each in found.scenarios if each.change.assumption is Assumption.CROSSWALK]
    assert [each.change.subject for each in read] == ["lamps-2"]
    assert read[0].flips == (Flip("1.1", Verdict.GOVERNMENT_HIGHER, Verdict.ALIGNED),)
    assert read[0].counts.government_at_top == 0


def test_a_band_that_a_version_does_not_know_keeps_its_meaning():
    shorter = Crosswalk("lamps", 2, "completion", LAMPS[:1])

    found = played(in_bands("green"), COMPLETION, quorum=QUORUM, crosswalks=[shorter])

    assert scenario(found, Assumption.CROSSWALK, "lamps-2").flips == ()


@pytest.mark.parametrize(
    "other",
    [
        Crosswalk("lamps", 2, "participation", LAMPS),
        Crosswalk("lamps", 2, "completion", (Band("green", 9),)),
        Crosswalk("buoys", 2, "completion", LAMPS),
    ],
)
def test_a_crosswalk_of_something_else_is_no_variant(other: Crosswalk):
    found = played(in_bands("green"), COMPLETION, quorum=QUORUM, crosswalks=[other])

    assert ChangedAssumption(Assumption.CROSSWALK, "lamps-1") in found.unchangeable


def test_what_cannot_vary_is_named():
    found = analysed(row(3, 1, 1, 1))

    assert found.unchangeable == (
        ChangedAssumption(Assumption.WITHOUT_INTERESTED),
        ChangedAssumption(Assumption.FIRST_SCORES),
        ChangedAssumption(Assumption.CROSSWALK),
    )


def test_where_only_civil_society_is_asked_its_position_is_what_flips():
    found = analysed(row(SILENT, 1, 1, 3), criterion=OPENING)

    assert scenario(found, Assumption.MEAN).flips == (Flip("1.1", Fraction(1), Fraction(5, 3)),)
    assert ChangedAssumption(Assumption.CROSSWALK) not in found.unchangeable


def test_flips_are_listed_by_milestone_and_the_steady_ones_counted():
    found = analysed(row(3, 2, 2, 3), row(3, 1, 1, 1, 1, 1), row(3, 1, 1, 1, withdrawn=True))

    assert list(found.flips) == ["1.1"]
    assert {change.assumption for change, _flip in found.flips["1.1"]} == {
        Assumption.WITHOUT_RATER,
        Assumption.QUORUM,
        Assumption.MEAN,
    }
    assert found.steady == 1


@given(ROWS)
def test_the_first_scenario_is_the_scorecard(rows: list[MilestoneRatings]):
    counted = tally([compare_row(each, quorum=QUORUM) for each in rows], top=3)

    found = analysed(*rows).published.counts

    assert found.outcomes == {name.value: number for name, number in counted.outcomes}
    for name in ("active", "withdrawn", "reported", "assessed", "comparable", "government_at_top",
                 "civil_society_at_top", "split"):  # fmt: skip
        assert getattr(found, name) == getattr(counted, name)


@given(ROWS)
def test_leaving_out_nobody_changes_nothing(rows: list[MilestoneRatings]):
    rule, without_nobody = Rule(COMPLETION, QUORUM), Rule(COMPLETION, QUORUM, without=frozenset({"nobody"}))

    assert [rule.found(each) for each in rows] == [without_nobody.found(each) for each in rows]


@given(ROWS)
def test_what_each_ngo_changes_is_what_the_scorecard_says_of_it(rows: list[MilestoneRatings]):
    found = analysed(*rows)

    counts = tuple(
        (each.change.subject, each.counts.outcomes["government_higher"])
        for each in found.scenarios
        if each.change.assumption is Assumption.WITHOUT_RATER
    )
    assert counts == leave_one_out(rows, quorum=QUORUM)


@given(ROWS)
def test_leaving_out_the_interested_flips_what_is_fragile(rows: list[MilestoneRatings]):
    fragile = tally([compare_row(each, quorum=QUORUM) for each in rows], top=3).fragile

    flips = [
        flip
        for each in analysed(*rows).scenarios
        if each.change.assumption is Assumption.WITHOUT_INTERESTED
        for flip in each.flips
    ]

    assert len(flips) == fragile


@given(ROWS.flatmap(lambda rows: permutations(rows).map(lambda shuffled: (rows, shuffled))))
def test_the_order_of_milestones_is_irrelevant_to_every_count(
    two: tuple[list[MilestoneRatings], list[MilestoneRatings]],
):
    rows, shuffled = two

    assert counts(analysed(*rows)) == counts(analysed(*shuffled))


@given(ROWS)
def test_the_order_of_raters_is_irrelevant(rows: list[MilestoneRatings]):
    turned = [replace(each, ratings=each.ratings[::-1]) for each in rows]

    assert analysed(*rows) == analysed(*turned)


def counts(found: Analysis) -> list[object]:
    return [(each.change, each.counts, len(each.flips)) for each in found.scenarios]


@given(ROWS)
def test_the_published_scenario_and_quorum_flip_nothing(rows: list[MilestoneRatings]):
    found = analysed(*rows)

    assert found.published.flips == ()
    assert scenario(found, Assumption.QUORUM, str(QUORUM)).flips == ()
    assert 0 <= found.steady <= found.published.counts.active

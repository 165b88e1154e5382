"""A scorecard's figures, computed again from nothing but the scores inside it."""

from typing import Any

import pytest

from checkmyogp.domain.figures import Method, figures
from checkmyogp.domain.findings import Counting, MilestoneRatings, Rating
from checkmyogp.domain.rubrics import Criterion, Level, UnknownLevel
from checkmyogp.domain.scales import Silence
from checkmyogp.snapshots.recomputation import UnknownMethod, recomputed
from checkmyogp.snapshots.schema import FORM_1, FORM_2, FORM_3

COMPLETION = Criterion("completion", (Level(0, "nothing"), Level(1, "all")), compared=True, evidence_from=1)
METHOD = Method(quorum=2, seed=7, draws=20)


def said(rater: str, account: object, counting: str = "counted") -> dict[str, Any]:
    return {"rater": rater, "counting": counting, "answers": [{"criterion": "completion", "account": account}]}


def milestone(number: str, commitment: str, *assessments: dict[str, Any], **changed: object) -> dict[str, Any]:
    return {
        "number": number,
        "commitment": commitment,
        "withdrawn": False,
        "reports": [],
        "assessments": list(assessments),
        **changed,
    }


def scorecard(*milestones: dict[str, Any]) -> Any:
    return {
        "schema": FORM_2,
        "method": {"version": 1, "quorum": 2, "seed": 7, "draws": 20},
        "rubric": {
            "criteria": [
                {
                    "key": "completion",
                    "compared": True,
                    "evidence_from": 1,
                    "levels": [{"value": 0, "key": "nothing"}, {"value": 1, "key": "all"}],
                }
            ]
        },
        "commitments": [{"number": "5"}, {"number": "5.1", "within": "5"}],
        "milestones": list(milestones),
    }


def test_scores_reports_and_silences_are_read_as_they_were_said():
    reports = [
        {"criterion": "completion", "account": 0, "stands": False},
        {"criterion": "completion", "account": 1, "stands": True},
        {"criterion": "another", "account": 0, "stands": True},
    ]
    content: Any = scorecard(
        milestone(
            "5.1.1", "5.1", said("a", 0), said("b", 1, "recused"), said("c", {"silence": "unable"}), reports=reports
        )
    )
    ratings = (
        Rating("a", 0, Counting.COUNTED),
        Rating("b", 1, Counting.RECUSED),
        Rating("c", Silence.UNABLE, Counting.COUNTED),
    )

    assert recomputed(content) == [figures(COMPLETION, [MilestoneRatings("5.1.1", "5", False, 1, ratings)], METHOD)]  # noqa: FBT003


def of_form_3(*milestones: dict[str, Any]) -> Any:
    """The same as version 2 of the method needs it."""
    opening = "0" * 12 + "7" + "0" * 51
    return scorecard(*milestones) | {
        "schema": FORM_3,
        "method": {"version": 2, "quorum": 2, "opening": opening, "seed": 7, "draws": 20},
        "round": {"period": {"starts": "2025-01-01", "ends": "2025-06-30"}},
        "accredited": [{"key": key} for key in "abc"],
        "crosswalks": [
            {
                "key": "lamps",
                "version": 1,
                "criterion": "completion",
                "bands": [{"raw": "red", "account": 0}, {"raw": "off", "account": {"silence": "not_yet_due"}}],
            }
        ],
    }


def test_version_2_reads_who_might_have_scored_what_was_due_and_the_bands():
    red = {
        "criterion": "completion",
        "account": 0,
        "stands": True,
        "crosswalk": "lamps",
        "crosswalk_version": 1,
        "raw": "red",
    }
    content = of_form_3(
        milestone("5.1.1", "5.1", said("a", 0), said("b", 0), reports=[red], recused=["c"], due={"ends": "2025-06-30"}),
        milestone("5.1.2", "5.1", said("a", 1), recused=[], due={"ends": "2025-07-01"}),
        milestone("5.1.3", "5.1", recused=[], due={"starts": "2024-01-01"}),
    )

    (found,) = recomputed(content)

    assert found["counts"]["due"] == 1, "one falls due later, and one has no last day"  # pyright: ignore[reportIndexIssue, reportCallIssue, reportArgumentType]
    assert found["missing_scores"]["missing"] == 2 + 3  # pyright: ignore[reportIndexIssue, reportCallIssue, reportArgumentType]
    assert found["bands"] == [
        {
            "crosswalk": "lamps",
            "version": 1,
            "band": "red",
            "published": 0,
            "read_as": 1,
            "changes": [{"milestone": "5.1.1", "before": "aligned", "after": "government_higher"}],
        }
    ]


@pytest.mark.parametrize(("form", "version"), [(FORM_1, 2), (FORM_2, 2), (FORM_3, 1), (FORM_2, 3), ("another/1", 1)])
def test_a_form_with_another_version_s_figures_is_refused(form: str, version: int):
    content = of_form_3()
    content["schema"], content["method"]["version"] = form, version

    with pytest.raises(UnknownMethod):
        recomputed(content)


def test_where_no_report_stands_the_government_is_silent():
    (found,) = recomputed(scorecard(milestone("5.1.1", "5.1", said("a", 0), said("b", 0))))
    (only,) = found["milestones"]  # pyright: ignore[reportGeneralTypeIssues, reportAssignmentType]

    assert only["outcome"] == "not_reported"  # pyright: ignore[reportIndexIssue, reportCallIssue, reportArgumentType]


def test_milestones_of_a_sub_commitment_count_for_the_commitment_at_the_top():
    (found,) = recomputed(scorecard(milestone("5.1.1", "5.1"), milestone("5.2", "5")))

    commitments: Any = found["commitments"]
    assert [(entry["number"], entry["counts"]["active"]) for entry in commitments] == [("5", 2)]


@pytest.mark.parametrize(
    "account",
    [None, True, "1", 0.5, [], {"silence": "shrug"}, {"level": 1}],
)
def test_an_account_of_another_form_is_refused(account: object):
    with pytest.raises((KeyError, TypeError, ValueError)):
        recomputed(scorecard(milestone("5.1.1", "5.1", said("a", account), said("b", 0))))


def test_a_level_outside_the_rubric_is_refused():
    with pytest.raises(UnknownLevel):
        recomputed(scorecard(milestone("5.1.1", "5.1", said("a", 9), said("b", 0))))


def test_a_government_level_outside_the_rubric_is_refused():
    reports = [{"criterion": "completion", "account": 9, "stands": True}]

    with pytest.raises(UnknownLevel):
        recomputed(scorecard(milestone("5.1.1", "5.1", said("a", 0), said("b", 0), reports=reports)))


@pytest.mark.parametrize("part", ["method", "rubric", "commitments", "milestones"])
def test_a_scorecard_without_one_of_its_parts_is_refused(part: str):
    content: Any = scorecard()
    del content[part]

    with pytest.raises(KeyError):
        recomputed(content)


def test_a_milestone_of_no_commitment_is_refused():
    with pytest.raises(KeyError):
        recomputed(scorecard(milestone("9.1", "9")))

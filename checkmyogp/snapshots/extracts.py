"""What a scorecard says on one criterion, without its texts: read where a thousand milestones are compared at once.

What takes most of a scorecard's room stands in an extract as JSON text: what the NGOs said of a milestone is read for
the milestones that are shown, and how many of them are recused is counted. An extract is made once, with the snapshot,
and follows from it alone; ``flask verify`` makes it again and compares.
"""

import json
from collections.abc import Mapping
from typing import Any, cast

from checkmyogp.domain.canon import canonical
from checkmyogp.snapshots import recomputation
from checkmyogp.snapshots.entries import MilestoneEntry
from checkmyogp.snapshots.schema import (
    AnyFigures,
    ExtractedMilestone,
    FrozenAssessment,
    FrozenExtract,
    FrozenMilestone,
    FrozenScorecard,
)

KEPT = (
    "schema",
    "demonstration",
    "version",
    "published_at",
    "member",
    "plan",
    "round",
    "method",
    "rubric",
    "crosswalks",
    "raters",
    "agencies",
    "commitments",
    "correction",
    "registered",
)
"""What it repeats as it stands."""

OF_A_MILESTONE = ("number", "commitment", "withdrawn", "title", "due", "leads")
OF_A_REPORT = ("agency", "criterion", "account", "stands", "crosswalk", "crosswalk_version", "raw")
OF_AN_ANSWER = ("criterion", "account", "first")

LevelCounts = Mapping[str, Mapping[str, int]]
"""Revised levels by milestone's number, then by NGO's key."""


def criteria(content: FrozenScorecard) -> list[str]:
    """The criteria of a scorecard, in the rubric's order: an extract is made on each."""
    return [criterion["key"] for criterion in content["rubric"]["criteria"]]


def extract(content: FrozenScorecard, criterion: str) -> FrozenExtract:
    """The extract of a scorecard's content on one of its criteria."""
    extracted = {
        **_only(content, KEPT),
        "figures": _figures(content["figures"], criterion),
        "milestones": [_milestone(milestone, criterion) for milestone in content["milestones"]],
    }
    if "figures_before_replies" in content:
        extracted["figures_before_replies"] = _figures(content["figures_before_replies"], criterion)
    return cast("FrozenExtract", extracted)


def _figures(figures: list[AnyFigures], criterion: str) -> list[AnyFigures]:
    return [figure for figure in figures if figure["criterion"] == criterion]


def revised(extracted: FrozenExtract, levels: LevelCounts) -> FrozenExtract:
    """An extract made at the close, with what NGOs revised since.

    Only the milestones that somebody revised are computed again.
    """
    (figures,) = extracted["figures"]
    rubric = recomputation.criteria(extracted["rubric"])
    criterion = next(each for each in rubric if each.key == figures["criterion"])
    tops = recomputation.tops_of(extracted["commitments"])
    changed = {
        each["number"]: _revised(each, levels[each["number"]])
        for each in extracted["milestones"]
        if each["number"] in levels
    }
    records = [
        recomputation.record_of(each, json.loads(each["assessments"]), criterion, tops) for each in changed.values()
    ]
    again = recomputation.milestones_recomputed(records, criterion, extracted)
    milestones = [again.get(each["number"], each) for each in figures["milestones"]]
    return cast(
        "FrozenExtract",
        {
            **extracted,
            "milestones": [changed.get(each["number"], each) for each in extracted["milestones"]],
            "figures": [{**figures, "milestones": milestones}],
        },
    )


def _revised(milestone: ExtractedMilestone, levels: Mapping[str, int]) -> ExtractedMilestone:
    said: list[FrozenAssessment] = json.loads(milestone["assessments"])
    for assessment in said:
        for answer in assessment["answers"]:
            level = levels.get(assessment["rater"], answer["account"])
            if level != answer["account"]:
                answer["first"], answer["account"] = {"account": answer["account"]}, level
    return {**milestone, "assessments": canonical(said).decode()}


def _milestone(milestone: FrozenMilestone, criterion: str) -> Mapping[str, Any]:
    return {
        **_only(milestone, OF_A_MILESTONE),
        "reports": [_only(each, OF_A_REPORT) for each in milestone["reports"] if each["criterion"] == criterion],
        "recused": MilestoneEntry(milestone).recused(criterion),
        "assessments": canonical([_assessment(each, criterion) for each in milestone["assessments"]]).decode(),
    }


def _assessment(assessment: FrozenAssessment, criterion: str) -> Mapping[str, Any]:
    answers = [_only(each, OF_AN_ANSWER) for each in assessment["answers"] if each["criterion"] == criterion]
    return {"rater": assessment["rater"], "counting": assessment["counting"], "answers": answers}


def _only(frozen: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: frozen[name] for name in names if name in frozen}

"""What a scorecard says on one criterion, without its texts: read where a thousand milestones are compared at once.

An extract has the form of the scorecard itself, so that whatever reads the one reads the other, but for what takes most
of its room: what the NGOs said of a milestone stands in it as JSON text, which is read for the milestones that are
shown, and how many of them are recused is counted. It is made once, with the snapshot, and follows from it alone;
``flask verify`` makes it again and compares.
"""

import json
from collections.abc import Mapping
from typing import Any

from checkmyogp.domain import from_snapshot
from checkmyogp.domain.canon import Plain, canonical
from checkmyogp.domain.figures import of_milestones
from checkmyogp.snapshots.reader import recused

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
)
"""What it repeats as it stands."""

OF_A_MILESTONE = ("number", "commitment", "withdrawn", "title", "due", "leads")
OF_A_REPORT = ("agency", "criterion", "account", "stands", "crosswalk", "crosswalk_version", "raw")
OF_AN_ANSWER = ("criterion", "account", "first")

Content = Mapping[str, Any]


def criteria(content: Content) -> list[str]:
    """The criteria of a scorecard, in the rubric's order: an extract is made on each."""
    return [str(criterion["key"]) for criterion in content["rubric"]["criteria"]]


def extract(content: Content, criterion: str) -> Plain:
    """The extract of a scorecard's plain content on one of its criteria."""
    figures = {
        part: [figure for figure in content[part] if figure["criterion"] == criterion]
        for part in ("figures", "figures_before_replies")
        if part in content
    }
    milestones = [_milestone(milestone, criterion) for milestone in content["milestones"]]
    return {**_only(content, KEPT), **figures, "milestones": milestones}


def revised(content: Content, levels: Mapping[str, Mapping[str, int]]) -> Content:
    """An extract made at the close, with what NGOs revised since: their levels by milestone's number, then NGO.

    Only the milestones that somebody revised are computed again.
    """
    (figures,) = content["figures"]
    criterion = next(each for each in from_snapshot.criteria(content) if each.key == figures["criterion"])
    milestones = [
        _revised(each, levels[each["number"]]) if each["number"] in levels else each for each in content["milestones"]
    ]
    changed = [each for each in milestones if each["number"] in levels]
    rows = from_snapshot.rows({**content, "milestones": changed}, criterion)
    again = {figure["number"]: figure for figure in of_milestones(criterion, rows, quorum=content["method"]["quorum"])}
    figures = {**figures, "milestones": [again.get(each["number"], each) for each in figures["milestones"]]}
    return {**content, "milestones": milestones, "figures": [figures]}


def _revised(milestone: Content, levels: Mapping[str, int]) -> Content:
    said = json.loads(milestone["assessments"])
    for assessment in said:
        for answer in assessment["answers"]:
            level = levels.get(assessment["rater"], answer["account"])
            if level != answer["account"]:
                answer |= {"account": level, "first": {"account": answer["account"]}}
    return {**milestone, "assessments": said}


def _milestone(milestone: Content, criterion: str) -> Plain:
    return {
        **_only(milestone, OF_A_MILESTONE),
        "reports": [_only(each, OF_A_REPORT) for each in milestone["reports"] if each["criterion"] == criterion],
        "recused": recused(milestone, criterion),
        "assessments": canonical([_assessment(each, criterion) for each in milestone["assessments"]]).decode(),
    }


def _assessment(assessment: Content, criterion: str) -> Plain:
    answers = [_only(each, OF_AN_ANSWER) for each in assessment["answers"] if each["criterion"] == criterion]
    return {"rater": assessment["rater"], "counting": assessment["counting"], "answers": answers}


def _only(plain: Content, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: plain[name] for name in names if name in plain}

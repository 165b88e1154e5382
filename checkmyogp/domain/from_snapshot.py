"""A published scorecard's figures, computed again from nothing but the scores inside it."""

from collections.abc import Mapping, Sequence
from typing import Any

from checkmyogp.domain.crosswalks import Crosswalk
from checkmyogp.domain.figures import Method, PlainTable, account, figures
from checkmyogp.domain.findings import Counting, Rating, Row
from checkmyogp.domain.rubrics import Criterion, Level
from checkmyogp.domain.scales import Account, Silence

PlainContent = Mapping[str, Any]
"""A snapshot as read from its JSON."""


def recomputed(content: PlainContent) -> list[PlainTable]:
    """The figures that the scores give.

    Raises:
        KeyError, TypeError, ValueError: when the content is not a scorecard's.
    """
    method = Method(content["method"]["quorum"], content["method"]["seed"], content["method"]["draws"])
    return [figures(criterion, rows(content, criterion), method) for criterion in criteria(content)]


def criteria(content: PlainContent) -> list[Criterion]:
    """What was judged, in the rubric's order.

    Raises:
        KeyError, TypeError, ValueError: when the content is not a scorecard's.
    """
    return [_criterion(plain) for plain in content["rubric"]["criteria"]]


def rows(content: PlainContent, criterion: Criterion) -> list[Row]:
    """Everything said on one criterion, milestone by milestone in the plan's order.

    Raises:
        KeyError, TypeError, ValueError: when the content is not a scorecard's.
    """
    tops = _tops(content["commitments"])
    return [_row(milestone, criterion, tops) for milestone in content["milestones"]]


def is_revised(content: PlainContent) -> bool:
    """Whether an NGO revised a level after a reply, so that there are figures from before the replies as well."""
    return any(
        "first" in answer
        for milestone in content["milestones"]
        for assessment in milestone["assessments"]
        for answer in assessment["answers"]
    )


def before_replies(content: PlainContent) -> PlainContent:
    """The same scorecard as it was before anybody revised anything, as far as figures go."""
    return {**content, "milestones": [_before_replies(milestone) for milestone in content["milestones"]]}


def read_by(content: PlainContent, crosswalk: Crosswalk) -> PlainContent:
    """The same scorecard if the reports in bands of this crosswalk's key had been read by this version of it.

    A band that this version does not know keeps the meaning it was published with.
    """
    known = {band.raw: account(band.account) for band in crosswalk.bands}

    def again(report: PlainContent) -> PlainContent:
        ours = report.get("crosswalk") == crosswalk.key and report["criterion"] == crosswalk.criterion
        return {**report, "account": known[report["raw"]]} if ours and report["raw"] in known else report

    milestones = [
        {**entry, "reports": [again(report) for report in entry["reports"]]} for entry in content["milestones"]
    ]
    return {**content, "milestones": milestones}


def _before_replies(milestone: PlainContent) -> PlainContent:
    assessments = [
        {**assessment, "answers": [{**answer, **answer.get("first", {})} for answer in assessment["answers"]]}
        for assessment in milestone["assessments"]
    ]
    return {**milestone, "assessments": assessments}


def _tops(commitments: Sequence[PlainContent]) -> dict[str, str]:
    """For each commitment's number the number of the one at the top."""
    tops: dict[str, str] = {}
    for commitment in commitments:
        tops[commitment["number"]] = tops[commitment["within"]] if "within" in commitment else commitment["number"]
    return tops


def _criterion(plain: PlainContent) -> Criterion:
    levels = tuple(Level(level["value"], level["key"]) for level in plain["levels"])
    return Criterion(plain["key"], levels, plain["compared"], plain["evidence_from"])


def _account(plain: int | Mapping[str, str], criterion: Criterion) -> Account:
    """What was said; to Python, JSON's true is a number as well, and nobody says that."""
    if isinstance(plain, int) and not isinstance(plain, bool):
        return criterion.level(plain).value
    return Silence(plain["silence"])  # type: ignore[index] - what is neither is refused right here


def _row(milestone: PlainContent, criterion: Criterion, tops: Mapping[str, str]) -> Row:
    reports = [report for report in milestone["reports"] if report["criterion"] == criterion.key]
    standing = [report for report in reports if report["stands"]]
    return Row(
        milestone=milestone["number"],
        commitment=tops[milestone["commitment"]],
        withdrawn=milestone["withdrawn"],
        government=_account(standing[0]["account"], criterion) if standing else Silence.NOT_REPORTED,
        ratings=tuple(
            Rating(assessment["rater"], _account(answer["account"], criterion), Counting(assessment["counting"]))
            for assessment in milestone["assessments"]
            for answer in assessment["answers"]
            if answer["criterion"] == criterion.key
        ),
    )

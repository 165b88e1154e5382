"""A published scorecard's figures, computed again from nothing but the scores inside it."""

from collections.abc import Iterable, Mapping, Sequence

from checkmyogp.domain.figures import Method, PlainTable, figures, of_milestones
from checkmyogp.domain.findings import Counting
from checkmyogp.domain.records import (
    NOT_REPORTED,
    BandRead,
    MilestoneRecord,
    RatingRecord,
    StandingReport,
    before_replies,
    rows,
)
from checkmyogp.domain.rubrics import Criterion, Level
from checkmyogp.domain.scales import Account, Silence
from checkmyogp.snapshots.schema import (
    FrozenAccount,
    FrozenAnswer,
    FrozenAssessment,
    FrozenCommitment,
    FrozenCriterion,
    FrozenMilestoneHead,
    FrozenReport,
    FrozenRubric,
    FrozenScorecard,
)


def recomputed(content: FrozenScorecard) -> list[PlainTable]:
    """The figures that the scores give.

    Raises:
        KeyError, TypeError, ValueError: when the content is not a scorecard's.
    """
    return [
        figures(criterion, rows(records_of(content, criterion)), _method(content))
        for criterion in criteria(content["rubric"])
    ]


def recomputed_before_replies(content: FrozenScorecard) -> list[PlainTable]:
    """The figures that the scores gave before anybody revised anything.

    Raises:
        KeyError, TypeError, ValueError: when the content is not a scorecard's.
    """
    return [
        figures(criterion, rows(before_replies(records_of(content, criterion))), _method(content))
        for criterion in criteria(content["rubric"])
    ]


def milestones_recomputed(
    records: Sequence[MilestoneRecord], criterion: Criterion, *, quorum: int
) -> Mapping[str, PlainTable]:
    """The figures of each of these milestones by its number."""
    found = of_milestones(criterion, rows(records), quorum=quorum)
    return {record.milestone: figure for record, figure in zip(records, found, strict=True)}


def is_revised(content: FrozenScorecard) -> bool:
    """Whether an NGO revised a level after a reply, so that there are figures from before the replies as well."""
    return any(
        "first" in answer
        for milestone in content["milestones"]
        for assessment in milestone["assessments"]
        for answer in assessment["answers"]
    )


def criteria(rubric: FrozenRubric) -> list[Criterion]:
    """What was judged, in the rubric's order.

    Raises:
        KeyError, TypeError, ValueError: when it is not a rubric.
    """
    return [criterion_of(plain) for plain in rubric["criteria"]]


def criterion_of(plain: FrozenCriterion) -> Criterion:
    """One criterion as the method takes it.

    Raises:
        KeyError, TypeError, ValueError: when it is not a criterion.
    """
    levels = tuple(Level(level["value"], level["key"]) for level in plain["levels"])
    return Criterion(plain["key"], levels, plain["compared"], plain["evidence_from"])


def records_of(content: FrozenScorecard, criterion: Criterion) -> list[MilestoneRecord]:
    """Everything said on one criterion, milestone by milestone in the plan's order.

    Raises:
        KeyError, TypeError, ValueError: when the content is not a scorecard's.
    """
    tops = tops_of(content["commitments"])
    return [record_of(milestone, milestone["assessments"], criterion, tops) for milestone in content["milestones"]]


def record_of(
    milestone: FrozenMilestoneHead,
    assessments: Iterable[FrozenAssessment],
    criterion: Criterion,
    tops: Mapping[str, str],
) -> MilestoneRecord:
    """Everything said of one milestone on one criterion; ``tops`` are the commitments' outermost numbers."""
    standing = [report for report in milestone["reports"] if report["criterion"] == criterion.key and report["stands"]]
    return MilestoneRecord(
        milestone=milestone["number"],
        commitment=tops[milestone["commitment"]],
        withdrawn=milestone["withdrawn"],
        report=_standing_report(standing[0], criterion) if standing else NOT_REPORTED,
        ratings=tuple(
            _rating(assessment, answer, criterion)
            for assessment in assessments
            for answer in assessment["answers"]
            if answer["criterion"] == criterion.key
        ),
    )


def tops_of(commitments: Iterable[FrozenCommitment]) -> dict[str, str]:
    """For each commitment's number the number of the one at the top: 5 for 5.1."""
    tops: dict[str, str] = {}
    for commitment in commitments:
        tops[commitment["number"]] = tops[commitment["within"]] if "within" in commitment else commitment["number"]
    return tops


def _method(content: FrozenScorecard) -> Method:
    method = content["method"]
    return Method(method["quorum"], method["seed"], method["draws"])


def _standing_report(report: FrozenReport, criterion: Criterion) -> StandingReport:
    read_from = (
        BandRead(report["crosswalk"], report["crosswalk_version"], report["raw"])
        if "crosswalk" in report and "crosswalk_version" in report and "raw" in report
        else None
    )
    return StandingReport(_account(report["account"], criterion), read_from)


def _rating(assessment: FrozenAssessment, answer: FrozenAnswer, criterion: Criterion) -> RatingRecord:
    return RatingRecord(
        assessment["rater"],
        Counting(assessment["counting"]),
        _account(answer["account"], criterion),
        _account(answer["first"]["account"], criterion) if "first" in answer else None,
    )


def _account(plain: FrozenAccount, criterion: Criterion) -> Account:
    """What was said; to Python, JSON's true is a number as well, and nobody says that."""
    if isinstance(plain, int) and not isinstance(plain, bool):
        return criterion.level(plain).value
    return Silence(plain["silence"])  # type: ignore[index] - what is neither is refused right here

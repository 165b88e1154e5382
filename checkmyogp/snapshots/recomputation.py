"""A scorecard's figures, computed from nothing but its content, by the version of the method that it names."""

from collections.abc import Iterable, Mapping, Sequence

from checkmyogp.domain.figures import Method, PlainTable, figures, of_milestones
from checkmyogp.domain.findings import Counting
from checkmyogp.domain.method_2 import figures as method_2_figures
from checkmyogp.domain.method_2.figures import Method2
from checkmyogp.domain.methods import FIRST_METHOD
from checkmyogp.domain.records import (
    NOT_REPORTED,
    BandRead,
    MilestoneRecord,
    RatingRecord,
    Records,
    StandingReport,
    before_replies,
    rows,
)
from checkmyogp.domain.rubrics import Criterion, Level
from checkmyogp.domain.scales import Account, Silence
from checkmyogp.snapshots.schema import (
    METHODS,
    FrozenAccount,
    FrozenAnswer,
    FrozenAssessment,
    FrozenCommitment,
    FrozenCriterion,
    FrozenFrame,
    FrozenMilestoneHead,
    FrozenReport,
    FrozenRubric,
    FrozenScorecard,
)
from checkmyogp.snapshots.surroundings import surroundings_of


class UnknownMethod(ValueError):
    """Content that names a version of the method that is not known, or another than its form has the figures of."""

    def __init__(self, schema: object, version: object) -> None:
        super().__init__(f"{schema!r} with version {version!r} of the method is not known here.")


def recomputed(content: FrozenScorecard) -> list[PlainTable]:
    """The figures that the scores give.

    Raises:
        KeyError, TypeError, ValueError: when the content is not a scorecard's.
    """
    return _figures(content, [(each, records_of(content, each)) for each in criteria(content["rubric"])])


def recomputed_before_replies(content: FrozenScorecard) -> list[PlainTable]:
    """The figures that the scores gave before anybody revised anything.

    Raises:
        KeyError, TypeError, ValueError: when the content is not a scorecard's.
    """
    first = [(each, before_replies(records_of(content, each))) for each in criteria(content["rubric"])]
    return _figures(content, first)


def _figures(content: FrozenScorecard, said: Iterable[tuple[Criterion, Records]]) -> list[PlainTable]:
    used = content["method"]
    match version_of(content):
        case 1:
            method = Method(used["quorum"], used["seed"], used["draws"])
            return [figures(criterion, rows(records), method) for criterion, records in said]
        case 2:
            method, given = method_2(content), surroundings_of(content)
            return [method_2_figures.figures(criterion, records, method, given) for criterion, records in said]
        case other:
            raise UnknownMethod(content["schema"], other)


def version_of(content: FrozenFrame) -> int:
    """The version of the method that the content names, which is that of its form.

    Raises:
        UnknownMethod: where it is not.
    """
    version = content["method"]["version"]
    if METHODS.get(content["schema"]) != version:
        raise UnknownMethod(content["schema"], version)
    return version


def method_2(content: FrozenFrame) -> Method2:
    """What figures under version 2 depend on besides the scores.

    Raises:
        KeyError, TypeError: when the content names no opening.
    """
    used = content["method"]
    return Method2(used["quorum"], used["opening"], used["draws"])  # type: ignore[typeddict-item] - version 2 names one


def seed_of(content: FrozenScorecard) -> int:
    """What draws start from: under version 1 what the content says, under version 2 what follows from the opening.

    Raises:
        KeyError, TypeError, ValueError: when the content is not a scorecard's.
    """
    return content["method"]["seed"] if version_of(content) == FIRST_METHOD else method_2(content).seed


def of_milestones_alone(content: FrozenScorecard) -> list[PlainTable]:
    """What a round comes to at its close: the figures of its milestones, and none of the plan as a whole."""
    return [
        {
            "criterion": criterion.key,
            "compared": criterion.compared,
            "milestones": list(milestones_recomputed(records_of(content, criterion), criterion, content).values()),
        }
        for criterion in criteria(content["rubric"])
    ]


def milestones_recomputed(
    records: Sequence[MilestoneRecord], criterion: Criterion, frame: FrozenFrame
) -> Mapping[str, PlainTable]:
    """The figures of each of these milestones by its number, by the method that ``frame`` names."""
    compute = {1: of_milestones, 2: method_2_figures.of_milestones}[version_of(frame)]
    found = compute(criterion, rows(records), quorum=frame["method"]["quorum"])
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

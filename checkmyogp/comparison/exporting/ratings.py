"""What every party said: one row for each party, milestone and criterion."""

from collections.abc import Iterator

from flask_babel import lazy_gettext

from checkmyogp.comparison.exporting.cells import ColumnKind, ExportCell, ExportColumn, ExportRow, ExportTable
from checkmyogp.comparison.exporting.columns import COMMITMENT, CRITERION, MILESTONE, ORDER, TOP, place
from checkmyogp.comparison.exporting.plan import GOVERNMENT, NGO
from checkmyogp.domain.findings import Counting
from checkmyogp.domain.scales import GOVERNMENT_SILENCES, NGO_SILENCES, Account, Confidence, Silence
from checkmyogp.snapshots.criteria import CriterionView
from checkmyogp.snapshots.entries import AnswerEntry, AssessmentEntry, MilestoneEntry
from checkmyogp.snapshots.reader import Scorecard

SAID_INSTEAD = tuple(silence.value for silence in (*NGO_SILENCES, *GOVERNMENT_SILENCES, Silence.NOT_REPORTED))

COLUMNS = (
    ORDER,
    MILESTONE,
    COMMITMENT,
    TOP,
    CRITERION,
    ExportColumn("party_kind", ColumnKind.TEXT, lazy_gettext("Whose account it is."), (GOVERNMENT, NGO)),
    ExportColumn(
        "party_key",
        ColumnKind.TEXT,
        lazy_gettext("The NGO's key; “government” for the government, whichever agency spoke."),
    ),
    ExportColumn(
        "agency", ColumnKind.TEXT, lazy_gettext("The key of the agency whose self-report stands; empty for an NGO.")
    ),
    ExportColumn(
        "level",
        ColumnKind.NUMBER,
        lazy_gettext("The level that stands, also after a revision. Of level and silence exactly one is filled."),
    ),
    ExportColumn("silence", ColumnKind.TEXT, lazy_gettext("Why there is no level."), SAID_INSTEAD),
    ExportColumn(
        "counting",
        ColumnKind.TEXT,
        lazy_gettext("Whether the NGO's account counts, and if not, why not; empty for the government."),
        tuple(counting.value for counting in Counting),
    ),
    ExportColumn(
        "confidence",
        ColumnKind.TEXT,
        lazy_gettext("How sure the NGO is of its level. It never weights a score."),
        tuple(confidence.value for confidence in Confidence),
    ),
    ExportColumn(
        "first_level",
        ColumnKind.NUMBER,
        lazy_gettext("What the NGO said before it revised; empty where its first account stands."),
    ),
    ExportColumn(
        "first_silence", ColumnKind.TEXT, lazy_gettext("The silence that it revised into a level."), SAID_INSTEAD
    ),
    ExportColumn("raw_band", ColumnKind.TEXT, lazy_gettext("The agency's own band, where it reported in bands.")),
    ExportColumn(
        "crosswalk", ColumnKind.TEXT, lazy_gettext("The key of the crosswalk that turned the band into a level.")
    ),
    ExportColumn("crosswalk_version", ColumnKind.NUMBER, lazy_gettext("The crosswalk's version.")),
)


def ratings(scorecard: Scorecard) -> ExportTable:
    """Everything said, in the plan's order, then the rubric's, the government first and the NGOs by key."""
    return ExportTable(
        "ratings.csv",
        lazy_gettext("What each party said of each milestone on each criterion: a level, or why there is none."),
        COLUMNS,
        [
            {**place(order, milestone, scorecard.tops), "criterion": criterion.key, **said}
            for order, milestone in enumerate(scorecard.milestones.values(), start=1)
            for criterion in scorecard.criteria.values()
            for said in _said(milestone, criterion)
        ],
    )


def _said(milestone: MilestoneEntry, criterion: CriterionView) -> Iterator[ExportRow]:
    if criterion.compared:
        yield said_by_government(milestone, criterion.key)
    for assessment in sorted(milestone.assessments, key=lambda assessment: assessment.rater):
        answer = assessment.answers.get(criterion.key)
        if answer is not None:
            yield said_by_ngo(assessment, answer)


def said_by_ngo(assessment: AssessmentEntry, answer: AnswerEntry) -> ExportRow:
    """What an NGO answered on one criterion of one milestone."""
    return {
        "party_kind": NGO,
        "party_key": assessment.rater,
        **_account(answer.account),
        "counting": assessment.counting.value,
        "confidence": answer.confidence.value if answer.confidence else "",
        **({} if answer.first is None else _account(answer.first, "first_")),
    }


def said_by_government(milestone: MilestoneEntry, criterion: str) -> ExportRow:
    """What stands for the government on one criterion of one milestone, if it is a silence."""
    whose: ExportRow = {"party_kind": GOVERNMENT, "party_key": GOVERNMENT}
    report = milestone.standing_report(criterion)
    if report is None:
        return {**whose, **_account(Silence.NOT_REPORTED)}
    band = report.band
    return {
        **whose,
        "agency": report.agency,
        **_account(report.account),
        "raw_band": band.raw if band else "",
        "crosswalk": band.crosswalk if band else "",
        "crosswalk_version": band.version if band else "",
    }


def _account(said: Account, prefix: str = "") -> dict[str, ExportCell]:
    return {f"{prefix}silence": said.value} if isinstance(said, Silence) else {f"{prefix}level": said}

"""What every party said, and who might have spoken: one row for each party, milestone and criterion, silent or not.

With a row for every NGO on every milestone it is known which rows must be there, so that none can be left out.
"""

from collections.abc import Iterator
from dataclasses import replace

from flask_babel import lazy_gettext

from checkmyogp.comparison.exporting.cells import ColumnKind, ExportColumn, ExportRow, ExportTable
from checkmyogp.comparison.exporting.columns import place
from checkmyogp.comparison.exporting.method_2 import frozen
from checkmyogp.comparison.exporting.plan import NGO
from checkmyogp.comparison.exporting.ratings import COLUMNS as OF_VERSION_1
from checkmyogp.comparison.exporting.ratings import said_by_government, said_by_ngo
from checkmyogp.domain.scales import Silence
from checkmyogp.snapshots.criteria import CriterionView
from checkmyogp.snapshots.entries import MilestoneEntry
from checkmyogp.snapshots.reader import Scorecard

RECUSED = ExportColumn(
    "recused",
    ColumnKind.TRUTH,
    lazy_gettext(
        "Whether the NGO must not score this milestone, by the plan or as it declared; empty for the government."
    ),
    ("true", "false"),
)
SILENCE = lazy_gettext("Why there is no level. An NGO that gave no answer has not assessed the milestone.")
COUNTING = lazy_gettext(
    "Whether the NGO's account counts, and if not, why not; empty for the government and where the NGO gave no answer."
)


def _columns() -> Iterator[ExportColumn]:
    for column in OF_VERSION_1:
        match column.name:
            case "silence":
                yield replace(column, meaning=SILENCE, allowed=(*column.allowed, Silence.NOT_ASSESSED.value))
            case "counting":
                yield replace(column, meaning=COUNTING)
                yield RECUSED
            case _:
                yield column


COLUMNS = tuple(_columns())


def ratings(scorecard: Scorecard) -> ExportTable:
    """Everything said, in the plan's order, then the rubric's, the government first and the NGOs by key."""
    ngos = sorted({*frozen.accredited(scorecard), *scorecard.raters})
    recused = frozen.recused(scorecard)
    return ExportTable(
        "ratings.csv",
        lazy_gettext(
            "What each party said of each milestone on each criterion: a level, or why there is none. Whoever might "
            "have said something has a row."
        ),
        COLUMNS,
        [
            {**place(order, milestone, scorecard.tops), "criterion": criterion.key, **said}
            for order, (number, milestone) in enumerate(scorecard.milestones.items(), start=1)
            for criterion in scorecard.criteria.values()
            for said in _said(milestone, criterion, {ngo: ngo in recused[number] for ngo in ngos})
        ],
    )


def _said(milestone: MilestoneEntry, criterion: CriterionView, recused: dict[str, bool]) -> Iterator[ExportRow]:
    if criterion.compared:
        yield said_by_government(milestone, criterion.key)
    assessed = {assessment.rater: assessment for assessment in milestone.assessments}
    for ngo, must_not in recused.items():
        assessment = assessed.get(ngo)
        answer = assessment.answers.get(criterion.key) if assessment else None
        silent = {"party_kind": NGO, "party_key": ngo, "silence": Silence.NOT_ASSESSED.value}
        yield {**(said_by_ngo(assessment, answer) if assessment and answer else silent), "recused": must_not}

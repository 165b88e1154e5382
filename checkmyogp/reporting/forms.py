"""The form of one milestone, made from the rubric that the round is pinned to and the administration's own bands."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from wtforms import RadioField, SelectField

from checkmyogp.domain.scales import GOVERNMENT_SILENCES
from checkmyogp.domain.self_reports import BandOf, ReportSheet, TypedReport, quarters
from checkmyogp.drafting import labels as drafting
from checkmyogp.drafting.forms import language_field
from checkmyogp.reporting import labels
from checkmyogp.rounds.models import Round
from checkmyogp.rounds.words.reader import ScoredCriterion
from checkmyogp.rubrics.models import CrosswalkVersion
from checkmyogp.web import evidence_rows
from checkmyogp.web.draft_forms import DraftForm
from checkmyogp.web.forms import ProseField, option
from checkmyogp.web.jinja import plain

ROWS_OF_EVIDENCE = 3
REPORT_FIELDS = ("answer", "narrative", "language")


class ReportForm(DraftForm[ReportSheet]):
    """What every milestone's form has, whatever its rubric."""

    def sheet(self) -> ReportSheet:
        """What was typed."""
        reports = {
            key: TypedReport(
                *(self.typed(f"{key}-{name}") for name in REPORT_FIELDS),
                evidence=tuple(evidence for _, evidence in evidence_rows.typed(self, key)),
            )
            for key in self.criteria
        }
        return ReportSheet(reports, self.typed("quarter"))


def compared(round_: Round) -> list[ScoredCriterion]:
    """The criteria on which the government is asked."""
    return [criterion for criterion in round_.criteria if criterion.compared]


def form_for(round_: Round, crosswalks: Sequence[CrosswalkVersion]) -> type[ReportForm]:
    """The form for a round, in its rubric's order."""
    period = ("", *quarters(round_.period_starts, round_.period_ends))
    fields: dict[str, Any] = {
        "criteria": {criterion.key: plain(criterion.name) for criterion in compared(round_)},
        "quarter": SelectField(
            gettext("What the report is about"),
            choices=[option(quarter, labels.quarter(quarter)) for quarter in period],
            default="",
        ),
    }
    for criterion in compared(round_):
        fields |= _criterion_fields(round_, criterion, crosswalks)
        fields |= evidence_rows.fields(criterion.key, rows=ROWS_OF_EVIDENCE)
    return type("ReportOnMilestone", (ReportForm,), fields)


def _criterion_fields(
    round_: Round, criterion: ScoredCriterion, crosswalks: Sequence[CrosswalkVersion]
) -> dict[str, Any]:
    answers = [
        option("", gettext("Not reported")),
        *(option(str(level.value), plain(level.name)) for level in criterion.levels),
        *(
            option(
                str(BandOf(crosswalk.key, crosswalk.version, band.raw)),
                plain(round_.crosswalk(crosswalk).bands[band.raw]),
            )
            for crosswalk in crosswalks
            if crosswalk.criterion.key == criterion.key
            for band in crosswalk.bands
        ),
        *(option(value.value, drafting.silence(value)) for value in GOVERNMENT_SILENCES),
    ]
    return {
        f"{criterion.key}-answer": RadioField(gettext("Your answer"), choices=answers, default=""),
        f"{criterion.key}-narrative": ProseField(gettext("What was done")),
        f"{criterion.key}-language": language_field(gettext("It is written in")),
    }


def as_typed(sheet: ReportSheet, criteria: Sequence[str], *, language: str) -> dict[str, str]:
    """A sheet as the fields of the form hold it; what nobody began is in ``language``."""
    fields = {"quarter": sheet.quarter}
    for key in criteria:
        report = sheet.report(key)
        fields |= {f"{key}-{name}": getattr(report, name) for name in REPORT_FIELDS}
        fields[f"{key}-language"] = report.language or language
        fields |= evidence_rows.as_typed(key, report.evidence)
    return fields

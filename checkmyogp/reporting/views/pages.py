"""What is an agency's own on the pages that it shares with NGOs: the sheet, the form, the words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from werkzeug.datastructures import MultiDict

from checkmyogp.domain.identities import Identity
from checkmyogp.domain.permissions import Permission
from checkmyogp.domain.self_reports import NOTHING_TYPED, ReportSheet
from checkmyogp.drafting.queries import Contribution
from checkmyogp.drafting.view_models import MilestoneSlot, Workspace
from checkmyogp.drafting.views.pages import Rules
from checkmyogp.plans.models import Organisation
from checkmyogp.reporting import forms, labels, queries, sealed_reports, services, view_models
from checkmyogp.reporting.forms import ReportForm
from checkmyogp.reporting.models import ReportDraftColumns, ReportSubmission, SelfReport
from checkmyogp.reporting.view_models import ReportOverview
from checkmyogp.rounds.models import Round, RoundMilestone
from checkmyogp.web.actions import Refusals

RULES = Rules(
    rounds=Permission.AGENCY_ROUNDS,
    read=Permission.REPORT_READ,
    draft=Permission.REPORT_DRAFT,
    submit=Permission.REPORT_SUBMIT,
)


@dataclass(frozen=True, slots=True)
class ReportPages:
    """Pages on which an agency reports on the milestones that it leads."""

    words: str = "reporting"
    sealed_as: str = "reports"
    rules: Rules = RULES

    @property
    def contribution(self) -> Contribution[ReportDraftColumns, ReportSubmission]:
        """Reports that stand beside each other, of each milestone the latest first."""
        return queries.self_reports

    @property
    def refusals(self) -> Refusals:
        """Why nothing is reported."""
        return labels.REFUSALS

    def accredited(self, round_: Round, organisation: Organisation, *, now: datetime) -> bool:
        """An agency reports because the plan names it; nobody has to admit it."""
        del round_, organisation, now
        return True

    def slot(self, workspace: Workspace, pinned: RoundMilestone) -> MilestoneSlot:
        """A milestone that the agency leads."""
        return MilestoneSlot(workspace, pinned)

    def sheet(self, stored: Mapping[str, Any] | None) -> ReportSheet:
        """A quarter, and a report on each criterion."""
        return NOTHING_TYPED if stored is None else ReportSheet.restored(stored)

    def form(self, slot: MilestoneSlot, typed: MultiDict[str, str] | None = None) -> ReportForm:
        """The form for the round's rubric and the administration's bands."""
        kind = forms.form_for(slot.round, queries.crosswalks(slot.round))
        return kind() if typed is None else kind(typed)

    def as_typed(self, slot: MilestoneSlot, sheet: ReportSheet, *, language: str) -> dict[str, str]:
        """A sheet as the fields of the form hold it."""
        return forms.as_typed(sheet, [criterion.key for criterion in forms.compared(slot.round)], language=language)

    def overview(self, workspace: Workspace) -> ReportOverview:
        """Every milestone that the agency leads."""
        return view_models.overview(workspace)

    def shown_with(self, slot: MilestoneSlot) -> Mapping[str, object]:
        """The criteria on which the government is asked, and what the agency reported before."""
        return {
            "criteria": forms.compared(slot.round),
            "crosswalks": queries.crosswalks(slot.round),
            "rows_of_evidence": forms.ROWS_OF_EVIDENCE,
            "earlier": () if slot.workspace.hides_earlier else _earlier(slot),
        }

    def submit(self, workspace: Workspace, *, reviewed: str, actor: Identity, now: datetime) -> ReportSubmission:
        """Submit every report that is ready."""
        round_, agency = workspace.round, workspace.organisation
        return services.submit_drafts(round_=round_, organisation=agency, reviewed=reviewed, actor=actor, now=now)


def _earlier(slot: MilestoneSlot) -> Sequence[SelfReport]:
    found = sealed_reports.rows(slot.round, slot.organisation.id)
    mine = [report for report in found if report.milestone_id == slot.pinned.milestone_id]
    return sorted(mine, key=lambda report: (report.criterion, -report.sequence))

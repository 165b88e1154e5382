"""What is an NGO's own on the pages that it shares with agencies: the sheet, the form, the words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from werkzeug.datastructures import MultiDict

from checkmyogp.accreditation import queries as accreditations
from checkmyogp.assessment import forms, labels, queries, services, view_models
from checkmyogp.assessment.forms import AssessmentForm
from checkmyogp.assessment.models import Submission
from checkmyogp.assessment.view_models import AssessmentOverview
from checkmyogp.domain.drafts import EMPTY, Sheet
from checkmyogp.domain.identities import Identity
from checkmyogp.domain.permissions import Permission
from checkmyogp.drafting.models import DraftColumns
from checkmyogp.drafting.queries import Contribution
from checkmyogp.drafting.view_models import MilestoneSlot, Workspace
from checkmyogp.drafting.views.pages import Rules
from checkmyogp.plans.models import Organisation
from checkmyogp.rounds.models import Round, RoundMilestone
from checkmyogp.rounds.words.reader import ScoredCriterion
from checkmyogp.web import evidence_rows
from checkmyogp.web.actions import Refusals

RULES = Rules(
    rounds=Permission.NGO_ROUNDS,
    read=Permission.ASSESSMENT_READ,
    draft=Permission.ASSESSMENT_DRAFT,
    submit=Permission.ASSESSMENT_SUBMIT,
)


@dataclass(frozen=True, slots=True)
class AssessmentPages:
    """Pages on which an NGO assesses every milestone of a round."""

    words: str = "assessment"
    sealed_as: str = "answers"
    rules: Rules = RULES

    @property
    def contribution(self) -> Contribution[DraftColumns, Submission]:
        """One assessment, of which the latest version stands."""
        return queries.assessments

    @property
    def refusals(self) -> Refusals:
        """Why an assessment is not submitted."""
        return labels.REFUSALS

    def accredited(self, round_: Round, organisation: Organisation, *, now: datetime) -> bool:
        """Whether it may score the plan at this moment."""
        return organisation.id in accreditations.accredited(round_.plan_id, day=round_.day_of(now))

    def slot(self, workspace: Workspace, pinned: RoundMilestone) -> MilestoneSlot:
        """A milestone, and what the plan says that the NGO has at stake in it."""
        round_, organisation = workspace.round, workspace.organisation
        found = services.found_conflicts(round_=round_, organisation=organisation, milestones=[pinned])
        return MilestoneSlot(workspace, pinned, tuple(conflict.conflict for conflict in found))

    def sheet(self, stored: Mapping[str, Any] | None) -> Sheet:
        """Answers on each criterion, and a declaration."""
        return EMPTY if stored is None else Sheet.restored(stored)

    def form(self, slot: MilestoneSlot, typed: MultiDict[str, str] | None = None) -> AssessmentForm:
        """The form for the round's rubric."""
        kind = forms.form_for(_criteria(slot), plan_shows_conflict=bool(slot.conflicts))
        return kind() if typed is None else kind(typed)

    def as_typed(self, slot: MilestoneSlot, sheet: Sheet, *, language: str) -> dict[str, str]:
        """A sheet as the fields of the form hold it."""
        return forms.as_typed(sheet, [criterion.key for criterion in _criteria(slot)], language=language)

    def overview(self, workspace: Workspace) -> AssessmentOverview:
        """Every milestone of the round."""
        return view_models.overview(workspace)

    def shown_with(self, slot: MilestoneSlot) -> Mapping[str, object]:
        """The criteria, all of them."""
        return {"criteria": _criteria(slot), "rows_of_evidence": evidence_rows.ROWS}

    def submit(self, workspace: Workspace, *, reviewed: str, actor: Identity, now: datetime) -> Submission:
        """Submit every milestone that is complete."""
        round_, organisation = workspace.round, workspace.organisation
        return services.submit_drafts(round_=round_, organisation=organisation, reviewed=reviewed, actor=actor, now=now)


def _criteria(slot: MilestoneSlot) -> Sequence[ScoredCriterion]:
    return slot.round.criteria

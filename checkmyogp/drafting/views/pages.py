"""What a feature hands in so that its organisations get the shared pages: its sheet, its form, its words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar

from flask import abort
from werkzeug.datastructures import MultiDict

from checkmyogp.accounts.seats import queries as seats
from checkmyogp.domain.identities import Identity
from checkmyogp.domain.permissions import Permission
from checkmyogp.drafting.models import SubmissionColumns
from checkmyogp.drafting.queries import Contribution
from checkmyogp.drafting.services import DraftSheet
from checkmyogp.drafting.view_models import MilestoneSlot, Overview, Workspace
from checkmyogp.plans import queries as plans
from checkmyogp.plans.models import Organisation
from checkmyogp.rounds import queries as rounds
from checkmyogp.rounds.models import Round, RoundMilestone
from checkmyogp.web.access import Found, current_identity
from checkmyogp.web.actions import Refusals
from checkmyogp.web.draft_forms import DraftForm

SheetT = TypeVar("SheetT", bound=DraftSheet)


@dataclass(frozen=True, slots=True)
class Rules:
    """Whom the pages let in."""

    rounds: Permission
    read: Permission
    draft: Permission
    submit: Permission


class ContributionPages(Protocol[SheetT]):
    """The pages of one kind of contribution to a round."""

    @property
    def words(self) -> str:
        """The folder of templates with its sentences and with what is its own of each page."""
        ...

    @property
    def sealed_as(self) -> str:
        """Under which key a submission's content holds the milestones it covers."""
        ...

    @property
    def contribution(self) -> Contribution[Any, Any]:
        """Where it is kept."""
        ...

    @property
    def rules(self) -> Rules:
        """Whom the pages let in."""
        ...

    @property
    def refusals(self) -> Refusals:
        """Why nothing is submitted, in words."""
        ...

    def accredited(self, round_: Round, organisation: Organisation, *, now: datetime) -> bool:
        """Whether the organisation may submit, as far as that depends on itself."""
        ...

    def slot(self, workspace: Workspace, pinned: RoundMilestone) -> MilestoneSlot:
        """One milestone, ready to be written on."""
        ...

    def sheet(self, stored: Mapping[str, Any] | None) -> SheetT:
        """What a draft's row keeps; an empty sheet where there is none."""
        ...

    def form(self, slot: MilestoneSlot, typed: MultiDict[str, str] | None = None) -> DraftForm[SheetT]:
        """The form as it was sent, or with what is given in its place."""
        ...

    def as_typed(self, slot: MilestoneSlot, sheet: SheetT, *, language: str) -> dict[str, str]:
        """A sheet as the fields of the form hold it; what nobody began is in this language."""
        ...

    def overview(self, workspace: Workspace) -> Overview[Any]:
        """Every milestone with how far it has come."""
        ...

    def shown_with(self, slot: MilestoneSlot) -> Mapping[str, object]:
        """What its own part of a milestone's page shows beside the form."""
        ...

    def submit(self, workspace: Workspace, *, reviewed: str, actor: Identity, now: datetime) -> SubmissionColumns:
        """Submit what was looked through."""
        ...


@dataclass(frozen=True, slots=True)
class OwnWorkspace:
    """Finds the visitor's own organisation in a round."""

    pages: ContributionPages[Any]

    def at(self, plan: str, round_: str) -> Found[Workspace]:
        """It, whether or not it has a part in the round."""
        now, visitor = datetime.now(UTC), current_identity()
        key = visitor.organisation
        found = rounds.round_at(plan, round_) or abort(404)
        taking_part = self.pages.contribution.with_a_part_in(found, key)
        organisation = taking_part or plans.organisation_at(found.plan.member_id, key) or abort(404)
        accredited = self.pages.accredited(found, organisation, now=now)
        situation = replace(found.situation(now), has_part=taking_part is not None, accredited=accredited)
        recovery = seats.recovery_in(visitor.key, found.opened_at)
        return Found(Workspace(found, organisation, accredited, situation.takes_submissions, recovery), situation)

    def milestone(self, plan: str, round_: str, number: str) -> Found[Workspace]:
        """The same for one milestone, in which the organisation has a part if it writes on it."""
        found = self.at(plan, round_)
        written_on = self.pages.contribution.milestones(found.thing.round, found.thing.organisation)
        writes_on = number in [pinned.milestone.number for pinned in written_on]
        return Found(found.thing, replace(found.situation, has_part=found.situation.has_part and writes_on))

    def anew(self, workspace: Workspace) -> Workspace:
        """The same as it stands by now."""
        return self.at(workspace.round.plan.slug, workspace.round.slug).thing

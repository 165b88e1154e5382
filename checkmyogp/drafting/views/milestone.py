"""Writing on one milestone: everything typed is kept, and of two who write at once neither overwrites the other."""

from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Generic

from flask import Blueprint, abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from checkmyogp.accounts import labels as accounts
from checkmyogp.accounts import sessions
from checkmyogp.drafting import labels, services
from checkmyogp.drafting.view_models import MilestoneSlot, Workspace, official_language, promise
from checkmyogp.drafting.views.pages import ContributionPages, OwnWorkspace, SheetT
from checkmyogp.rounds import queries as rounds
from checkmyogp.web import actions, evidence_rows, headers, languages, query_string
from checkmyogp.web.access import access, current_identity
from checkmyogp.web.draft_forms import DraftForm

AUTOMATICALLY = "auto"
"""Sent by the page's own script, which wants to know no more than whether it worked."""


@dataclass(frozen=True, slots=True)
class MilestoneViews(Generic[SheetT]):
    """The form of a milestone, as it is shown and saved."""

    pages: ContributionPages[SheetT]
    own: OwnWorkspace

    def show(self, workspace: Workspace, number: str) -> ResponseReturnValue:
        """The form as it was last saved."""
        query_string.query_args({})
        slot = self._slot(workspace, number)
        form = self._form_of(slot, *self._saved(slot))
        form.point_out_half_filled()
        return self._page(workspace, slot, form)

    def save(self, workspace: Workspace, number: str) -> ResponseReturnValue:
        """Keep what was typed."""
        slot = self._slot(workspace, number)
        form = self.pages.form(slot)
        if not form.validate():
            return self._page(workspace, slot, form), HTTPStatus.BAD_REQUEST
        try:
            return actions.done(
                lambda: self._save(slot, form),
                lambda refusal: self._page(self.own.anew(workspace), slot, form, refusal=refusal),
                labels.SAVING_REFUSED,
            )
        except services.Stale:
            return self._conflict(workspace, slot, form)

    def too_late(self, workspace: Workspace, refused: Exception, number: str) -> ResponseReturnValue:
        """What was typed, once the round takes nothing more."""
        slot = self._slot(workspace, number)
        refusal = actions.sentence(refused, labels.SAVING_REFUSED)
        return self._page(workspace, slot, self.pages.form(slot), refusal=refusal), HTTPStatus.CONFLICT

    def _save(self, slot: MilestoneSlot, form: DraftForm[SheetT]) -> ResponseReturnValue:
        revision = services.save_draft(
            contribution=self.pages.contribution,
            round_=slot.round,
            milestone_id=slot.pinned.milestone_id,
            organisation=slot.organisation,
            sheet=form.sheet(),
            seen=form.revision.data or 0,
            actor=current_identity(),
            now=datetime.now(UTC),
        )
        then = request.form.get("then")
        if then == AUTOMATICALLY:
            return jsonify(revision=revision)
        return redirect(self._onwards(slot, then), code=HTTPStatus.SEE_OTHER)

    def _onwards(self, slot: MilestoneSlot, then: str | None) -> str:
        """The next milestone that waits, what would be submitted, the list, or the same form again."""
        here: dict[str, Any] = {"plan": slot.round.plan.slug, "round_": slot.round.slug}
        if then == "submit":
            return url_for(".review", **here)
        overview = self.pages.overview(slot.workspace) if then == "next" else None
        following = overview.next_after(slot.number) if overview else ""
        if then == "back" or (then == "next" and not following):
            return url_for(".overview", **here)
        return url_for(".milestone", **here, number=following or slot.number)

    def _slot(self, workspace: Workspace, number: str) -> MilestoneSlot:
        pinned = rounds.milestone(workspace.round.id, number) or abort(404)
        return self.pages.slot(workspace, pinned)

    def _form_of(self, slot: MilestoneSlot, sheet: SheetT, revision: int) -> DraftForm[SheetT]:
        visitor = sessions.current_person()
        language = visitor.language if visitor else languages.current()
        typed = self.pages.as_typed(slot, sheet, language=language)
        return self.pages.form(slot, MultiDict({**typed, "revision": str(revision)}))

    def _saved(self, slot: MilestoneSlot) -> tuple[SheetT, int]:
        draft = self._draft(slot)
        return (self.pages.sheet(draft.answers), draft.revision) if draft else (self.pages.sheet(None), 0)

    def _draft(self, slot: MilestoneSlot) -> Any:  # noqa: ANN401 - a row of either kind, for the template
        return self.pages.contribution.draft(
            slot.round.id, slot.pinned.milestone_id, slot.organisation.id, recovery=slot.workspace.recovery
        )

    def _conflict(self, workspace: Workspace, slot: MilestoneSlot, form: DraftForm[SheetT]) -> ResponseReturnValue:
        """Both texts side by side, and the form with the visitor's own, ready to be saved over the other one."""
        theirs, revision = self._saved(slot)
        mine = self._form_of(slot, form.sheet(), revision)
        different = mine.compared_with(self._form_of(slot, theirs, revision))
        return self._page(workspace, slot, mine, different=different), HTTPStatus.CONFLICT

    def _page(
        self,
        workspace: Workspace,
        slot: MilestoneSlot,
        form: DraftForm[SheetT],
        *,
        refusal: str = "",
        different: list[tuple[str, str, str]] | None = None,
    ) -> str:
        headers.allow_our_script()
        draft = self._draft(slot)
        overview = self.pages.overview(workspace)
        return render_template(
            "drafting/milestone.html",
            words=self.pages.words,
            workspace=workspace,
            slot=slot,
            form=form,
            refusal=refusal,
            different=different or [],
            evidence_of_row=evidence_rows.of_row,
            shown=promise(slot),
            official_language=official_language(workspace.round),
            draft=draft,
            saved_by=accounts.writer(draft.edited_by, current_identity()) if draft else "",
            overview=overview,
            line=overview.line(slot.number),
            **self.pages.shown_with(slot),
        )


def register(bp: Blueprint, pages: ContributionPages[Any], own: OwnWorkspace) -> None:
    """Give a blueprint the form of a milestone."""
    views = MilestoneViews(pages, own)
    show = access(pages.rules.read, of=own.milestone)(views.show)
    save = access(pages.rules.draft, of=own.milestone, otherwise=views.too_late)(views.save)
    bp.add_url_rule("/<plan>/<round_>/<number>", "milestone", show)
    bp.add_url_rule("/<plan>/<round_>/<number>", "save", save, methods=["POST"])

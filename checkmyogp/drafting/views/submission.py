"""Looking through everything and submitting it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from checkmyogp.drafting.forms import SubmitForm
from checkmyogp.drafting.view_models import Workspace
from checkmyogp.drafting.views.pages import ContributionPages, OwnWorkspace
from checkmyogp.web import actions, query_string
from checkmyogp.web.access import access, current_identity


@dataclass(frozen=True, slots=True)
class SubmittingViews:
    """What would be submitted, and the button."""

    pages: ContributionPages[Any]
    own: OwnWorkspace

    def review(self, workspace: Workspace) -> ResponseReturnValue:
        """What would be submitted, what is missing or stays, and the button."""
        query_string.query_args({})
        return self._page(workspace)

    def submit(self, workspace: Workspace) -> ResponseReturnValue:
        """Submit it, or say why not; the drafts stay as they are either way."""
        form = SubmitForm()
        return actions.done(
            lambda: self._submit(workspace, form.reviewed.data or ""),
            lambda refusal: self._page(self.own.anew(workspace), refusal=refusal),
            self.pages.refusals,
        )

    def refused(self, workspace: Workspace, refused: Exception) -> ResponseReturnValue:
        """The same page, and why nothing can be submitted at this moment."""
        return self._page(workspace, refusal=actions.sentence(refused, self.pages.refusals)), HTTPStatus.CONFLICT

    def _submit(self, workspace: Workspace, reviewed: str) -> ResponseReturnValue:
        actor, now = current_identity(), datetime.now(UTC)
        submission = self.pages.submit(workspace, reviewed=reviewed, actor=actor, now=now)
        address = url_for(".receipt", **workspace.here, version=submission.version)
        return redirect(address, code=HTTPStatus.SEE_OTHER)

    def _page(self, workspace: Workspace, *, refusal: str = "") -> str:
        overview = self.pages.overview(workspace)
        return render_template(
            "drafting/submit.html",
            words=self.pages.words,
            workspace=workspace,
            overview=overview,
            form=SubmitForm(formdata=None, reviewed=overview.reviewed),
            refusal=refusal,
        )


def register(bp: Blueprint, pages: ContributionPages[Any], own: OwnWorkspace) -> None:
    """Give a blueprint the page on which everything is submitted."""
    views = SubmittingViews(pages, own)
    guarded = access(pages.rules.submit, of=own.at, otherwise=views.refused)
    bp.add_url_rule("/<plan>/<round_>/submit", "review", guarded(views.review))
    bp.add_url_rule("/<plan>/<round_>/submit", "submit", guarded(views.submit), methods=["POST"])

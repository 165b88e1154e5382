"""An organisation's own receipts."""

import json
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, make_response, render_template
from flask.typing import ResponseReturnValue

from checkmyogp.drafting.models import SubmissionColumns
from checkmyogp.drafting.view_models import Workspace
from checkmyogp.drafting.views.pages import ContributionPages, OwnWorkspace
from checkmyogp.web import query_string
from checkmyogp.web.access import access


@dataclass(frozen=True, slots=True)
class ReceiptViews:
    """The list of receipts, each of them, and what each was made from."""

    pages: ContributionPages[Any]

    def listed(self, workspace: Workspace) -> ResponseReturnValue:
        """Everything that the organisation submitted."""
        query_string.query_args({})
        round_, organisation = workspace.round, workspace.organisation
        return render_template(
            "drafting/own_receipts.html",
            words=self.pages.words,
            workspace=workspace,
            submissions=self.pages.contribution.submissions(round_.id, organisation.id),
        )

    def receipt(self, workspace: Workspace, version: int) -> ResponseReturnValue:
        """One receipt with everything that is needed to check it later."""
        query_string.query_args({})
        submission = self._submission(workspace, version)
        return render_template(
            "drafting/receipt.html",
            words=self.pages.words,
            workspace=workspace,
            submission=submission,
            covered=list(json.loads(submission.content)[self.pages.sealed_as]),
            latest=self.pages.contribution.last_version(workspace.round.id, workspace.organisation.id),
            withheld=self._withholds(workspace, version),
        )

    def content(self, workspace: Workspace, version: int) -> Response:
        """The very bytes that the receipt was made from."""
        query_string.query_args({})
        submission = self._submission(workspace, version)
        if self._withholds(workspace, version):
            abort(404)
        where = workspace.here
        name = f"{where['plan']}-{where['round_']}-{workspace.organisation.key}-{version}.json"
        response = make_response(submission.content)
        response.mimetype = "application/json"
        response.headers.set("Content-Disposition", "attachment", filename=name)
        return response

    def _withholds(self, workspace: Workspace, version: int) -> bool:
        organisation, recovery = workspace.organisation, workspace.recovery
        return self.pages.contribution.withholds(workspace.round, organisation.id, version, recovery=recovery)

    def _submission(self, workspace: Workspace, version: int) -> SubmissionColumns:
        contribution = self.pages.contribution
        return contribution.submission(workspace.round.id, workspace.organisation.id, version) or abort(404)


def register(bp: Blueprint, pages: ContributionPages[Any], own: OwnWorkspace) -> None:
    """Give a blueprint the pages of receipts."""
    views, guarded = ReceiptViews(pages), access(pages.rules.read, of=own.at)
    bp.add_url_rule("/<plan>/<round_>/receipts", "own_receipts", guarded(views.listed))
    bp.add_url_rule("/<plan>/<round_>/receipts/<version:version>", "receipt", guarded(views.receipt))
    bp.add_url_rule("/<plan>/<round_>/receipts/<version:version>/submission.json", "content", guarded(views.content))

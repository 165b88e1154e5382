"""An agency's own receipts."""

import json

from flask import Response, abort, make_response, render_template
from flask.typing import ResponseReturnValue

from checkmyogp.domain.permissions import Permission
from checkmyogp.reporting import queries
from checkmyogp.reporting.models import ReportSubmission
from checkmyogp.reporting.views.blueprint import Desk, bp, own_desk
from checkmyogp.web import parameters
from checkmyogp.web.access import access


@bp.get("/report/<plan>/<round_>/receipts")
@access(Permission.REPORT_READ, of=own_desk)
def own_receipts(desk: Desk) -> ResponseReturnValue:
    """Everything that the agency submitted."""
    parameters.chosen({})
    submissions = queries.submissions(desk.round.id, desk.organisation.id)
    return render_template("reporting/own_receipts.html", desk=desk, submissions=submissions)


@bp.get("/report/<plan>/<round_>/receipts/<version:version>")
@access(Permission.REPORT_READ, of=own_desk)
def receipt(desk: Desk, version: int) -> ResponseReturnValue:
    """One receipt with everything that is needed to check it later."""
    parameters.chosen({})
    submission = _submission(desk, version)
    covered = list(json.loads(submission.content)["reports"])
    return render_template("reporting/receipt.html", desk=desk, submission=submission, covered=covered)


@bp.get("/report/<plan>/<round_>/receipts/<version:version>/submission.json")
@access(Permission.REPORT_READ, of=own_desk)
def content(desk: Desk, version: int) -> Response:
    """The very bytes that the receipt was made from."""
    parameters.chosen({})
    submission = _submission(desk, version)
    name = f"{desk.round.plan.slug}-{desk.round.slug}-{desk.organisation.key}-{version}.json"
    response = make_response(submission.content)
    response.mimetype = "application/json"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _submission(desk: Desk, version: int) -> ReportSubmission:
    return queries.submission(desk.round.id, desk.organisation.id, version) or abort(404)

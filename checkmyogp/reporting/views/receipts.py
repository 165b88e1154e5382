"""An agency's own receipts."""

import json

from flask import Response, abort, make_response, render_template
from flask.typing import ResponseReturnValue

from checkmyogp.domain.permissions import Permission
from checkmyogp.reporting import queries
from checkmyogp.reporting.models import ReportSubmission
from checkmyogp.reporting.views.blueprint import Desk, bp, desk
from checkmyogp.web import parameters
from checkmyogp.web.access import access


@bp.get("/report/<plan>/<round_>/receipts")
@access(Permission.REPORT_READ)
def own_receipts(plan: str, round_: str) -> ResponseReturnValue:
    """Everything that the agency submitted."""
    parameters.chosen({})
    found = desk(plan, round_)
    submissions = queries.submissions(found.round.id, found.organisation.id)
    return render_template("reporting/own_receipts.html", desk=found, submissions=submissions)


@bp.get("/report/<plan>/<round_>/receipts/<version:version>")
@access(Permission.REPORT_READ)
def receipt(plan: str, round_: str, version: int) -> ResponseReturnValue:
    """One receipt with everything that is needed to check it later."""
    parameters.chosen({})
    found = desk(plan, round_)
    submission = _submission(found, version)
    covered = list(json.loads(submission.content)["reports"])
    withheld = found.withholds(version)
    return render_template(
        "reporting/receipt.html", desk=found, submission=submission, covered=covered, withheld=withheld
    )


@bp.get("/report/<plan>/<round_>/receipts/<version:version>/submission.json")
@access(Permission.REPORT_READ)
def content(plan: str, round_: str, version: int) -> Response:
    """The very bytes that the receipt was made from."""
    parameters.chosen({})
    found = desk(plan, round_)
    submission = _submission(found, version)
    if found.withholds(version):
        abort(404)
    name = f"{found.round.plan.slug}-{found.round.slug}-{found.organisation.key}-{version}.json"
    response = make_response(submission.content)
    response.mimetype = "application/json"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _submission(found: Desk, version: int) -> ReportSubmission:
    return queries.submission(found.round.id, found.organisation.id, version) or abort(404)

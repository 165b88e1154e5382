"""An NGO's own receipts."""

import json

from flask import Response, abort, make_response, render_template
from flask.typing import ResponseReturnValue

from checkmyogp.assessment import queries
from checkmyogp.assessment.models import Submission
from checkmyogp.assessment.views.blueprint import Desk, bp, desk
from checkmyogp.domain.permissions import Permission
from checkmyogp.web import parameters
from checkmyogp.web.access import access


@bp.get("/assess/<plan>/<round_>/receipts")
@access(Permission.ASSESSMENT_READ)
def own_receipts(plan: str, round_: str) -> ResponseReturnValue:
    """Every version that the NGO submitted."""
    parameters.chosen({})
    found = desk(plan, round_)
    return render_template(
        "assessment/own_receipts.html",
        desk=found,
        submissions=queries.submissions(found.round.id, found.organisation.id),
    )


@bp.get("/assess/<plan>/<round_>/receipts/<version:version>")
@access(Permission.ASSESSMENT_READ)
def receipt(plan: str, round_: str, version: int) -> ResponseReturnValue:
    """One receipt with everything that is needed to check it later."""
    parameters.chosen({})
    found = desk(plan, round_)
    submission = _submission(found, version)
    return render_template(
        "assessment/receipt.html",
        desk=found,
        submission=submission,
        covered=list(json.loads(submission.content)["answers"]),
        latest=queries.last_version(found.round.id, found.organisation.id),
        withheld=found.withholds(version),
    )


@bp.get("/assess/<plan>/<round_>/receipts/<version:version>/submission.json")
@access(Permission.ASSESSMENT_READ)
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


def _submission(found: Desk, version: int) -> Submission:
    return queries.submission(found.round.id, found.organisation.id, version) or abort(404)

"""An NGO's own receipts."""

import json

from flask import Response, abort, make_response, render_template
from flask.typing import ResponseReturnValue

from checkmyogp.assessment import queries
from checkmyogp.assessment.models import Submission
from checkmyogp.assessment.views.blueprint import Desk, bp, own_desk
from checkmyogp.domain.permissions import Permission
from checkmyogp.web import parameters
from checkmyogp.web.access import access


@bp.get("/assess/<plan>/<round_>/receipts")
@access(Permission.ASSESSMENT_READ, of=own_desk)
def own_receipts(desk: Desk) -> ResponseReturnValue:
    """Every version that the NGO submitted."""
    parameters.chosen({})
    return render_template(
        "assessment/own_receipts.html",
        desk=desk,
        submissions=queries.submissions(desk.round.id, desk.organisation.id),
    )


@bp.get("/assess/<plan>/<round_>/receipts/<version:version>")
@access(Permission.ASSESSMENT_READ, of=own_desk)
def receipt(desk: Desk, version: int) -> ResponseReturnValue:
    """One receipt with everything that is needed to check it later."""
    parameters.chosen({})
    submission = _submission(desk, version)
    return render_template(
        "assessment/receipt.html",
        desk=desk,
        submission=submission,
        covered=list(json.loads(submission.content)["answers"]),
        latest=queries.last_version(desk.round.id, desk.organisation.id),
    )


@bp.get("/assess/<plan>/<round_>/receipts/<version:version>/submission.json")
@access(Permission.ASSESSMENT_READ, of=own_desk)
def content(desk: Desk, version: int) -> Response:
    """The very bytes that the receipt was made from."""
    parameters.chosen({})
    submission = _submission(desk, version)
    name = f"{desk.round.plan.slug}-{desk.round.slug}-{desk.organisation.key}-{version}.json"
    response = make_response(submission.content)
    response.mimetype = "application/json"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _submission(desk: Desk, version: int) -> Submission:
    return queries.submission(desk.round.id, desk.organisation.id, version) or abort(404)

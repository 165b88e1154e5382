"""The public page of a round: until when it is open, and after the close what was sealed."""

from datetime import UTC, datetime

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from checkmyogp.domain.permissions import Permission
from checkmyogp.scorecards.round_status import standing
from checkmyogp.scorecards.views.blueprint import bp
from checkmyogp.web import headers, query_string
from checkmyogp.web.access import access


@bp.get("/rounds/<plan>/<round_>")
@access(Permission.READ)
def round_(plan: str, round_: str) -> ResponseReturnValue:
    """Where a round stands."""
    query_string.query_args({})
    found = standing(plan, round_) or abort(404)
    over = datetime.now(UTC) >= found.round.closes_at
    return headers.public_page(render_template("scorecards/round.html", standing=found, round_=found.round, over=over))

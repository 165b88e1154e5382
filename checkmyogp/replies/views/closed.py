"""What everybody who takes part reads once a round has closed, and nobody before."""

from flask import render_template
from flask.typing import ResponseReturnValue

from checkmyogp.domain.permissions import Permission
from checkmyogp.replies import closed_round, queries
from checkmyogp.replies.views.blueprint import bp, closed_or_404, heard_at
from checkmyogp.web import query_string
from checkmyogp.web.access import access


@bp.get("/closed")
@access(Permission.READ_CLOSED)
def closed_index() -> ResponseReturnValue:
    """Every round that has closed."""
    query_string.query_args({})
    return render_template("replies/index.html", part="closed", rounds=queries.closed_rounds())


@bp.get("/closed/<plan>/<round_>")
@access(Permission.READ_CLOSED)
def closed(plan: str, round_: str) -> ResponseReturnValue:
    """Every milestone with what was said of it."""
    query_string.query_args({})
    found = closed_or_404(plan, round_)
    return render_template("replies/closed.html", round_=found, everything=closed_round.heard(found))


@bp.get("/closed/<plan>/<round_>/<number>")
@access(Permission.READ_CLOSED)
def closed_milestone(plan: str, round_: str, number: str) -> ResponseReturnValue:
    """Everything said of one milestone."""
    query_string.query_args({})
    found = closed_or_404(plan, round_)
    return render_template("replies/closed_milestone.html", round_=found, heard=heard_at(found, number))

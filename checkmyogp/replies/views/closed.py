"""What everybody who takes part reads once a round has closed, and nobody before."""

from flask import render_template
from flask.typing import ResponseReturnValue

from checkmyogp.domain.permissions import Permission
from checkmyogp.replies import queries, reading
from checkmyogp.replies.views.blueprint import bp, closed_round, heard_at
from checkmyogp.rounds.models import Round
from checkmyogp.web import parameters
from checkmyogp.web.access import access


@bp.get("/closed")
@access(Permission.CLOSED_ROUNDS)
def closed_index() -> ResponseReturnValue:
    """Every round that has closed."""
    parameters.chosen({})
    return render_template("replies/index.html", part="closed", rounds=queries.closed_rounds())


@bp.get("/closed/<plan>/<round_>")
@access(Permission.READ_CLOSED, of=closed_round)
def closed(round_: Round) -> ResponseReturnValue:
    """Every milestone with what was said of it."""
    parameters.chosen({})
    return render_template("replies/closed.html", round_=round_, everything=reading.heard(round_))


@bp.get("/closed/<plan>/<round_>/<number>")
@access(Permission.READ_CLOSED, of=closed_round)
def closed_milestone(round_: Round, number: str) -> ResponseReturnValue:
    """Everything said of one milestone."""
    parameters.chosen({})
    return render_template("replies/closed_milestone.html", round_=round_, heard=heard_at(round_, number))

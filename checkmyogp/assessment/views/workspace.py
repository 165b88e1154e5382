"""Where an NGO's members find their rounds, and in a round what is done and what is left."""

from flask import render_template
from flask.typing import ResponseReturnValue

from checkmyogp.assessment import presenting, queries
from checkmyogp.assessment.views.blueprint import bp, desk
from checkmyogp.domain.permissions import Permission
from checkmyogp.web import parameters
from checkmyogp.web.access import access, current_identity


@bp.get("/assess")
@access(Permission.ASSESSMENT_READ)
def index() -> ResponseReturnValue:
    """The rounds of the plans that the NGO is or was accredited for."""
    parameters.chosen({})
    return render_template("assessment/index.html", rounds=queries.rounds_of(current_identity().organisation))


@bp.get("/assess/<plan>/<round_>")
@access(Permission.ASSESSMENT_READ)
def overview(plan: str, round_: str) -> ResponseReturnValue:
    """Every milestone of a round."""
    parameters.chosen({})
    found = desk(plan, round_)
    return render_template(
        "assessment/overview.html",
        desk=found,
        overview=presenting.overview(found.round, found.organisation, found.recovery),
        submissions=queries.submissions(found.round.id, found.organisation.id),
        may_submit=current_identity().lead,
    )

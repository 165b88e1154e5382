"""Where an agency's reporters find their rounds, and in a round what is reported and what is left."""

from flask import render_template
from flask.typing import ResponseReturnValue

from checkmyogp.domain.permissions import Permission
from checkmyogp.reporting import presenting, queries
from checkmyogp.reporting.views.blueprint import bp, desk
from checkmyogp.web import parameters
from checkmyogp.web.access import access, current_identity


@bp.get("/report")
@access(Permission.REPORT_READ)
def index() -> ResponseReturnValue:
    """The rounds in which the agency leads milestones."""
    parameters.chosen({})
    return render_template("reporting/index.html", rounds=queries.rounds_of(current_identity().organisation))


@bp.get("/report/<plan>/<round_>")
@access(Permission.REPORT_READ)
def overview(plan: str, round_: str) -> ResponseReturnValue:
    """Every milestone that the agency leads."""
    parameters.chosen({})
    found = desk(plan, round_)
    return render_template(
        "reporting/overview.html",
        desk=found,
        overview=presenting.overview(found.round, found.organisation, found.recovery),
        submissions=queries.submissions(found.round.id, found.organisation.id),
    )

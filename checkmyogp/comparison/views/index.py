"""The rounds that a researcher can compare."""

from flask import render_template
from flask.typing import ResponseReturnValue

from checkmyogp.comparison.views.blueprint import bp
from checkmyogp.domain.permissions import Permission
from checkmyogp.replies import queries
from checkmyogp.web import parameters
from checkmyogp.web.access import access


@bp.get("/workbench")
@access(Permission.WORKBENCH)
def workbench_index() -> ResponseReturnValue:
    """Every round that has closed."""
    parameters.chosen({})
    return render_template("comparison/index.html", rounds=queries.closed_rounds())

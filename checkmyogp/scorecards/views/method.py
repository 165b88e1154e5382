"""The method, with worked examples computed by the very code that computes scorecards."""

from flask import render_template
from flask.typing import ResponseReturnValue

from checkmyogp.domain.permissions import Permission
from checkmyogp.rubrics import queries as rubrics
from checkmyogp.scorecards import examples
from checkmyogp.scorecards.views.blueprint import bp, kept
from checkmyogp.web import parameters
from checkmyogp.web.access import access


@bp.get("/method")
@access(Permission.READ)
def method() -> ResponseReturnValue:
    """Scale, rubric, comparison, agreement, decimals."""
    parameters.chosen({})
    return kept(
        render_template(
            "scorecards/method.html",
            rubric=rubrics.latest_rubric(),
            crosswalks=rubrics.crosswalks(),
            worked=examples.all_(),
        )
    )

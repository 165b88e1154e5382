"""The method, with worked examples computed by the very code that computes scorecards."""

from flask import render_template
from flask.typing import ResponseReturnValue

from checkmyogp.domain.permissions import Permission
from checkmyogp.rubrics import queries as rubrics
from checkmyogp.scorecards import worked_examples
from checkmyogp.scorecards.views.blueprint import bp
from checkmyogp.web import headers, query_string
from checkmyogp.web.access import access


@bp.get("/method")
@access(Permission.READ)
def method() -> ResponseReturnValue:
    """Scale, rubric, comparison, agreement, decimals."""
    query_string.query_args({})
    rubric = rubrics.latest_rubric()
    return headers.public_page(
        render_template(
            "scorecards/method.html",
            rubric=rubric,
            crosswalks=rubrics.crosswalks_of(rubric.member) if rubric and rubric.member else [],
            worked=worked_examples.all_(),
        )
    )

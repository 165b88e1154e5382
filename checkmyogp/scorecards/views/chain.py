"""The audit chain: what it is, and its heads that left the building."""

from flask import render_template
from flask.typing import ResponseReturnValue

from checkmyogp.domain.permissions import Permission
from checkmyogp.scorecards import chain
from checkmyogp.scorecards.views.blueprint import bp, kept
from checkmyogp.web import parameters
from checkmyogp.web.access import access


@bp.get("/audit")
@access(Permission.READ)
def audit() -> ResponseReturnValue:
    """How anybody can tell that nothing was changed behind everybody's back."""
    parameters.chosen({})
    heads = chain.heads()
    return kept(render_template("scorecards/audit.html", heads=heads, readable_to=chain.readable_to(heads)))

"""The audit chain: what it is, and its heads that left the building."""

from flask import render_template
from flask.typing import ResponseReturnValue

from checkmyogp.domain.permissions import Permission
from checkmyogp.snapshots import chain
from checkmyogp.verification.views.blueprint import bp
from checkmyogp.web import headers, query_string
from checkmyogp.web.access import access


@bp.get("/audit")
@access(Permission.READ)
def audit() -> ResponseReturnValue:
    """How anybody can tell that nothing was changed behind everybody's back."""
    query_string.query_args({})
    heads = chain.heads()
    return headers.public_page(
        render_template("verification/audit.html", heads=heads, readable_to=chain.readable_to(heads))
    )

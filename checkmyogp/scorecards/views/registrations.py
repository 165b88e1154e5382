"""What a round was registered with, for people; the bytes themselves are among the read-only JSON."""

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue

from checkmyogp.domain.permissions import Permission
from checkmyogp.rounds import queries as rounds
from checkmyogp.rounds.registration.reader import Registration
from checkmyogp.scorecards.views.blueprint import bp
from checkmyogp.web import headers, query_string
from checkmyogp.web.access import access


@bp.get("/rounds/<plan>/<round_>/registration")
@access(Permission.READ)
def registration(plan: str, round_: str) -> ResponseReturnValue:
    """What will be or was judged by which rules, as it was written down before the first answer."""
    query_string.query_args({})
    found = rounds.round_at(plan, round_) or abort(404)
    kept = found.registration or abort(404)
    registered = Registration.of(kept.content, kept.digest)
    return headers.public_page(
        render_template(
            "scorecards/registration.html",
            round_=found,
            registered=registered,
            data_address=url_for("api.registration", plan=plan, round_=round_),
        )
    )

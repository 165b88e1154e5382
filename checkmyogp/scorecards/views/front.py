"""The front page and the list of scorecards."""

from flask import render_template
from flask.typing import ResponseReturnValue

from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.domain.permissions import Permission
from checkmyogp.rounds import queries as rounds
from checkmyogp.rounds.models import Round
from checkmyogp.scorecards.views.blueprint import bp
from checkmyogp.snapshots import queries
from checkmyogp.snapshots.reader import Scorecard
from checkmyogp.web import headers, query_string
from checkmyogp.web.access import access


@bp.get("/")
@access(Permission.READ)
def home() -> ResponseReturnValue:
    """What this is, and the latest findings."""
    query_string.query_args({})
    return headers.public_page(render_template("scorecards/home.html", **_published()))


@bp.get("/scorecards")
@access(Permission.READ)
def index() -> ResponseReturnValue:
    """Every published round; demonstrations apart."""
    query_string.query_args({})
    return headers.public_page(render_template("scorecards/index.html", **_published(), under_way=_under_way()))


def _under_way() -> list[Round]:
    """The real rounds that are open, then those that are closed and not yet published."""
    found = (*rounds.in_state(RoundState.OPEN), *rounds.in_state(RoundState.CLOSED))
    return [round_ for round_ in found if not round_.demonstration]


def _published() -> dict[str, list[Scorecard]]:
    scorecards = [Scorecard.of(snapshot.content, snapshot.digest) for snapshot in queries.latest_snapshots()]
    return {
        "real": [scorecard for scorecard in scorecards if not scorecard.demonstration],
        "demonstrations": [scorecard for scorecard in scorecards if scorecard.demonstration],
    }

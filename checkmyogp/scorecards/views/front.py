"""The front page and the list of scorecards."""

from flask import render_template
from flask.typing import ResponseReturnValue

from checkmyogp.domain.permissions import Permission
from checkmyogp.scorecards import queries
from checkmyogp.scorecards.reading import Scorecard
from checkmyogp.scorecards.views.blueprint import bp, kept
from checkmyogp.web import parameters
from checkmyogp.web.access import access


@bp.get("/")
@access(Permission.READ)
def home() -> ResponseReturnValue:
    """What this is, and the latest findings."""
    parameters.chosen({})
    return kept(render_template("scorecards/home.html", **_published()))


@bp.get("/scorecards")
@access(Permission.READ)
def index() -> ResponseReturnValue:
    """Every published round; demonstrations apart."""
    parameters.chosen({})
    return kept(render_template("scorecards/index.html", **_published()))


def _published() -> dict[str, list[Scorecard]]:
    scorecards = [Scorecard.of(snapshot.content, snapshot.digest) for snapshot in queries.latest_snapshots()]
    return {
        "real": [scorecard for scorecard in scorecards if not scorecard.demonstration],
        "demonstrations": [scorecard for scorecard in scorecards if scorecard.demonstration],
    }

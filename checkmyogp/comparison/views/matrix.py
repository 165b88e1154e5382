"""Milestones by parties: what each said, side by side."""

from typing import Any

from flask.typing import ResponseReturnValue

from checkmyogp.comparison import matrix as reading
from checkmyogp.comparison import queries
from checkmyogp.comparison.views import choosing
from checkmyogp.comparison.views.bench import Bench, analysis, asked_criterion, workbench
from checkmyogp.comparison.views.blueprint import bp
from checkmyogp.domain.irm import Unlevelled
from checkmyogp.domain.permissions import Permission
from checkmyogp.replies.views.blueprint import closed_round
from checkmyogp.rounds.models import Round
from checkmyogp.scorecards.reading import HEADLINE
from checkmyogp.web import parameters
from checkmyogp.web.access import access


@bp.get("/workbench/<plan>/<round_>")
@access(Permission.COMPARE, of=closed_round)
def matrix(round_: Round) -> ResponseReturnValue:
    """The matrix of a closed round, for researchers."""
    return _matrix(workbench(round_, criterion=asked_criterion()))


@bp.get("/scorecards/<plan>/<round_>/<version:version>/analysis")
@access(Permission.READ)
def public_matrix(plan: str, round_: str, version: int) -> ResponseReturnValue:
    """The matrix of a published version, for everybody."""
    return _matrix(analysis(plan, round_, version, criterion=asked_criterion()))


def _matrix(bench: Bench) -> ResponseReturnValue:
    scorecard = bench.scorecard
    asked: dict[str, Any] = parameters.chosen(reading.allowed(scorecard))
    choice = reading.Choice(**{"criterion": scorecard.headline.key, **asked})
    return bench.page(
        "matrix",
        choice=choice,
        criterion=scorecard.criteria[choice.criterion],
        matrix=reading.matrix(scorecard, choice),
        irm=queries.irm_completion(scorecard.plan_slug) if choice.criterion == HEADLINE else {},
        not_recorded=Unlevelled.NOT_RECORDED,
        fields=choosing.fields(scorecard, choice),
        address=lambda **changed: bench.to("matrix", **choice.parameters(**changed)),
    )

"""Milestones by parties: what each said, side by side."""

from typing import Any

from flask.typing import ResponseReturnValue

from checkmyogp.comparison import matrix as matrix_of
from checkmyogp.comparison.views import filters
from checkmyogp.comparison.views.bench import Bench, analysis_on, asked_criterion, workbench_on
from checkmyogp.comparison.views.blueprint import bp
from checkmyogp.domain.irm import Unlevelled
from checkmyogp.domain.permissions import Permission
from checkmyogp.irm import queries, view_models
from checkmyogp.replies.views.blueprint import once_closed
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots.reader import Readable
from checkmyogp.web import query_string
from checkmyogp.web.access import access


@bp.get("/workbench/<plan>/<round_>")
@access(Permission.COMPARE, of=once_closed)
def matrix(round_: Round) -> ResponseReturnValue:
    """The matrix of a closed round, for researchers."""
    return _matrix(workbench_on(round_, asked_criterion()))


@bp.get("/scorecards/<plan>/<round_>/<version:version>/analysis")
@access(Permission.READ)
def public_matrix(plan: str, round_: str, version: int) -> ResponseReturnValue:
    """The matrix of a published version, for everybody."""
    return _matrix(analysis_on(plan, round_, version, asked_criterion()))


def _matrix(bench: Bench[Readable]) -> ResponseReturnValue:
    scorecard = bench.scorecard
    asked: dict[str, Any] = query_string.query_args(matrix_of.allowed(scorecard))
    choice = matrix_of.MatrixFilters(**{"criterion": scorecard.headline_key, **asked})
    criterion = scorecard.criteria[choice.criterion]
    beside_irm = criterion.key == scorecard.headline_key and view_models.is_comparable(criterion)
    return bench.page(
        "matrix",
        choice=choice,
        criterion=criterion,
        matrix=matrix_of.matrix(scorecard, choice),
        irm=queries.irm_completion(scorecard.plan_slug) if beside_irm else {},
        not_recorded=Unlevelled.NOT_RECORDED,
        fields=filters.fields(scorecard, choice),
        address=lambda **changed: bench.to("matrix", **choice.parameters(scorecard.headline_key, **changed)),
    )

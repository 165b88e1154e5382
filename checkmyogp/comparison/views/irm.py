"""The IRM's codes of a plan, and completion beside what a round came to."""

from flask.typing import ResponseReturnValue

from checkmyogp.comparison.views.bench import Bench, analysis, workbench
from checkmyogp.comparison.views.blueprint import bp
from checkmyogp.domain.permissions import Permission
from checkmyogp.irm import view_models
from checkmyogp.replies.views.blueprint import once_closed
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots.reader import Scorecard
from checkmyogp.web import query_string
from checkmyogp.web.access import access


@bp.get("/workbench/<plan>/<round_>/irm")
@access(Permission.COMPARE, of=once_closed)
def irm(round_: Round) -> ResponseReturnValue:
    """For researchers, with ways to record codes."""
    return _irm(workbench(round_))


@bp.get("/scorecards/<plan>/<round_>/<version:version>/analysis/irm")
@access(Permission.READ)
def public_irm(plan: str, round_: str, version: int) -> ResponseReturnValue:
    """For everybody."""
    return _irm(analysis(plan, round_, version))


def _irm(bench: Bench[Scorecard]) -> ResponseReturnValue:
    query_string.query_args({})
    return bench.page("irm", irm=view_models.analysis(bench.scorecard))

"""The IRM's codes of a plan, and completion beside what a round came to."""

from flask.typing import ResponseReturnValue

from checkmyogp.comparison import presenting
from checkmyogp.comparison.views.bench import Bench, analysis, workbench
from checkmyogp.comparison.views.blueprint import bp
from checkmyogp.domain.permissions import Permission
from checkmyogp.replies.views.blueprint import closed_round
from checkmyogp.rounds.models import Round
from checkmyogp.web import parameters
from checkmyogp.web.access import access


@bp.get("/workbench/<plan>/<round_>/irm")
@access(Permission.COMPARE, of=closed_round)
def irm(round_: Round) -> ResponseReturnValue:
    """For researchers, with ways to record codes."""
    return _irm(workbench(round_))


@bp.get("/scorecards/<plan>/<round_>/<version:version>/analysis/irm")
@access(Permission.READ)
def public_irm(plan: str, round_: str, version: int) -> ResponseReturnValue:
    """For everybody."""
    return _irm(analysis(plan, round_, version))


def _irm(bench: Bench) -> ResponseReturnValue:
    parameters.chosen({})
    return bench.page("irm", irm=presenting.analysis(bench.scorecard))

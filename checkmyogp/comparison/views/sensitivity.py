"""What a round would have come to under other assumptions, and which milestones hang on them."""

from flask.typing import ResponseReturnValue

from checkmyogp.comparison import what_if
from checkmyogp.comparison.judged import Judged
from checkmyogp.comparison.views.bench import Bench, analysis, workbench
from checkmyogp.comparison.views.blueprint import bp
from checkmyogp.domain.permissions import Permission
from checkmyogp.replies.views.blueprint import closed_round
from checkmyogp.rounds.models import Round
from checkmyogp.scorecards.reading import HEADLINE
from checkmyogp.web import parameters
from checkmyogp.web.access import access


@bp.get("/workbench/<plan>/<round_>/sensitivity")
@access(Permission.COMPARE, of=closed_round)
def sensitivity(round_: Round) -> ResponseReturnValue:
    """What a closed round hangs on, for researchers."""
    return _sensitivity(workbench(round_))


@bp.get("/scorecards/<plan>/<round_>/<version:version>/analysis/sensitivity")
@access(Permission.READ)
def public_sensitivity(plan: str, round_: str, version: int) -> ResponseReturnValue:
    """What a published version hangs on, for everybody."""
    return _sensitivity(analysis(plan, round_, version))


def _sensitivity(bench: Bench) -> ResponseReturnValue:
    asked = parameters.chosen({"criterion": tuple(bench.scorecard.criteria)})
    judged = Judged(bench.scorecard, asked.get("criterion", HEADLINE))
    return bench.page(
        "sensitivity",
        criterion=judged.view,
        found=what_if.analysed(judged),
        said_in_words=judged.key == HEADLINE,
    )

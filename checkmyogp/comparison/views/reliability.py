"""How far the NGOs' scores can be relied on, and what each figure comes from."""

from flask.typing import ResponseReturnValue

from checkmyogp.comparison import agreement
from checkmyogp.comparison.judged import Judged
from checkmyogp.comparison.views.bench import Bench, analysis, workbench
from checkmyogp.comparison.views.blueprint import bp
from checkmyogp.domain.permissions import Permission
from checkmyogp.replies.views.blueprint import closed_round
from checkmyogp.rounds.models import Round
from checkmyogp.scorecards.reading import HEADLINE
from checkmyogp.web import parameters
from checkmyogp.web.access import access


@bp.get("/workbench/<plan>/<round_>/reliability")
@access(Permission.COMPARE, of=closed_round)
def reliability(round_: Round) -> ResponseReturnValue:
    """The agreement among the NGOs of a closed round, for researchers."""
    return _reliability(workbench(round_))


@bp.get("/scorecards/<plan>/<round_>/<version:version>/analysis/reliability")
@access(Permission.READ)
def public_reliability(plan: str, round_: str, version: int) -> ResponseReturnValue:
    """The agreement among the NGOs of a published version, for everybody."""
    return _reliability(analysis(plan, round_, version))


def _reliability(bench: Bench) -> ResponseReturnValue:
    asked = parameters.chosen({"criterion": tuple(bench.scorecard.criteria)})
    judged = Judged(bench.scorecard, asked.get("criterion", HEADLINE))
    return bench.page(
        "reliability",
        criterion=judged.view,
        published=judged.view.figures["agreement"],
        scored=agreement.of_criterion(judged),
        commitments=agreement.by_commitment(judged),
        raters=agreement.by_rater(judged),
    )

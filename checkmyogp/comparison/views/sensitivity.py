"""How sure a round's figures are, and which milestones hang on what."""

from flask.typing import ResponseReturnValue

from checkmyogp.comparison.views.bench import Bench, analysis, workbench
from checkmyogp.comparison.views.blueprint import bp
from checkmyogp.domain.permissions import Permission
from checkmyogp.replies.views.blueprint import once_closed
from checkmyogp.rounds.models import Round
from checkmyogp.scorecards import rows
from checkmyogp.snapshots.reader import Scorecard
from checkmyogp.web import query_string
from checkmyogp.web.access import access


@bp.get("/workbench/<plan>/<round_>/sensitivity")
@access(Permission.COMPARE, of=once_closed)
def sensitivity(round_: Round) -> ResponseReturnValue:
    """What a closed round hangs on, for researchers."""
    return _sensitivity(workbench(round_))


@bp.get("/scorecards/<plan>/<round_>/<version:version>/analysis/sensitivity")
@access(Permission.READ)
def public_sensitivity(plan: str, round_: str, version: int) -> ResponseReturnValue:
    """What a published version hangs on, for everybody."""
    return _sensitivity(analysis(plan, round_, version))


def _sensitivity(bench: Bench[Scorecard]) -> ResponseReturnValue:
    asked = query_string.query_args({"criterion": tuple(bench.scorecard.criteria)})
    criterion = bench.scorecard.criteria[asked.get("criterion", bench.scorecard.headline_key)]
    everything = rows.milestone_rows(bench.scorecard, criterion)
    return bench.page(
        "sensitivity",
        criterion=criterion,
        sure=criterion.figures.certainty,
        readings=criterion.figures.vignettes,
        vignettes=bench.scorecard.vignettes(criterion.key),
        by_one=[row for row in everything if row.flip_number == 1],
        interested=any(row.without_interested for row in everything),
        fragile=[row for row in everything if row.fragile],
        changed=rows.changed(bench.scorecard, criterion, everything),
    )

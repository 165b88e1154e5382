"""Two parties side by side, in this round and in the plan's others."""

from datetime import UTC, datetime

from flask import request
from flask.typing import ResponseReturnValue

from checkmyogp.comparison import pairing, sources
from checkmyogp.comparison.judged import Judged
from checkmyogp.comparison.pairing import Sides
from checkmyogp.comparison.views.bench import Bench, analysis, workbench
from checkmyogp.comparison.views.blueprint import bp
from checkmyogp.domain.permissions import Permission
from checkmyogp.replies.views.blueprint import closed_round
from checkmyogp.rounds.models import Round
from checkmyogp.web import parameters
from checkmyogp.web.access import access


@bp.get("/workbench/<plan>/<round_>/pair")
@access(Permission.COMPARE, of=closed_round)
def pair(round_: Round) -> ResponseReturnValue:
    """Two parties of a closed round, for researchers."""
    return _pair(workbench(round_))


@bp.get("/scorecards/<plan>/<round_>/<version:version>/analysis/pair")
@access(Permission.READ)
def public_pair(plan: str, round_: str, version: int) -> ResponseReturnValue:
    """Two parties of a published version, for everybody."""
    return _pair(analysis(plan, round_, version))


def _pair(bench: Bench) -> ResponseReturnValue:
    allowed = pairing.allowed(bench.scorecard, request.args.get("criterion", ""))
    sides = pairing.sides(bench.scorecard, parameters.chosen(allowed))
    judged = Judged(bench.scorecard, sides.criterion)
    found = judged.pair(sides.one, sides.other)
    benches = _beside(bench) if sides.distinct else []
    same = [each for each in benches if pairing.same_rubric(bench.scorecard, each.scorecard)]
    return bench.page(
        "pair",
        criterion=judged.view,
        sides=sides,
        parties=allowed["one"],
        pair=found,
        cells=pairing.cells(found),
        rounds=[(each, pairing.in_round(each.scorecard, sides), _address(each, sides)) for each in same],
        other_rubrics=[each for each in benches if each not in same],
    )


def _beside(bench: Bench) -> list[Bench]:
    """This round and the plan's others, the earliest first; a researcher sees those that wait as well."""
    others = sources.published_beside(bench.scorecard)
    if not bench.public:
        others += sources.closed_beside(bench.scorecard, now=datetime.now(UTC))
    benches = [bench, *(Bench(scorecard, None if bench.public else round_) for scorecard, round_ in others)]
    return sorted(benches, key=lambda each: each.scorecard.content["round"]["period"]["ends"])


def _address(bench: Bench, sides: Sides) -> str:
    """Where a round's own page of these two is; of its first two where one of them takes no part."""
    takes_part = pairing.takes_part(bench.scorecard, sides)
    return bench.to("pair", **(sides.parameters if takes_part else {"criterion": sides.criterion}))

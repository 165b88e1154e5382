"""Everything said of one milestone side by side, and a search over everything said in the round."""

import uuid
from http import HTTPStatus
from typing import Any

from flask import Response, abort, make_response
from flask.typing import ResponseReturnValue

from checkmyogp.comparison.notes import forms, queries
from checkmyogp.comparison.notes.models import ResearchNote
from checkmyogp.comparison.passages import MOST, by_milestone, found, passages
from checkmyogp.comparison.views.bench import Bench, analysis, workbench
from checkmyogp.comparison.views.blueprint import bp
from checkmyogp.domain.permissions import Permission
from checkmyogp.replies.views.blueprint import closed_round
from checkmyogp.rounds import queries as rounds
from checkmyogp.rounds.models import Round
from checkmyogp.scorecards import lines, voices
from checkmyogp.web import parameters
from checkmyogp.web.access import access, current_identity


@bp.get("/workbench/<plan>/<round_>/reading")
@access(Permission.COMPARE, of=closed_round)
def reading(round_: Round) -> ResponseReturnValue:
    """The milestones of a closed round, or where words occur in what was said; also in the researcher's own notes."""
    bench = workbench(round_)
    return _search(bench, queries.notes_in(reader(), bench.round.id) if bench.round else {})


@bp.get("/scorecards/<plan>/<round_>/<version:version>/analysis/reading")
@access(Permission.READ)
def public_reading(plan: str, round_: str, version: int) -> ResponseReturnValue:
    """The same of a published version, for everybody and without notes."""
    return _search(analysis(plan, round_, version), {})


@bp.get("/workbench/<plan>/<round_>/reading/<number>")
@access(Permission.COMPARE, of=closed_round)
def reading_milestone(round_: Round, number: str) -> ResponseReturnValue:
    """Everything said of one milestone, with the researcher's own note beside it."""
    parameters.chosen({})
    return with_note(workbench(round_), number)


@bp.get("/scorecards/<plan>/<round_>/<version:version>/analysis/reading/<number>")
@access(Permission.READ)
def public_reading_milestone(plan: str, round_: str, version: int, number: str) -> ResponseReturnValue:
    """The same for everybody, without a note."""
    parameters.chosen({})
    return _milestone(analysis(plan, round_, version), number)


def reader() -> uuid.UUID:
    """Who is asking, as the rows know a person."""
    return uuid.UUID(current_identity().key)


def milestone_id(bench: Bench, number: str) -> uuid.UUID:
    """The row of a milestone of the workbench's round."""
    pinned = rounds.pinned(bench.round.id) if bench.round else []
    return next((entry.milestone_id for entry in pinned if entry.milestone.number == number), None) or abort(404)


def own_note(bench: Bench, number: str) -> ResearchNote | None:
    """The researcher's own note on this milestone, if there is one."""
    place = milestone_id(bench, number)
    return queries.note(reader(), bench.round.id, place) if bench.round else None


def with_note(
    bench: Bench,
    number: str,
    form: forms.NoteForm | None = None,
    *,
    status: HTTPStatus = HTTPStatus.OK,
    **more: str,
) -> Response:
    """The page with the researcher's own note beside it, as it was saved or in this form."""
    note = own_note(bench, number)
    page = make_response(_milestone(bench, number, form=form or forms.saved(note), note=note, **more))
    page.status_code = status
    return page


def _milestone(bench: Bench, number: str, **more: Any) -> ResponseReturnValue:  # noqa: ANN401 - what the template takes
    scorecard = bench.scorecard
    if number not in scorecard.milestones:
        abort(404)
    return bench.page(
        "reading_milestone",
        line=lines.line(scorecard, scorecard.headline, number),
        **voices.everything(scorecard, number),
        **_neighbours(bench, number),
        **{"form": None, "note": None, "refusal": "", "saved": "", **more},
    )


def _neighbours(bench: Bench, number: str) -> dict[str, str]:
    """The addresses of the milestones before and after; empty at the ends."""
    numbers = ["", *bench.scorecard.milestones, ""]
    place = numbers.index(number)
    return {
        name: bench.to("reading_milestone", number=neighbour) if neighbour else ""
        for name, neighbour in (("before", numbers[place - 1]), ("after", numbers[place + 1]))
    }


def _search(bench: Bench, notes: dict[str, str]) -> ResponseReturnValue:
    choice = {"q": "", "criterion": ""} | parameters.chosen({"criterion": ["", *bench.scorecard.criteria]}, typed="q")
    hits = found(passages(bench.scorecard, notes), choice["q"], choice["criterion"])
    return bench.page(
        "reading", choice=choice, found=by_milestone(hits[:MOST]), shown=min(len(hits), MOST), amount=len(hits)
    )

"""A researcher's own notes: written beside a milestone, listed and taken along, found by nobody else."""

import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from http import HTTPStatus
from itertools import groupby

from flask import Response, abort, make_response, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from checkmyogp.comparison.notes import export, forms, queries, services
from checkmyogp.comparison.notes.models import ResearchNote
from checkmyogp.comparison.views.bench import Bench, workbench
from checkmyogp.comparison.views.blueprint import bp
from checkmyogp.comparison.views.reading import milestone_id, own_note, reader, with_note
from checkmyogp.db import optimistic_lock
from checkmyogp.domain.permissions import Permission
from checkmyogp.replies.views.blueprint import once_closed
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots.reader import Scorecard
from checkmyogp.web import languages, query_string
from checkmyogp.web.access import access, current_identity
from checkmyogp.web.actions import unless_lost
from checkmyogp.web.unit_of_work import transactional


@bp.post("/workbench/<plan>/<round_>/reading/<number>")
@access(Permission.NOTE, of=once_closed)
def keep_note(round_: Round, number: str) -> ResponseReturnValue:
    """Keep what was typed."""
    bench, form = workbench(round_), forms.NoteForm()
    if not form.validate():
        return with_note(bench, number, form, status=HTTPStatus.BAD_REQUEST)
    try:
        return unless_lost(
            lambda: _keep(bench, number, form),
            lambda said: with_note(bench, number, form, refusal=said).get_data(as_text=True),
        )
    except optimistic_lock.Stale:
        return _conflict(bench, number, form)


@bp.post("/workbench/<plan>/<round_>/reading/<number>/delete")
@access(Permission.NOTE, of=once_closed)
def drop_note(round_: Round, number: str) -> ResponseReturnValue:
    """Delete the note for good."""
    bench, form = workbench(round_), forms.DropForm()
    if not form.validate():
        abort(HTTPStatus.BAD_REQUEST)
    try:
        return _drop(bench, number, form)
    except services.NoSuchNote:
        abort(HTTPStatus.NOT_FOUND)
    except optimistic_lock.Stale:
        refusal = gettext("The note was changed in another window, so it was not deleted. This is how it stands now.")
        return with_note(bench, number, status=HTTPStatus.CONFLICT, refusal=refusal)


@bp.get("/workbench/notes")
@access(Permission.CODE)
def notes() -> ResponseReturnValue:
    """All notes of whoever is asking."""
    query_string.query_args({})
    return render_template("comparison/notes.html", rounds=_by_round(queries.notes_of(reader())))


@bp.get("/workbench/notes/notes.csv")
@access(Permission.CODE)
def notes_as_table() -> ResponseReturnValue:
    """The same as comma-separated values."""
    query_string.query_args({})
    return _sent(export.as_table(queries.notes_of(reader())), "notes.csv", "text/csv")


@bp.get("/workbench/notes/notes.txt")
@access(Permission.CODE)
def notes_as_text() -> ResponseReturnValue:
    """The same as plain text."""
    query_string.query_args({})
    return _sent(export.as_text(queries.notes_of(reader()), languages.current()), "notes.txt", "text/plain")


def _by_round(found: Iterable[ResearchNote]) -> list[tuple[Round, list[ResearchNote]]]:
    """The notes under their rounds, in the order given."""
    return [(of_round[0].round, of_round) for _, group in groupby(found, _round_of) for of_round in (list(group),)]


def _round_of(note: ResearchNote) -> uuid.UUID:
    return note.round_id


@transactional
def _keep(bench: Bench[Scorecard], number: str, form: forms.NoteForm) -> ResponseReturnValue:
    place = milestone_id(bench, number)
    assert bench.round  # noqa: S101 - a workbench has one
    services.keep(
        round_id=bench.round.id,
        milestone_id=place,
        text=form.text.data or "",
        seen=form.seen,
        actor=current_identity(),
        now=datetime.now(UTC),
    )
    return _back(bench, number)


@transactional
def _drop(bench: Bench[Scorecard], number: str, form: forms.DropForm) -> ResponseReturnValue:
    place = milestone_id(bench, number)
    assert bench.round  # noqa: S101 - a workbench has one
    services.drop(round_id=bench.round.id, milestone_id=place, seen=form.seen, actor=current_identity())
    return _back(bench, number)


def _back(bench: Bench[Scorecard], number: str) -> ResponseReturnValue:
    return redirect(bench.to("reading_milestone", number=number, _anchor="note"), code=HTTPStatus.SEE_OTHER)


def _conflict(bench: Bench[Scorecard], number: str, form: forms.NoteForm) -> ResponseReturnValue:
    """Both texts, and the form with the one just typed, ready to be saved over the other."""
    other = own_note(bench, number)
    mine = forms.filled(form.text.data or "", other.revision if other else 0)
    saved = other.text if other else gettext("The note was deleted in another window.")
    return with_note(bench, number, mine, status=HTTPStatus.CONFLICT, saved=saved)


def _sent(content: bytes, name: str, kind: str) -> Response:
    response = make_response(content)
    response.mimetype = kind
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

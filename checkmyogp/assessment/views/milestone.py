"""Writing on one milestone: everything typed is kept, and of two who write at once neither overwrites the other."""

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from flask import abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from checkmyogp.accounts import labels as accounts
from checkmyogp.accounts import sessions
from checkmyogp.assessment import forms, presenting, services
from checkmyogp.assessment.forms import AssessmentForm
from checkmyogp.assessment.presenting import Place
from checkmyogp.assessment.views.blueprint import Desk, bp, desk
from checkmyogp.domain.drafts import EMPTY, Sheet
from checkmyogp.domain.permissions import Permission
from checkmyogp.plans import presenting as plans
from checkmyogp.rounds.services import RoundNotOpen
from checkmyogp.web import evidence_rows, headers, languages, parameters
from checkmyogp.web.access import access, current_identity
from checkmyogp.web.writing import writes

AUTOMATICALLY = "auto"
"""Sent by the page's own script, which wants to know no more than whether it worked."""


@bp.get("/assess/<plan>/<round_>/<number>")
@access(Permission.ASSESSMENT_READ)
def milestone(plan: str, round_: str, number: str) -> ResponseReturnValue:
    """The form as it was last saved."""
    parameters.chosen({})
    found = desk(plan, round_)
    place = _place(found, number)
    form = _form_of(place, *_saved(place))
    form.point_out_half_filled()
    return _page(found, place, form)


@bp.post("/assess/<plan>/<round_>/<number>")
@access(Permission.ASSESSMENT_DRAFT)
def save(plan: str, round_: str, number: str) -> ResponseReturnValue:
    """Keep what was typed."""
    found = desk(plan, round_)
    place = _place(found, number)
    form = _form(place)
    if not form.validate():
        return _page(found, place, form), HTTPStatus.BAD_REQUEST
    try:
        return _save(place, form)
    except services.Stale:
        return _conflict(found, place, form)
    except RoundNotOpen:
        return _page(desk(plan, round_), place, form, refusal=_closed()), HTTPStatus.CONFLICT


@writes
def _save(place: Place, form: AssessmentForm) -> ResponseReturnValue:
    revision = services.save_draft(
        round_=place.round,
        milestone_id=place.pinned.milestone_id,
        organisation=place.organisation,
        sheet=form.sheet(),
        seen=form.revision.data or 0,
        actor=current_identity(),
        now=datetime.now(UTC),
    )
    then = request.form.get("then")
    if then == AUTOMATICALLY:
        return jsonify(revision=revision)
    return redirect(_onwards(place, then), code=HTTPStatus.SEE_OTHER)


def _onwards(place: Place, then: str | None) -> str:
    """The next milestone that is not complete, the list, or the same form again."""
    here: dict[str, Any] = {"plan": place.round.plan.slug, "round_": place.round.slug}
    following = (
        presenting.overview(place.round, place.organisation, place.recovery).next_after(place.number)
        if then == "next"
        else ""
    )
    if then == "back" or (then == "next" and not following):
        return url_for(".overview", **here)
    return url_for(".milestone", **here, number=following or place.number)


def _place(found: Desk, number: str) -> Place:
    return presenting.place(found.round, found.organisation, number, found.recovery) or abort(404)


def _form(place: Place, typed: MultiDict[str, str] | None = None) -> AssessmentForm:
    """The form as it was sent, or with what is given in its place."""
    kind = forms.form_for(place.round.rubric.criteria, plan_shows_conflict=bool(place.found))
    return kind() if typed is None else kind(typed)


def _form_of(place: Place, sheet: Sheet, revision: int) -> AssessmentForm:
    return _form(place, MultiDict({**_as_typed(place, sheet), "revision": str(revision)}))


def _as_typed(place: Place, sheet: Sheet) -> dict[str, str]:
    visitor = sessions.current_person()
    language = visitor.language if visitor else languages.current()
    return forms.as_typed(sheet, [criterion.key for criterion in place.round.rubric.criteria], language=language)


def _saved(place: Place) -> tuple[Sheet, int]:
    draft = place.draft()
    return (Sheet.restored(draft.answers), draft.revision) if draft else (EMPTY, 0)


def _conflict(found: Desk, place: Place, form: AssessmentForm) -> ResponseReturnValue:
    """Both texts side by side, and the form with the visitor's own, ready to be saved over the other one."""
    theirs, revision = _saved(place)
    mine = _form_of(place, form.sheet(), revision)
    different = mine.compared_with(_form_of(place, theirs, revision))
    return _page(found, place, mine, different=different), HTTPStatus.CONFLICT


def _page(found: Desk, place: Place, form: AssessmentForm, **more: Any) -> str:  # noqa: ANN401 - what the template takes
    headers.allow_our_script()
    draft = place.draft()
    return render_template(
        "assessment/milestone.html",
        **{"refusal": "", "different": (), **more},
        desk=found,
        place=place,
        form=form,
        criteria=place.round.rubric.criteria,
        rows_of_evidence=evidence_rows.ROWS,
        evidence_of_row=evidence_rows.of_row,
        shown=plans.milestone([place.pinned.edition]),
        official_language=plans.official_language(found.round.plan),
        draft=draft,
        saved_by=accounts.writer(draft.edited_by, current_identity()) if draft else "",
        overview=presenting.overview(found.round, found.organisation, found.recovery),
    )


def _closed() -> str:
    return gettext(
        "The round is closed, so this could not be saved. What you typed stands below and nowhere else: copy what you "
        "want to keep."
    )

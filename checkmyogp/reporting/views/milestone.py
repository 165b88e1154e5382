"""Reporting on one milestone: everything typed is kept, and of two who write at once neither overwrites the other."""

from collections.abc import Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from flask import abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from checkmyogp.accounts import labels as accounts
from checkmyogp.accounts import sessions
from checkmyogp.domain.permissions import Permission
from checkmyogp.domain.self_reports import NOTHING_TYPED, ReportSheet
from checkmyogp.plans import presenting as plans
from checkmyogp.reporting import forms, presenting, queries, services
from checkmyogp.reporting.forms import ReportForm
from checkmyogp.reporting.models import SelfReport
from checkmyogp.reporting.presenting import Place
from checkmyogp.reporting.views.blueprint import Desk, bp, desk
from checkmyogp.rounds.services import RoundNotOpen
from checkmyogp.web import evidence_rows, headers, languages, parameters
from checkmyogp.web.access import access, current_identity
from checkmyogp.web.writing import writes

AUTOMATICALLY = "auto"
"""Sent by the page's own script, which wants to know no more than whether it worked."""


@bp.get("/report/<plan>/<round_>/<number>")
@access(Permission.REPORT_READ)
def milestone(plan: str, round_: str, number: str) -> ResponseReturnValue:
    """The form as it was last saved."""
    parameters.chosen({})
    found = desk(plan, round_)
    place = _place(found, number)
    form = _form_of(place, *_saved(place))
    form.point_out_half_filled()
    return _page(found, place, form)


@bp.post("/report/<plan>/<round_>/<number>")
@access(Permission.REPORT_DRAFT)
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
def _save(place: Place, form: ReportForm) -> ResponseReturnValue:
    revision = services.save_draft(
        round_=place.round,
        milestone_id=place.pinned.milestone_id,
        agency=place.organisation,
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
    """The next milestone without a report, what would be submitted, the list, or the same form again."""
    here: dict[str, Any] = {"plan": place.round.plan.slug, "round_": place.round.slug}
    if then == "submit":
        return url_for(".review", **here)
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


def _form(place: Place, typed: MultiDict[str, str] | None = None) -> ReportForm:
    """The form as it was sent, or with what is given in its place."""
    kind = forms.form_for(place.round, queries.crosswalks(place.round))
    return kind() if typed is None else kind(typed)


def _form_of(place: Place, sheet: ReportSheet, revision: int) -> ReportForm:
    visitor = sessions.current_person()
    language = visitor.language if visitor else languages.current()
    criteria = [criterion.key for criterion in forms.compared(place.round)]
    typed = forms.as_typed(sheet, criteria, language=language)
    return _form(place, MultiDict({**typed, "revision": str(revision)}))


def _saved(place: Place) -> tuple[ReportSheet, int]:
    draft = place.draft()
    return (ReportSheet.restored(draft.answers), draft.revision) if draft else (NOTHING_TYPED, 0)


def _conflict(found: Desk, place: Place, form: ReportForm) -> ResponseReturnValue:
    """Both texts side by side, and the form with the visitor's own, ready to be saved over the other one."""
    theirs, revision = _saved(place)
    mine = _form_of(place, form.sheet(), revision)
    different = mine.compared_with(_form_of(place, theirs, revision))
    return _page(found, place, mine, different=different), HTTPStatus.CONFLICT


def _page(found: Desk, place: Place, form: ReportForm, **more: Any) -> str:  # noqa: ANN401 - what the template takes
    headers.allow_our_script()
    draft = place.draft()
    return render_template(
        "reporting/milestone.html",
        **{"refusal": "", "different": (), **more},
        desk=found,
        place=place,
        form=form,
        criteria=forms.compared(place.round),
        crosswalks=queries.crosswalks(place.round),
        rows_of_evidence=forms.ROWS_OF_EVIDENCE,
        evidence_of_row=evidence_rows.of_row,
        shown=plans.milestone([place.pinned.edition]),
        official_language=plans.official_language(found.round.plan),
        draft=draft,
        saved_by=accounts.writer(draft.edited_by, current_identity()) if draft else "",
        earlier=() if found.hides_earlier else _earlier(place),
        overview=presenting.overview(found.round, found.organisation, found.recovery),
    )


def _earlier(place: Place) -> Sequence[SelfReport]:
    return queries.reports_of(place.round.id, place.pinned.milestone_id, place.organisation.id)


def _closed() -> str:
    return gettext(
        "The round is closed, so this could not be saved. What you typed stands below and nowhere else: copy what you "
        "want to keep."
    )

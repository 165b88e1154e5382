"""Where an agency reads what was said of its milestones, and replies."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from checkmyogp.domain.permissions import Permission
from checkmyogp.replies import closed_round, forms, labels, queries, services
from checkmyogp.replies.closed_round import Heard
from checkmyogp.replies.views.blueprint import Desk, bp, closed_or_404, heard_at, own_language
from checkmyogp.reporting import queries as reporting
from checkmyogp.web import evidence_rows, query_string
from checkmyogp.web.access import access, current_identity
from checkmyogp.web.forms import Form
from checkmyogp.web.unit_of_work import transactional


@bp.get("/reply")
@access(Permission.REPLY)
def reply_index() -> ResponseReturnValue:
    """The closed rounds in which the agency leads milestones."""
    query_string.query_args({})
    rounds = [round_ for round_ in reporting.rounds_of(current_identity().organisation) if round_.closed_at]
    return render_template("replies/index.html", part="reply", rounds=rounds)


@bp.get("/reply/<plan>/<round_>")
@access(Permission.REPLY)
def reply_overview(plan: str, round_: str) -> ResponseReturnValue:
    """Every milestone that the agency leads, with what was said of it."""
    query_string.query_args({})
    desk = _desk(plan, round_)
    led = {pinned.milestone_id for pinned in reporting.led(desk.round, desk.organisation.id)}
    everything = [heard for heard in closed_round.heard(desk.round) if heard.pinned.milestone_id in led]
    return render_template("replies/reply_overview.html", desk=desk, round_=desk.round, everything=everything)


@bp.get("/reply/<plan>/<round_>/<number>")
@access(Permission.REPLY)
def reply(plan: str, round_: str, number: str) -> ResponseReturnValue:
    """Everything said of one milestone, and the form."""
    query_string.query_args({})
    desk = _desk(plan, round_)
    return _page(desk, _heard(desk, number), forms.reply_form(own_language()))


@bp.post("/reply/<plan>/<round_>/<number>")
@access(Permission.REPLY)
def give_reply(plan: str, round_: str, number: str) -> ResponseReturnValue:
    """Keep the reply, for good."""
    desk = _desk(plan, round_)
    heard = _heard(desk, number)
    form = forms.reply_form(own_language())
    if not form.validate():
        return _page(desk, heard, form), HTTPStatus.BAD_REQUEST
    try:
        return _give(desk, heard, form.said())
    except labels.REFUSALS as refusal:
        return _page(desk, heard_at(desk.round, number), form, labels.refusal(refusal)), HTTPStatus.CONFLICT


@transactional
def _give(desk: Desk, heard: Heard, said: services.Said) -> ResponseReturnValue:
    services.reply(
        round_=desk.round,
        milestone_id=heard.pinned.milestone_id,
        agency=desk.organisation,
        said=said,
        actor=current_identity(),
        now=datetime.now(UTC),
    )
    address = url_for(".reply_overview", plan=desk.round.plan.slug, round_=desk.round.slug)
    return redirect(address, code=HTTPStatus.SEE_OTHER)


def _desk(plan: str, round_: str) -> Desk:
    found = closed_or_404(plan, round_)
    return Desk(found, reporting.with_a_part_in(found, current_identity().organisation) or abort(404))


def _heard(desk: Desk, number: str) -> Heard:
    """What was said of a milestone, if the agency leads it."""
    if number not in [pinned.milestone.number for pinned in reporting.led(desk.round, desk.organisation.id)]:
        abort(404)
    return heard_at(desk.round, number)


def _page(desk: Desk, heard: Heard, form: Form, refusal: str = "") -> str:
    return render_template(
        "replies/reply.html",
        desk=desk,
        round_=desk.round,
        heard=heard,
        form=form,
        own=queries.reply_of(desk.round.id, heard.pinned.milestone_id, desk.organisation.id),
        rows_of_evidence=forms.ROWS_OF_EVIDENCE,
        evidence_of_row=evidence_rows.of_row,
        about=forms.ABOUT,
        refusal=refusal,
    )

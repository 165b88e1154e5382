"""Where an agency reads what was said of its milestones, and replies."""

from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from checkmyogp.domain.lifecycles import NotNow
from checkmyogp.domain.permissions import Permission
from checkmyogp.replies import closed_round, forms, labels, queries, services
from checkmyogp.replies.closed_round import MilestoneStatements
from checkmyogp.replies.views.blueprint import ReplyWorkspace, bp, heard_at, own_language, workspace_in
from checkmyogp.reporting import queries as reporting
from checkmyogp.web import evidence_rows, query_string
from checkmyogp.web.access import Found, access, current_identity
from checkmyogp.web.actions import unless_lost
from checkmyogp.web.forms import Form
from checkmyogp.web.unit_of_work import transactional


@bp.get("/reply")
@access(Permission.AGENCY_ROUNDS)
def reply_index() -> ResponseReturnValue:
    """The closed rounds in which the agency leads milestones."""
    query_string.query_args({})
    leading = reporting.self_reports.rounds_of(current_identity().organisation)
    rounds = [round_ for round_ in leading if round_.closed_at]
    return render_template("replies/index.html", part="reply", rounds=rounds)


def own_workspace(plan: str, round_: str) -> Found[ReplyWorkspace]:
    """The visitor's own agency in this round."""
    return workspace_in(plan, round_, reporting.self_reports.with_a_part_in)


def own_milestone(plan: str, round_: str, number: str) -> Found[ReplyWorkspace]:
    """The same for one milestone, in which the agency has a part if it leads it."""
    found = own_workspace(plan, round_)
    led = reporting.led(found.thing.round, found.thing.organisation.id)
    leads = number in [pinned.milestone.number for pinned in led]
    return Found(found.thing, replace(found.situation, has_part=found.situation.has_part and leads))


def _read_overview(desk: ReplyWorkspace, _over: NotNow | None = None) -> str:
    query_string.query_args({})
    led = {pinned.milestone_id for pinned in reporting.led(desk.round, desk.organisation.id)}
    everything = [heard for heard in closed_round.heard(desk.round) if heard.pinned.milestone_id in led]
    return render_template("replies/reply_overview.html", desk=desk, round_=desk.round, everything=everything)


@bp.get("/reply/<plan>/<round_>")
@access(Permission.REPLY, of=own_workspace, otherwise=_read_overview)
def reply_overview(desk: ReplyWorkspace) -> ResponseReturnValue:
    """Every milestone that the agency leads, with what was said of it; read also when the time to reply is over."""
    return _read_overview(desk)


def _read(desk: ReplyWorkspace, _over: NotNow | None = None, *, number: str) -> str:
    query_string.query_args({})
    return _page(desk, heard_at(desk.round, number), forms.reply_form(own_language()))


@bp.get("/reply/<plan>/<round_>/<number>")
@access(Permission.REPLY, of=own_milestone, otherwise=_read)
def reply(desk: ReplyWorkspace, number: str) -> ResponseReturnValue:
    """Everything said of one milestone, and the form while it is taken."""
    return _read(desk, number=number)


def _refused(desk: ReplyWorkspace, refusal: Exception, number: str) -> ResponseReturnValue:
    """What was typed, and why it was not taken."""
    form = forms.reply_form(own_language())
    return _page(desk, heard_at(desk.round, number), form, labels.refusal(refusal)), HTTPStatus.CONFLICT


@bp.post("/reply/<plan>/<round_>/<number>")
@access(Permission.REPLY, of=own_milestone, otherwise=_refused)
def give_reply(desk: ReplyWorkspace, number: str) -> ResponseReturnValue:
    """Keep the reply, for good."""
    heard = heard_at(desk.round, number)
    form = forms.reply_form(own_language())
    if not form.validate():
        return _page(desk, heard, form), HTTPStatus.BAD_REQUEST
    try:
        return unless_lost(
            lambda: _give(desk, heard, form.said()),
            lambda said: _page(desk, heard_at(desk.round, number), form, said),
        )
    except labels.REFUSALS as refusal:
        return _refused(desk, refusal, number)


@transactional
def _give(desk: ReplyWorkspace, heard: MilestoneStatements, said: services.ReplyContent) -> ResponseReturnValue:
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


def _page(desk: ReplyWorkspace, heard: MilestoneStatements, form: Form, refusal: str = "") -> str:
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

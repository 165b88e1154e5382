"""Where an NGO reads the replies to the milestones it scored, and keeps or revises its levels."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from checkmyogp.assessment import queries as assessment
from checkmyogp.domain.lifecycles import NotNow
from checkmyogp.domain.permissions import Permission
from checkmyogp.replies import closed_round, forms, labels, services
from checkmyogp.replies.closed_round import MilestoneStatements, NgoStatement
from checkmyogp.replies.models import Reply
from checkmyogp.replies.views.blueprint import ReplyWorkspace, bp, heard_at, own_language, workspace_in
from checkmyogp.web import query_string
from checkmyogp.web.access import Found, access, current_identity
from checkmyogp.web.actions import unless_lost
from checkmyogp.web.forms import Form
from checkmyogp.web.unit_of_work import transactional


@bp.get("/answer")
@access(Permission.NGO_ROUNDS)
def answer_index() -> ResponseReturnValue:
    """The closed rounds in which the NGO has a part."""
    query_string.query_args({})
    taking_part = assessment.assessments.rounds_of(current_identity().organisation)
    rounds = [round_ for round_ in taking_part if round_.closed_at]
    return render_template("replies/index.html", part="answer", rounds=rounds)


def own_workspace(plan: str, round_: str) -> Found[ReplyWorkspace]:
    """The visitor's own NGO in this round."""
    return workspace_in(plan, round_, assessment.assessments.with_a_part_in)


def _read_overview(desk: ReplyWorkspace, _over: NotNow | None = None) -> str:
    query_string.query_args({})
    scored = [heard for heard in closed_round.heard(desk.round) if _own(desk, heard)]
    return render_template("replies/answer_overview.html", desk=desk, round_=desk.round, scored=scored)


@bp.get("/answer/<plan>/<round_>")
@access(Permission.ANSWER_REPLY, of=own_workspace, otherwise=_read_overview)
def answer_overview(desk: ReplyWorkspace) -> ResponseReturnValue:
    """Every reply to a milestone that the NGO scored, and what it answered; read also when its time is over."""
    return _read_overview(desk)


def _read(desk: ReplyWorkspace, _over: NotNow | None = None, *, number: str, agency: str) -> str:
    query_string.query_args({})
    heard = heard_at(desk.round, number)
    reply = _reply(desk, heard, agency)
    return _page(desk, heard, reply, _form(desk, reply))


@bp.get("/answer/<plan>/<round_>/<number>/<agency>")
@access(Permission.ANSWER_REPLY, of=own_workspace, otherwise=_read)
def answer(desk: ReplyWorkspace, number: str, agency: str) -> ResponseReturnValue:
    """One reply, the NGO's own scores, and the form while it is taken."""
    return _read(desk, number=number, agency=agency)


def _refused(desk: ReplyWorkspace, refusal: Exception, number: str, agency: str) -> ResponseReturnValue:
    """What was typed, and why it was not taken."""
    heard = heard_at(desk.round, number)
    reply = _reply(desk, heard, agency)
    return _page(desk, heard, reply, _form(desk, reply), labels.refusal(refusal)), HTTPStatus.CONFLICT


@bp.post("/answer/<plan>/<round_>/<number>/<agency>")
@access(Permission.ANSWER_REPLY, of=own_workspace, otherwise=_refused)
def give_answer(desk: ReplyWorkspace, number: str, agency: str) -> ResponseReturnValue:
    """Keep the answer; a later one replaces it."""
    heard = heard_at(desk.round, number)
    reply = _reply(desk, heard, agency)
    form = _form(desk, reply)
    if not form.validate():
        return _page(desk, heard, reply, form), HTTPStatus.BAD_REQUEST
    try:
        return unless_lost(
            lambda: _give(desk, reply, form.answered()),
            lambda said: _page(
                desk, heard_at(desk.round, number), _reply(desk, heard_at(desk.round, number), agency), form, said
            ),
        )
    except labels.REFUSALS as refusal:
        return _refused(desk, refusal, number, agency)


@transactional
def _give(desk: ReplyWorkspace, reply: Reply, answered: services.AnswerContent) -> ResponseReturnValue:
    services.answer(
        reply_=reply, ngo=desk.organisation, answered=answered, actor=current_identity(), now=datetime.now(UTC)
    )
    address = url_for(".answer_overview", plan=desk.round.plan.slug, round_=desk.round.slug)
    return redirect(address, code=HTTPStatus.SEE_OTHER)


def _own(desk: ReplyWorkspace, heard: MilestoneStatements) -> list[NgoStatement]:
    """What the NGO itself said of a milestone: one voice, or none."""
    return [voice for voice in heard.voices if voice.organisation.id == desk.organisation.id]


def _reply(desk: ReplyWorkspace, heard: MilestoneStatements, agency: str) -> Reply:
    """The agency's reply, if the NGO scored the milestone."""
    found = next((reply for reply in heard.replies if reply.organisation.key == agency), None)
    return found if found and _own(desk, heard) else abort(404)


def _form(desk: ReplyWorkspace, reply: Reply) -> forms.AnswerForm:
    standing = services.accounts_besides(reply, desk.organisation)
    return forms.answer_form(desk.round.criteria, standing, own_language())


def _page(desk: ReplyWorkspace, heard: MilestoneStatements, reply: Reply, form: Form, refusal: str = "") -> str:
    return render_template(
        "replies/answer.html",
        desk=desk,
        round_=desk.round,
        heard=heard,
        reply=reply,
        own=_own(desk, heard),
        given=[answer for answer in reply.answers if answer.organisation_id == desk.organisation.id],
        form=form,
        refusal=refusal,
    )

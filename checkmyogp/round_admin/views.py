"""What officers do with a round: see who has submitted, remind, close, publish, correct."""

import uuid
from datetime import UTC, datetime
from http import HTTPStatus

from flask import Blueprint, Flask, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from checkmyogp.accounts.seats import second_opinions
from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.domain.permissions import Permission
from checkmyogp.round_admin import forms, labels, services
from checkmyogp.round_admin.participants import participants
from checkmyogp.rounds import forms as round_forms
from checkmyogp.rounds import queries as round_queries
from checkmyogp.rounds.models import Round
from checkmyogp.rounds.services import TimeIsOver
from checkmyogp.snapshots import queries
from checkmyogp.snapshots import services as snapshots
from checkmyogp.snapshots.models import Correction
from checkmyogp.web import languages, query_string
from checkmyogp.web.access import access, current_identity
from checkmyogp.web.actions import done
from checkmyogp.web.jinja import not_constant_folded

bp = Blueprint("round_admin", __name__, url_prefix="/<language:language>")
languages.in_each_language(bp)


@bp.get("/rounds/<plan>/<round_>/manage")
@access(Permission.ROUND_MANAGE)
def manage(plan: str, round_: str) -> ResponseReturnValue:
    """Where a round stands, and the next step."""
    query_string.query_args({})
    return _manage_page(_round(plan, round_))


@bp.post("/rounds/<plan>/<round_>/remind")
@access(Permission.ROUND_MANAGE)
def remind(plan: str, round_: str) -> ResponseReturnValue:
    """Write to those who have not submitted."""
    found = _round(plan, round_)

    def act() -> ResponseReturnValue:
        services.remind(round_=found, actor=current_identity(), now=datetime.now(UTC))
        return _to_round(found)

    return done(act, lambda refusal: _manage_page(found, refusal), labels.REFUSALS)


@bp.get("/rounds/<plan>/<round_>/extend")
@access(Permission.ROUND_MANAGE)
def extending(plan: str, round_: str) -> ResponseReturnValue:
    """The form for giving more time."""
    found = _in_state(plan, round_, RoundState.OPEN)
    if found.waits_to_be_closed(datetime.now(UTC)):
        return _manage_page(found, str(labels.REFUSALS[TimeIsOver])), HTTPStatus.CONFLICT
    return _extend_page(found, round_forms.extension_form(found))


@bp.post("/rounds/<plan>/<round_>/extend")
@access(Permission.ROUND_MANAGE)
def extend(plan: str, round_: str) -> ResponseReturnValue:
    """Give more time."""
    found = _round(plan, round_)
    form = round_forms.extension_form(found)
    if not form.validate():
        return _extend_page(found, form), HTTPStatus.BAD_REQUEST

    def act() -> ResponseReturnValue:
        closes_at, reason, now = form.moment(form.closes_at), form.wording("reason"), datetime.now(UTC)
        services.extend(round_=found, closes_at=closes_at, reason=reason, actor=current_identity(), now=now)
        return _to_round(found)

    return done(act, lambda refusal: _extend_page(found, form, refusal), labels.REFUSALS)


def _extend_page(round_: Round, form: round_forms.ExtensionForm, refusal: str = "") -> str:
    return render_template("round_admin/extend.html", round_=round_, form=form, refusal=refusal)


@bp.get("/rounds/<plan>/<round_>/close")
@access(Permission.ROUND_CLOSE)
def closing(plan: str, round_: str) -> ResponseReturnValue:
    """What closing does."""
    return _step_page("close", _in_state(plan, round_, RoundState.OPEN))


@bp.post("/rounds/<plan>/<round_>/close")
@access(Permission.ROUND_CLOSE)
def close(plan: str, round_: str) -> ResponseReturnValue:
    """Close it, in one act."""
    found = _round(plan, round_)

    def act() -> ResponseReturnValue:
        snapshots.close(round_=found, actor=current_identity(), now=datetime.now(UTC))
        return _to_round(found)

    return done(act, lambda refusal: _step_page("close", found, refusal), labels.REFUSALS)


@bp.get("/rounds/<plan>/<round_>/publish")
@access(Permission.SCORECARD_PUBLISH)
def publishing(plan: str, round_: str) -> ResponseReturnValue:
    """What publishing does."""
    return _step_page("publish", _in_state(plan, round_, RoundState.CLOSED))


@bp.post("/rounds/<plan>/<round_>/publish")
@access(Permission.SCORECARD_PUBLISH)
def publish(plan: str, round_: str) -> ResponseReturnValue:
    """Publish it, for good."""
    found = _round(plan, round_)

    def act() -> ResponseReturnValue:
        snapshots.publish(round_=found, actor=current_identity(), now=datetime.now(UTC))
        return _to_round(found)

    return done(act, lambda refusal: _step_page("publish", found, refusal), labels.REFUSALS)


def _step_page(step: str, round_: Round, refusal: str = "") -> str:
    return render_template(
        f"round_admin/{step}.html",
        round_=round_,
        replies_until=round_.replies_until,
        now=datetime.now(UTC),
        told=len(queries.keepers_of_heads()),
        refusal=refusal,
    )


@bp.get("/rounds/<plan>/<round_>/correct")
@access(Permission.SCORECARD_PUBLISH)
def correcting(plan: str, round_: str) -> ResponseReturnValue:
    """The form for a correction, or the one that waits."""
    return _correction_page(_in_state(plan, round_, RoundState.PUBLISHED), forms.correction_form())


@bp.post("/rounds/<plan>/<round_>/correct")
@access(Permission.SCORECARD_PUBLISH)
def correct(plan: str, round_: str) -> ResponseReturnValue:
    """Propose a correction."""
    found, form = _in_state(plan, round_, RoundState.PUBLISHED), forms.correction_form()
    if not form.validate():
        return _correction_page(found, form), HTTPStatus.BAD_REQUEST

    def act() -> ResponseReturnValue:
        reason, now = form.wording("reason"), datetime.now(UTC)
        snapshots.propose_correction(round_=found, reason=reason, actor=current_identity(), now=now)
        return redirect(url_for(".correcting", plan=plan, round_=round_), code=HTTPStatus.SEE_OTHER)

    return done(act, lambda refusal: _correction_page(found, form, refusal), labels.REFUSALS)


@bp.post("/rounds/<plan>/<round_>/corrections/<uuid:correction_id>/confirm")
@access(Permission.SCORECARD_PUBLISH)
def confirm_correction(plan: str, round_: str, correction_id: uuid.UUID) -> ResponseReturnValue:
    """Publish the new version that another officer proposed."""
    found = _round(plan, round_)
    correction = _correction(found, correction_id)

    def act() -> ResponseReturnValue:
        snapshots.confirm_correction(correction=correction, actor=current_identity(), now=datetime.now(UTC))
        return _to_round(found)

    return done(act, lambda refusal: _correction_page(found, forms.correction_form(), refusal), labels.REFUSALS)


@bp.post("/rounds/<plan>/<round_>/corrections/<uuid:correction_id>/withdraw")
@access(Permission.SCORECARD_PUBLISH)
def withdraw_correction(plan: str, round_: str, correction_id: uuid.UUID) -> ResponseReturnValue:
    """Put it aside."""
    found = _round(plan, round_)
    correction = _correction(found, correction_id)

    def act() -> ResponseReturnValue:
        snapshots.withdraw_correction(correction=correction, actor=current_identity(), now=datetime.now(UTC))
        return _to_round(found)

    return done(act, lambda refusal: _correction_page(found, forms.correction_form(), refusal), labels.REFUSALS)


def _correction_page(round_: Round, form: forms.CorrectionForm, refusal: str = "") -> str:
    waiting = queries.waiting_correction(round_.id)
    return render_template(
        "round_admin/correct.html",
        round_=round_,
        form=form,
        waiting=waiting,
        confirmers=second_opinions.confirmers(waiting.proposed_by, now=datetime.now(UTC)) if waiting else (),
        officer=current_identity().key,
        versions=queries.versions(round_.id),
        refusal=refusal,
    )


def _manage_page(round_: Round, refusal: str = "") -> str:
    now = datetime.now(UTC)
    asks = round_.state is not RoundState.DRAFT
    return render_template(
        "round_admin/manage.html",
        round_=round_,
        now=now,
        participants=participants(round_, now=now) if asks else [],
        extensions=round_queries.extensions(round_.id),
        replies_until=round_.replies_until,
        versions=queries.versions(round_.id),
        corrections=queries.corrections(round_.id),
        refusal=refusal,
    )


def _round(plan: str, round_: str) -> Round:
    return round_queries.round_at(plan, round_) or abort(HTTPStatus.NOT_FOUND)


def _in_state(plan: str, round_: str, state: RoundState) -> Round:
    found = _round(plan, round_)
    return found if found.state is state else abort(HTTPStatus.NOT_FOUND)


def _correction(round_: Round, correction_id: uuid.UUID) -> Correction:
    return queries.correction(round_.id, correction_id) or abort(HTTPStatus.NOT_FOUND)


def _to_round(round_: Round) -> ResponseReturnValue:
    address = url_for(".manage", plan=round_.plan.slug, round_=round_.slug)
    return redirect(address, code=HTTPStatus.SEE_OTHER)


def init_app(app: Flask) -> None:
    """Register the pages and the words they use."""
    app.register_blueprint(bp)
    app.add_template_filter(not_constant_folded(labels.duty), "duty_label")

"""What officers do with a round: see who has submitted, remind, close, publish, correct."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from checkmyogp.accounts.seats import confirming
from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.domain.permissions import Permission
from checkmyogp.rounds import forms as round_forms
from checkmyogp.rounds import queries as round_queries
from checkmyogp.rounds.models import Round
from checkmyogp.scorecards import forms, labels, queries, services, telling
from checkmyogp.scorecards.asked import asked
from checkmyogp.scorecards.models import Correction
from checkmyogp.scorecards.views.blueprint import bp
from checkmyogp.web import parameters
from checkmyogp.web.access import access, current_identity
from checkmyogp.web.writing import writes


@bp.get("/rounds/<plan>/<round_>/manage")
@access(Permission.ROUND_MANAGE)
def manage(plan: str, round_: str) -> ResponseReturnValue:
    """Where a round stands, and the next step."""
    parameters.chosen({})
    return _manage_page(_round(plan, round_))


@bp.post("/rounds/<plan>/<round_>/remind")
@access(Permission.ROUND_MANAGE)
def remind(plan: str, round_: str) -> ResponseReturnValue:
    """Write to those who have not submitted."""
    found = _round(plan, round_)

    def act() -> ResponseReturnValue:
        telling.remind(round_=found, actor=current_identity(), now=datetime.now(UTC))
        return _to_round(found)

    return _done(act, lambda refusal: _manage_page(found, refusal))


@bp.get("/rounds/<plan>/<round_>/extend")
@access(Permission.ROUND_MANAGE)
def extending(plan: str, round_: str) -> ResponseReturnValue:
    """The form for giving more time."""
    found = _in_state(plan, round_, RoundState.OPEN)
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
        telling.extend(round_=found, closes_at=closes_at, reason=reason, actor=current_identity(), now=now)
        return _to_round(found)

    return _done(act, lambda refusal: _extend_page(found, form, refusal))


def _extend_page(round_: Round, form: round_forms.ExtensionForm, refusal: str = "") -> str:
    return render_template("scorecards/officers/extend.html", round_=round_, form=form, refusal=refusal)


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
        services.close(round_=found, actor=current_identity(), now=datetime.now(UTC))
        return _to_round(found)

    return _done(act, lambda refusal: _step_page("close", found, refusal))


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
        services.publish(round_=found, actor=current_identity(), now=datetime.now(UTC))
        return _to_round(found)

    return _done(act, lambda refusal: _step_page("publish", found, refusal))


def _step_page(step: str, round_: Round, refusal: str = "") -> str:
    return render_template(
        f"scorecards/officers/{step}.html",
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
        services.propose_correction(round_=found, reason=reason, actor=current_identity(), now=now)
        return redirect(url_for(".correcting", plan=plan, round_=round_), code=HTTPStatus.SEE_OTHER)

    return _done(act, lambda refusal: _correction_page(found, form, refusal))


@bp.post("/rounds/<plan>/<round_>/corrections/<uuid:correction_id>/confirm")
@access(Permission.SCORECARD_PUBLISH)
def confirm_correction(plan: str, round_: str, correction_id: uuid.UUID) -> ResponseReturnValue:
    """Publish the new version that another officer proposed."""
    found = _round(plan, round_)
    correction = _correction(found, correction_id)

    def act() -> ResponseReturnValue:
        services.confirm_correction(correction=correction, actor=current_identity(), now=datetime.now(UTC))
        return _to_round(found)

    return _done(act, lambda refusal: _correction_page(found, forms.correction_form(), refusal))


@bp.post("/rounds/<plan>/<round_>/corrections/<uuid:correction_id>/withdraw")
@access(Permission.SCORECARD_PUBLISH)
def withdraw_correction(plan: str, round_: str, correction_id: uuid.UUID) -> ResponseReturnValue:
    """Put it aside."""
    found = _round(plan, round_)
    correction = _correction(found, correction_id)

    def act() -> ResponseReturnValue:
        services.withdraw_correction(correction=correction, actor=current_identity(), now=datetime.now(UTC))
        return _to_round(found)

    return _done(act, lambda refusal: _correction_page(found, forms.correction_form(), refusal))


def _correction_page(round_: Round, form: forms.CorrectionForm, refusal: str = "") -> str:
    waiting = queries.waiting_correction(round_.id)
    return render_template(
        "scorecards/officers/correct.html",
        round_=round_,
        form=form,
        waiting=waiting,
        confirmers=confirming.confirmers(waiting.proposed_by, now=datetime.now(UTC)) if waiting else (),
        officer=current_identity().key,
        versions=queries.versions(round_.id),
        refusal=refusal,
    )


def _manage_page(round_: Round, refusal: str = "") -> str:
    now = datetime.now(UTC)
    asks = round_.state is not RoundState.DRAFT
    return render_template(
        "scorecards/officers/manage.html",
        round_=round_,
        now=now,
        asked=asked(round_, now=now) if asks else [],
        extensions=round_queries.extensions(round_.id),
        replies_until=round_.replies_until,
        versions=queries.versions(round_.id),
        corrections=queries.corrections(round_.id),
        refusal=refusal,
    )


def _done(act: Callable[[], ResponseReturnValue], again: Callable[[str], str]) -> ResponseReturnValue:
    """Do it, all of it or nothing; a refusal shows the same page again, with everything typed kept."""
    try:
        return writes(act)()
    except labels.REFUSALS as refused:
        sentence = labels.refusal(refused)
    return again(sentence), HTTPStatus.CONFLICT


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

"""Where researchers record what the IRM says of a plan's commitments, one code at a time."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from checkmyogp.domain.irm import SCHEMES, Scheme
from checkmyogp.domain.permissions import Permission
from checkmyogp.irm import forms, labels, queries, services, view_models
from checkmyogp.irm.forms import CodeForm
from checkmyogp.irm.views.blueprint import bp
from checkmyogp.plans import queries as plans
from checkmyogp.plans.models import Commitment, Plan
from checkmyogp.web import query_string
from checkmyogp.web.access import access, current_identity
from checkmyogp.web.actions import unless_lost
from checkmyogp.web.unit_of_work import transactional

REFUSALS = (services.CodeChangedMeanwhile, services.NothingChanged)


@bp.get("/workbench/codes")
@access(Permission.CODE)
def codes_index() -> ResponseReturnValue:
    """Every plan."""
    query_string.query_args({})
    return render_template("irm/codes_index.html", plans=plans.plans())


@bp.get("/workbench/codes/<plan>")
@access(Permission.CODE)
def codes(plan: str) -> ResponseReturnValue:
    """Every question on every commitment of a plan, with what is recorded."""
    query_string.query_args({})
    found = plan_at(plan)
    return render_template("irm/codes.html", plan=found, tables=view_models.of_plan(found))


@bp.get("/workbench/codes/<plan>/<number>/<scheme>")
@access(Permission.CODE)
def code(plan: str, number: str, scheme: str) -> ResponseReturnValue:
    """The form of one question, filled with what stands, and everything recorded before."""
    query_string.query_args({})
    commitment, asked = _question(plan, number, scheme)
    standing = queries.standing(commitment.id, asked)
    return _page(commitment, asked, forms.code_form(asked, forms.as_recorded(standing)))


@bp.post("/workbench/codes/<plan>/<number>/<scheme>")
@access(Permission.CODE)
def record(plan: str, number: str, scheme: str) -> ResponseReturnValue:
    """Record it in the place of what stands."""
    commitment, asked = _question(plan, number, scheme)
    form = forms.code_form(asked)
    if not form.validate():
        return _page(commitment, asked, form), HTTPStatus.BAD_REQUEST
    try:
        return unless_lost(
            lambda: _record(commitment, asked, form),
            lambda said: _page_again(plan, number, asked, form, said),
        )
    except REFUSALS as refusal:
        return _page_again(plan, number, asked, form, labels.refusal(refusal)), HTTPStatus.CONFLICT


@transactional
def _record(commitment: Commitment, scheme: Scheme, form: CodeForm) -> ResponseReturnValue:
    services.record_code(
        commitment=commitment,
        scheme=scheme,
        said=form.said(scheme),
        source=form.source(),
        seen=form.row_seen,
        actor=current_identity(),
        now=datetime.now(UTC),
    )
    return redirect(url_for(".codes", plan=commitment.plan.slug), code=HTTPStatus.SEE_OTHER)


@bp.post("/workbench/codes/<plan>/<number>/<scheme>/withdraw")
@access(Permission.CODE)
def withdraw(plan: str, number: str, scheme: str) -> ResponseReturnValue:
    """Take back what stands."""
    commitment, asked = _question(plan, number, scheme)
    try:
        return _withdraw(commitment, asked)
    except services.CodeChangedMeanwhile as refusal:
        found, standing = _question(plan, number, scheme)[0], queries.standing(commitment.id, asked)
        form = forms.code_form(asked, forms.as_recorded(standing))
        return _page(found, asked, form, refusal=labels.refusal(refusal)), HTTPStatus.CONFLICT


@transactional
def _withdraw(commitment: Commitment, scheme: Scheme) -> ResponseReturnValue:
    services.withdraw_code(
        commitment=commitment,
        scheme=scheme,
        seen=forms.WithdrawForm().row_seen,
        actor=current_identity(),
        now=datetime.now(UTC),
    )
    return redirect(url_for(".codes", plan=commitment.plan.slug), code=HTTPStatus.SEE_OTHER)


def plan_at(slug: str) -> Plan:
    """The plan at this address."""
    return plans.plan_by_slug(slug) or abort(404)


def _question(plan: str, number: str, scheme: str) -> tuple[Commitment, Scheme]:
    """One question on one commitment; what does not exist is not found."""
    if scheme not in set(Scheme):
        abort(404)
    return view_models.of_commitment(plan_at(plan), number) or abort(404), Scheme(scheme)


def _page_again(plan: str, number: str, scheme: Scheme, form: CodeForm, refusal: str) -> str:
    """The same form with everything typed, over what stands by now."""
    commitment, _ = _question(plan, number, scheme.value)
    standing = queries.standing(commitment.id, scheme)
    form.seen.data = str(standing.id) if standing else ""
    return _page(commitment, scheme, form, refusal=refusal)


def _page(commitment: Commitment, scheme: Scheme, form: CodeForm, *, refusal: str = "") -> str:
    recorded = queries.history(commitment.id, scheme)
    standing = next((row for row in recorded if row.ended_at is None), None)
    return render_template(
        "irm/code.html",
        plan=commitment.plan,
        commitment=commitment,
        scheme=scheme,
        asked=SCHEMES[scheme],
        form=form,
        standing=standing,
        recorded=recorded,
        refusal=refusal,
    )

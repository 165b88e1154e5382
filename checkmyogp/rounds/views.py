"""Pages on which officers set up, open and extend rounds."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Blueprint, Flask, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from checkmyogp import times
from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.domain.permissions import Permission
from checkmyogp.plans import queries as plan_queries
from checkmyogp.plans.models import Plan
from checkmyogp.rounds import forms, labels, queries, services
from checkmyogp.rounds.models import Round
from checkmyogp.rubrics import queries as rubric_queries
from checkmyogp.rubrics.models import RubricVersion
from checkmyogp.web import languages, query_string, workspace
from checkmyogp.web.access import access, current_identity
from checkmyogp.web.actions import done, taken
from checkmyogp.web.jinja import not_constant_folded

bp = Blueprint("rounds", __name__, url_prefix="/<language:language>/rounds")
languages.in_each_language(bp)


@bp.get("")
@access(Permission.ROUND_MANAGE)
def index() -> ResponseReturnValue:
    """Every round with its state; demonstrations apart."""
    query_string.query_args({})
    found = queries.rounds()
    return render_template(
        "rounds/index.html",
        real=[row for row in found if not row.demonstration],
        demonstrations=[row for row in found if row.demonstration],
    )


@bp.get("/new")
@access(Permission.ROUND_MANAGE)
def new() -> ResponseReturnValue:
    """The plans that a round can be set up for."""
    query_string.query_args({})
    return render_template("rounds/new.html", plans=plan_queries.plans())


@bp.get("/new/<plan>")
@access(Permission.ROUND_MANAGE)
def drafting(plan: str) -> ResponseReturnValue:
    """The form for a new round."""
    of = _plan(plan)
    form = forms.draft_form(of, rubric_queries.rubrics())
    form.quorum.data, form.reply_days.data = services.USUAL_QUORUM, services.USUAL_REPLY_DAYS
    return _draft_page(of, form)


@bp.post("/new/<plan>")
@access(Permission.ROUND_MANAGE)
def draft(plan: str) -> ResponseReturnValue:
    """Set it up."""
    of = _plan(plan)
    form = forms.draft_form(of, rubric_queries.rubrics())

    def act() -> ResponseReturnValue:
        terms = form.terms(slug=form.slug.data or "")
        services.draft(plan=of, rubric=_rubric(form), terms=terms, actor=current_identity(), now=datetime.now(UTC))
        return _to_round(plan, terms.slug)

    return taken(form, act, lambda refusal: _draft_page(of, form, refusal), labels.REFUSALS)


def _draft_page(plan: Plan, form: forms.RoundDraftForm, refusal: str = "") -> str:
    return render_template("rounds/draft.html", plan=plan, form=form, refusal=refusal)


@bp.get("/<plan>/<round_>/edit")
@access(Permission.ROUND_MANAGE)
def editing(plan: str, round_: str) -> ResponseReturnValue:
    """The form for changing a draft."""
    found = in_state(plan, round_, RoundState.DRAFT)
    form = forms.terms_form(found, rubric_queries.rubrics())
    form.show(found)
    return _edit_page(found, form)


@bp.post("/<plan>/<round_>/edit")
@access(Permission.ROUND_MANAGE)
def edit(plan: str, round_: str) -> ResponseReturnValue:
    """Change it."""
    found = at(plan, round_)
    form = forms.terms_form(found, rubric_queries.rubrics())

    def act() -> ResponseReturnValue:
        terms = form.terms(slug=round_)
        now = datetime.now(UTC)
        services.redraft(round_=found, rubric=_rubric(form), terms=terms, actor=current_identity(), now=now)
        return _to_round(plan, round_)

    return taken(form, act, lambda refusal: _edit_page(found, form, refusal), labels.REFUSALS)


def _edit_page(round_: Round, form: forms.TermsForm, refusal: str = "") -> str:
    return render_template("rounds/edit.html", round_=round_, form=form, refusal=refusal)


@bp.post("/<plan>/<round_>/discard")
@access(Permission.ROUND_MANAGE)
def discard(plan: str, round_: str) -> ResponseReturnValue:
    """Take the draft away."""
    found = at(plan, round_)

    def act() -> ResponseReturnValue:
        services.discard(round_=found, actor=current_identity(), now=datetime.now(UTC))
        return redirect(url_for(".index"), code=HTTPStatus.SEE_OTHER)

    return done(act, lambda refusal: _open_page(found, refusal), labels.REFUSALS)


@bp.get("/<plan>/<round_>/open")
@access(Permission.ROUND_MANAGE)
def opening(plan: str, round_: str) -> ResponseReturnValue:
    """What opening does."""
    return _open_page(in_state(plan, round_, RoundState.DRAFT))


@bp.post("/<plan>/<round_>/open")
@access(Permission.ROUND_MANAGE)
def open_(plan: str, round_: str) -> ResponseReturnValue:
    """Open it: the wording is pinned from now on."""
    found = at(plan, round_)

    def act() -> ResponseReturnValue:
        services.open_(round_=found, actor=current_identity(), now=datetime.now(UTC))
        return _to_round(plan, round_)

    return done(act, lambda refusal: _open_page(found, refusal), labels.REFUSALS)


def _open_page(round_: Round, refusal: str = "") -> str:
    return render_template(
        "rounds/open.html",
        round_=round_,
        now=datetime.now(UTC),
        milestones=len(plan_queries.latest_editions(round_.plan_id)),
        refusal=refusal,
    )


def at(plan: str, round_: str) -> Round:
    """The round at this address."""
    return queries.round_at(plan, round_) or abort(HTTPStatus.NOT_FOUND)


def in_state(plan: str, round_: str, state: RoundState) -> Round:
    """The same, if it is in the state that this page is about."""
    found = at(plan, round_)
    return found if found.state is state else abort(HTTPStatus.NOT_FOUND)


def _plan(slug: str) -> Plan:
    return plan_queries.plan_by_slug(slug) or abort(HTTPStatus.NOT_FOUND)


def _rubric(form: forms.TermsForm) -> RubricVersion:
    key, _, version = form.rubric.data.rpartition("/")
    return rubric_queries.rubric(key, int(version)) or abort(HTTPStatus.NOT_FOUND)


def _to_round(plan: str, round_: str) -> ResponseReturnValue:
    return redirect(url_for("round_admin.manage", plan=plan, round_=round_), code=HTTPStatus.SEE_OTHER)


def init_app(app: Flask) -> None:
    """Register the pages and the words they use."""
    app.register_blueprint(bp)
    app.add_template_filter(not_constant_folded(labels.rubric), "rubric_label")

    @app.template_filter("round_state_label")
    def round_state_label(round_: Round) -> str:
        return labels.state(round_, now=datetime.now(UTC))

    @app.template_test("waiting_to_be_closed")
    def waiting_to_be_closed(round_: Round) -> bool:
        return round_.waits_to_be_closed(datetime.now(UTC))

    @app.template_filter("moment")
    def moment(at: datetime, round_: Round) -> str:
        return times.written(at, round_.time_zone, languages.current())

    workspace.offer(app, Permission.ROUND_MANAGE, lazy_gettext("Rounds"), "rounds.index", place=30)

"""Pages that quote the plans."""

from dataclasses import dataclass

from flask import Blueprint, Flask, abort, render_template
from flask.typing import ResponseReturnValue

from checkmyogp.domain.permissions import Permission
from checkmyogp.plans import labels, queries, view_models
from checkmyogp.plans.models import Plan
from checkmyogp.web import headers, languages, query_string
from checkmyogp.web.access import access
from checkmyogp.web.jinja import not_constant_folded

bp = Blueprint("plans", __name__, url_prefix="/<language:language>/plans")
languages.in_each_language(bp)


@dataclass(frozen=True, slots=True)
class Listed:
    """A plan in the list."""

    plan: Plan
    commitments: int
    milestones: int


@bp.get("")
@access(Permission.READ)
def index() -> ResponseReturnValue:
    """Every plan."""
    query_string.query_args({})
    commitments, milestones = queries.commitment_counts(), queries.milestone_counts()
    listed = [Listed(plan, commitments.get(plan.id, 0), milestones.get(plan.id, 0)) for plan in queries.plans()]
    return headers.public_page(render_template("plans/index.html", listed=listed))


@bp.get("/<slug>")
@access(Permission.READ)
def plan(slug: str) -> ResponseReturnValue:
    """One plan, whole."""
    query_string.query_args({})
    found = view_models.whole(_plan(slug))
    return headers.public_page(
        render_template(
            "plans/plan.html",
            plan=found.plan,
            parts=found.parts,
            amendments=found.amendments,
            official_language=view_models.official_language(found.plan.title),
            top_commitments=sum(not part.inner for part in found.parts),
            milestones=sum(len(part.milestones) for part in found.parts),
        )
    )


@bp.get("/<slug>/milestones/<number>")
@access(Permission.READ)
def milestone(slug: str, number: str) -> ResponseReturnValue:
    """One milestone as the plan prints it, with its amendments."""
    query_string.query_args({})
    plan = _plan(slug)
    editions = queries.editions_of_number(plan.id, number) or abort(404)
    shown = view_models.milestone(editions)
    return headers.public_page(
        render_template(
            "plans/milestone.html",
            plan=plan,
            number=number,
            shown=shown,
            official_language=view_models.official_language(plan.title),
        )
    )


def _plan(slug: str) -> Plan:
    return queries.plan_by_slug(slug) or abort(404)


def init_app(app: Flask) -> None:
    """Register the pages and the words they use."""
    app.register_blueprint(bp)
    app.add_template_filter(not_constant_folded(labels.question), "question_label")
    app.add_template_filter(not_constant_folded(labels.stakeholder), "stakeholder_label")
    app.add_template_filter(not_constant_folded(labels.change), "change_label")

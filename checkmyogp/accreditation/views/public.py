"""What anybody can read: the register, one NGO in it, and what accreditation asks for."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from checkmyogp.accounts.seats import queries as seats
from checkmyogp.accreditation import view_models
from checkmyogp.accreditation.views.blueprint import bp, ngo_at, plan_at, utcnow
from checkmyogp.domain.permissions import Permission
from checkmyogp.plans import queries as plan_queries
from checkmyogp.web import headers, query_string
from checkmyogp.web.access import access


@bp.get("/register")
@access(Permission.READ)
def register() -> ResponseReturnValue:
    """Every NGO that was ever decided on."""
    plans = plan_queries.plans()
    chosen = query_string.query_args({"plan": [plan.slug for plan in plans]}).get("plan", "")
    wanted = next((plan.id for plan in plans if plan.slug == chosen), None)
    entries = view_models.register(now=utcnow(), plan_id=wanted)
    listed = [(plan, [entry for entry in entries if entry.plan.id == plan.id]) for plan in plans]
    shown = [(plan, found) for plan, found in listed if found or plan.slug == chosen]
    return headers.public_page(render_template("accreditation/register.html", plans=plans, chosen=chosen, shown=shown))


@bp.get("/register/<plan>/<ngo>")
@access(Permission.READ)
def entry(plan: str, ngo: str) -> ResponseReturnValue:
    """One NGO: where it stands, and everything that was decided on it."""
    query_string.query_args({})
    of = plan_at(plan)
    found = view_models.entry(plan_id=of.id, organisation_id=ngo_at(of, ngo).id, now=utcnow()) or abort(404)
    return headers.public_page(render_template("accreditation/entry.html", entry=found))


@bp.get("/register/recoveries")
@access(Permission.READ)
def recoveries() -> ResponseReturnValue:
    """Every lost seat that two officers agreed to have filled anew, with the reason and what came of it."""
    query_string.query_args({})
    found = [recovery for recovery in seats.recoveries() if recovery.confirmed_at]
    return headers.public_page(render_template("accreditation/recoveries.html", recoveries=found))


@bp.get("/accreditation")
@access(Permission.READ)
def criteria() -> ResponseReturnValue:
    """What is asked of an NGO, who decides, and how to object."""
    query_string.query_args({})
    return headers.public_page(render_template("accreditation/criteria.html"))

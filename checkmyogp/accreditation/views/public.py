"""What anybody can read: the register, one NGO in it, and what accreditation asks for."""

from flask import abort, make_response, render_template
from flask.typing import ResponseReturnValue

from checkmyogp.accounts.seats import queries as seats
from checkmyogp.accreditation import presenting
from checkmyogp.accreditation.views.blueprint import bp, ngo_at, plan_at, utcnow
from checkmyogp.domain.permissions import Permission
from checkmyogp.plans import queries as plan_queries
from checkmyogp.web import headers, parameters
from checkmyogp.web.access import access

KEPT_FOR = 60
"""Seconds for which anybody may keep a page: a decision is seen within the minute."""


@bp.get("/register")
@access(Permission.READ)
def register() -> ResponseReturnValue:
    """Every NGO that was ever decided on."""
    plans = plan_queries.plans()
    chosen = parameters.chosen({"plan": [plan.slug for plan in plans]}).get("plan", "")
    wanted = next((plan.id for plan in plans if plan.slug == chosen), None)
    entries = presenting.register(now=utcnow(), plan_id=wanted)
    listed = [(plan, [entry for entry in entries if entry.plan.id == plan.id]) for plan in plans]
    shown = [(plan, found) for plan, found in listed if found or plan.slug == chosen]
    return _kept(render_template("accreditation/register.html", plans=plans, chosen=chosen, shown=shown))


@bp.get("/register/<plan>/<ngo>")
@access(Permission.READ)
def entry(plan: str, ngo: str) -> ResponseReturnValue:
    """One NGO: where it stands, and everything that was decided on it."""
    parameters.chosen({})
    of = plan_at(plan)
    found = presenting.entry(plan_id=of.id, organisation_id=ngo_at(of, ngo).id, now=utcnow()) or abort(404)
    return _kept(render_template("accreditation/entry.html", entry=found))


@bp.get("/register/recoveries")
@access(Permission.READ)
def recoveries() -> ResponseReturnValue:
    """Every lost seat that two officers agreed to have filled anew, with the reason and what came of it."""
    parameters.chosen({})
    found = [recovery for recovery in seats.recoveries() if recovery.confirmed_at]
    return _kept(render_template("accreditation/recoveries.html", recoveries=found))


@bp.get("/accreditation")
@access(Permission.READ)
def criteria() -> ResponseReturnValue:
    """What is asked of an NGO, who decides, and how to object."""
    parameters.chosen({})
    return _kept(render_template("accreditation/criteria.html"))


def _kept(page: str) -> ResponseReturnValue:
    return headers.public(make_response(page), seconds=KEPT_FOR)

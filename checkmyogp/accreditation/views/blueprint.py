"""The one blueprint of accreditation, and what its addresses name."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Blueprint, abort

from checkmyogp.accreditation import queries
from checkmyogp.plans import queries as plan_queries
from checkmyogp.plans.models import Organisation, Plan
from checkmyogp.web import languages

bp = Blueprint("accreditation", __name__, url_prefix="/<language:language>")
languages.in_each_language(bp)


def utcnow() -> datetime:
    """This moment."""
    return datetime.now(UTC)


def plan_at(slug: str) -> Plan:
    """The plan at this address."""
    return plan_queries.plan_by_slug(slug) or abort(HTTPStatus.NOT_FOUND)


def ngo_at(plan: Plan, key: str) -> Organisation:
    """The real organisation of this plan's member at this address."""
    return queries.ngo(plan.member_id, key) or abort(HTTPStatus.NOT_FOUND)

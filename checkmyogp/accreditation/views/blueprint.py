"""The one blueprint of accreditation, and how its forms answer."""

from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from checkmyogp.accreditation import labels, queries
from checkmyogp.accreditation.services import Refusal
from checkmyogp.domain.lifecycles import StepRefused
from checkmyogp.plans import queries as plan_queries
from checkmyogp.plans.models import Organisation, Plan
from checkmyogp.web import languages
from checkmyogp.web.forms import Form
from checkmyogp.web.unit_of_work import transactional

bp = Blueprint("accreditation", __name__, url_prefix="/<language:language>")
languages.in_each_language(bp)

Answer = Callable[[], ResponseReturnValue]
Again = Callable[[str], str]
"""Shows the same page once more, with everything typed kept and this sentence above it."""


def utcnow() -> datetime:
    """This moment."""
    return datetime.now(UTC)


def taken(form: Form, act: Answer, again: Again) -> ResponseReturnValue:
    """Do what a sent form asks for, all of it or nothing; a mistake or a refusal shows the same form again."""
    if not form.validate():
        return again(""), HTTPStatus.BAD_REQUEST
    return done(act, again)


def done(act: Answer, again: Again) -> ResponseReturnValue:
    """The same without anything to fill in."""
    try:
        return transactional(act)()
    except (Refusal, StepRefused) as refused:
        sentence = labels.refusal(refused)
    return again(sentence), HTTPStatus.CONFLICT


def plan_at(slug: str) -> Plan:
    """The plan at this address."""
    return plan_queries.plan_by_slug(slug) or abort(HTTPStatus.NOT_FOUND)


def ngo_at(plan: Plan, key: str) -> Organisation:
    """The real organisation of this plan's member at this address."""
    return queries.ngo(plan.member_id, key) or abort(HTTPStatus.NOT_FOUND)

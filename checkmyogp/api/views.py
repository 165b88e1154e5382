"""The addresses of the read-only JSON."""

from datetime import UTC, datetime

from flask import Flask, Response, abort, jsonify

from checkmyogp.accreditation import view_models as accreditation
from checkmyogp.api import documents, rounds
from checkmyogp.api.blueprint import bp, frozen_bytes
from checkmyogp.api.blueprint import kept as _kept
from checkmyogp.domain.canon import canonical, sha256
from checkmyogp.domain.permissions import Permission
from checkmyogp.plans import queries as plan_queries
from checkmyogp.plans import view_models
from checkmyogp.snapshots import queries, salts
from checkmyogp.snapshots.consistency import frozen as read
from checkmyogp.snapshots.models import Snapshot
from checkmyogp.web import headers, query_string
from checkmyogp.web.access import access

__all__ = ["rounds"]


@bp.get("/plans")
@access(Permission.READ)
def plans() -> Response:
    """Every plan."""
    query_string.query_args({})
    return _kept(jsonify(plans=[documents.plan_head(plan) for plan in plan_queries.plans()]))


@bp.get("/plans/<slug>")
@access(Permission.READ)
def plan(slug: str) -> Response:
    """One plan, whole."""
    query_string.query_args({})
    found = plan_queries.plan_by_slug(slug) or abort(404)
    return _kept(jsonify(documents.plan(view_models.whole(found))))


@bp.get("/register")
@access(Permission.READ)
def register() -> Response:
    """Every NGO that was ever decided on, of every plan or of one."""
    plans = {plan.slug: plan.id for plan in plan_queries.plans()}
    chosen = query_string.query_args({"plan": plans}).get("plan", "")
    entries = accreditation.register(now=datetime.now(UTC), plan_id=plans.get(chosen))
    return _kept(jsonify(register=[documents.registered(entry) for entry in entries]))


@bp.get("/scorecards")
@access(Permission.READ)
def scorecards() -> Response:
    """Every published round in its newest version; demonstrations apart, so that nobody counts them."""
    query_string.query_args({})
    snapshots = queries.latest_snapshots()
    return _kept(
        jsonify(
            scorecards=[documents.published(each) for each in snapshots if not each.round.demonstration],
            demonstrations=[documents.published(each) for each in snapshots if each.round.demonstration],
        )
    )


@bp.get("/scorecards/<plan>/<round_>")
@access(Permission.READ)
def latest(plan: str, round_: str) -> Response:
    """The newest version's exact bytes."""
    query_string.query_args({})
    return _kept(_bytes(queries.snapshot(plan, round_) or abort(404)))


@bp.get("/scorecards/<plan>/<round_>/<version:version>")
@access(Permission.READ)
def snapshot(plan: str, round_: str, version: int) -> Response:
    """One version's exact bytes, for ever."""
    query_string.query_args({})
    return headers.immutable(_bytes(queries.snapshot(plan, round_, version) or abort(404)))


@bp.get("/scorecards/<plan>/<round_>/salts")
@access(Permission.READ)
def salts_of(plan: str, round_: str) -> Response:
    """What each receipt is made from besides the scorecard; there is none before the publication."""
    query_string.query_args({})
    found = queries.snapshot(plan, round_) or abort(404)
    content = canonical(salts.salts(found.round, read(found.content)))
    return _kept(frozen_bytes(content, sha256(content), f"{plan}-{round_}-salts.json"))


def _bytes(found: Snapshot) -> Response:
    name = f"{found.round.plan.slug}-{found.round.slug}-{found.version}.json"
    return frozen_bytes(found.content, found.digest, name)


def init_app(app: Flask) -> None:
    """Register the addresses."""
    app.register_blueprint(bp)

"""Rounds and the audit chain as JSON. Nothing here tells what is sealed; see decision record 9."""

from flask import Response, abort, jsonify, url_for

from checkmyogp.api.blueprint import bp, frozen_bytes, kept
from checkmyogp.api.documents import Document
from checkmyogp.domain.permissions import Permission
from checkmyogp.rounds import queries as round_queries
from checkmyogp.rounds.models import Round
from checkmyogp.scorecards.round_status import PublicSinceClose, RoundStatus, standing
from checkmyogp.snapshots import chain
from checkmyogp.snapshots.content import moment
from checkmyogp.web import headers, query_string
from checkmyogp.web.access import access


@bp.get("/rounds/<plan>/<round_>")
@access(Permission.READ)
def round_(plan: str, round_: str) -> Response:
    """Where a round stands."""
    query_string.query_args({})
    return kept(jsonify(_standing(standing(plan, round_) or abort(404))))


@bp.get("/rounds/<plan>/<round_>/registration")
@access(Permission.READ)
def registration(plan: str, round_: str) -> Response:
    """The exact bytes that were registered at a round's opening, for ever."""
    query_string.query_args({})
    found = round_queries.round_at(plan, round_) or abort(404)
    registered = found.registration or abort(404)
    return headers.immutable(frozen_bytes(registered.content, registered.digest, f"{plan}-{round_}-registration.json"))


@bp.get("/audit/head")
@access(Permission.READ)
def audit_head() -> Response:
    """Every head of the audit chain that left the building, the latest first."""
    query_string.query_args({})
    heads = [head.plain() for head in chain.heads()]
    return kept(jsonify(form=chain.FORM, heads=heads, **({"latest": heads[0]} if heads else {})))


@bp.get("/audit/entries")
@access(Permission.READ)
def audit_entries() -> Response:
    """The chain from its beginning."""
    return _entries(1)


@bp.get("/audit/entries/<version:first>")
@access(Permission.READ)
def audit_entries_from(first: int) -> Response:
    """The chain from one entry on."""
    return _entries(first)


def _entries(first: int) -> Response:
    query_string.query_args({})
    last = chain.readable_to(chain.heads())
    found = chain.entries(first, last)
    following = first + len(found)
    more = {"next": url_for(".audit_entries_from", first=following)} if found and following <= last else {}
    return kept(jsonify(form=chain.FORM, readable_to=last, entries=found, **more))


def _standing(found: RoundStatus) -> Document:
    row = found.round
    return {
        "plan": row.plan.slug,
        "round": row.slug,
        "name": row.name.texts(),
        "demonstration": row.demonstration,
        "state": row.state.value,
        "period": {"starts": row.period_starts.isoformat(), "ends": row.period_ends.isoformat()},
        "opened_at": moment(row.opened_at or row.opens_at),
        "closes_at": moment(row.closes_at),
        "quorum": row.quorum,
        "rubric": {"key": row.rubric.key, "version": row.rubric.version},
        **_registered(row),
        "extensions": [
            {
                "closed_before": moment(each.closed_before),
                "closes_now": moment(each.closes_now),
                "reason": each.reason.texts(),
            }
            for each in found.extensions
        ],
        **(_sealed(found.sealed, found) if found.sealed else {}),
    }


def _registered(row: Round) -> Document:
    if row.registration is None:
        return {}
    where = url_for(".registration", plan=row.plan.slug, round_=row.slug)
    return {"registration": {"sha256": row.registration.digest, "url": where}}


def _sealed(sealed: PublicSinceClose, found: RoundStatus) -> Document:
    row = found.round
    where: Document = {"plan": row.plan.slug, "round_": row.slug}
    return {
        "closed_at": moment(row.closed_at or row.closes_at),
        "receipts": sealed.receipts,
        "replies_until": moment(sealed.replies_until),
        "heads": [head.plain() for head in chain.numbered_heads_of(row)],
        "scorecards": [
            {
                "version": version.version,
                "sha256": version.digest,
                "published_at": moment(version.published_at),
                "url": url_for(".snapshot", **where, version=version.version),
            }
            for version in found.versions
        ],
    }

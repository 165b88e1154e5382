"""What the JSON says of plans and published scorecards."""

import json
from typing import Any

from flask import url_for

from checkmyogp.accreditation.models import Appeal, Decision
from checkmyogp.accreditation.view_models import RegisterEntry
from checkmyogp.domain.conflicts import Role, Sector
from checkmyogp.domain.plans import Note
from checkmyogp.plans.models import DatedAmendment, Edition, Plan, Stakeholder
from checkmyogp.plans.view_models import CommitmentOutline, WholePlan
from checkmyogp.snapshots.content import moment
from checkmyogp.snapshots.models import Snapshot

Document = dict[str, Any]


def plan_head(plan: Plan) -> Document:
    """A plan without its commitments."""
    return {
        "slug": plan.slug,
        "ogp_id": plan.ogp_id,
        "member": {"code": plan.member.code, "name": plan.member.name.texts()},
        "number": plan.number,
        "title": plan.title.texts(),
        "period": {
            "printed": plan.period_printed,
            "starts": plan.starts.isoformat(),
            "ends": plan.ends.isoformat(),
        },
        "current": plan.current,
        "url": url_for("api.plan", slug=plan.slug),
    }


def plan(whole: WholePlan) -> Document:
    """A plan with everything in it; sub-commitments nest within their commitment."""
    nested: dict[object, Document] = {}
    top: list[Document] = []
    for part in whole.parts:
        document = _commitment(part, whole)
        nested[part.row.id] = document
        (nested[part.row.parent_id]["commitments"] if part.row.parent_id else top).append(document)
    official = {version.language for version in whole.plan.title.official}
    return {
        **plan_head(whole.plan),
        "official_languages": sorted(official),
        "notes": _notes(whole.plan.notes),
        "amendments": [_amendment(row) for row in whole.amendments],
        "commitments": top,
    }


def _commitment(part: CommitmentOutline, whole: WholePlan) -> Document:
    row = part.row
    return {
        "number": row.number,
        "ogp_id": row.ogp_id,
        "title": row.title.texts(),
        "period": {
            "printed": row.period_printed,
            **({"starts": row.starts.isoformat()} if row.starts else {}),
            **({"ends": row.ends.isoformat()} if row.ends else {}),
        },
        **_responsible(part.entries),
        "answers": [{"question": answer.question.value, "text": answer.text.texts()} for answer in row.answers],
        "notes": _notes(row.notes),
        "amendments": [_amendment(each) for each in part.amendments],
        "milestones": [_milestone(edition, whole.stakeholders.get(edition.id, [])) for edition in part.milestones],
        "commitments": [],
    }


def _amendment(row: DatedAmendment) -> Document:
    return {
        "on": row.in_force_from.isoformat(),
        "change": row.change.value,
        "reason": row.reason.texts(),
        "before": json.loads(row.before),
    }


def _milestone(edition: Edition, stakeholders: list[Stakeholder]) -> Document:
    return {
        "number": edition.milestone.number,
        "title": edition.title.texts(),
        "text": edition.text.texts(),
        "outputs": [output.texts() for output in edition.outputs],
        "due": {
            "printed": edition.due_printed,
            "starts": edition.due_starts.isoformat(),
            # An absent end is what JSON calls null: the plan names none, which the flag beside it says.
            "ends": edition.due_ends.isoformat() if edition.due_ends else None,
            "open_ended": edition.due_ends is None,
        },
        **_responsible(stakeholders),
        "notes": _notes(edition.notes),
        "edition": edition.number,
        "withdrawn": edition.withdrawn,
    }


def _responsible(entries: list[Stakeholder]) -> Document:
    supporting = {
        sector.value: [
            _organisation(entry) for entry in entries if (entry.role, entry.sector) == (Role.SUPPORTING, sector)
        ]
        for sector in Sector
    }
    return {"leads": [_organisation(entry) for entry in entries if entry.role is Role.LEAD], "supporting": supporting}


def _organisation(entry: Stakeholder) -> Document:
    odd = {"printed_under": entry.printed_under} if entry.printed_under else {}
    return {
        "key": entry.organisation.key,
        "name": entry.organisation.name.texts(),
        "printed": entry.printed,
        **odd,
    }


def _notes(notes: tuple[Note, ...]) -> list[Document]:
    return [{"about": note.about.value, "text": note.text.texts()} for note in notes]


def published(snapshot: Snapshot) -> Document:
    """Where a published scorecard is, and its hash."""
    round_ = snapshot.round
    where: Document = {"plan": round_.plan.slug, "round_": round_.slug}
    return {
        "plan": round_.plan.slug,
        "round": round_.slug,
        "name": round_.name.texts(),
        "demonstration": round_.demonstration,
        "period": {"starts": round_.period_starts.isoformat(), "ends": round_.period_ends.isoformat()},
        "version": snapshot.version,
        "published_at": moment(snapshot.published_at),
        "sha256": snapshot.digest,
        "url": url_for("api.snapshot", **where, version=snapshot.version),
        "latest": url_for("api.latest", **where),
    }


def registered(entry: RegisterEntry) -> Document:
    """One NGO in the register: where it stands, and everything that was decided. It names no person."""
    return {
        "plan": entry.plan.slug,
        "organisation": {"key": entry.organisation.key, "name": entry.organisation.name.texts()},
        "standing": entry.standing.value,
        "since": moment(entry.since),
        "decisions": [_decision(decision, entry) for decision in entry.history],
        "url": url_for("api.register", plan=entry.plan.slug),
    }


def _decision(decision: Decision, entry: RegisterEntry) -> Document:
    appeal = entry.appeals.get(decision.id)
    return {
        "state": decision.state.value,
        "decided_at": moment(decision.decided_at),
        **({"ends_on": decision.ends_on.isoformat()} if decision.ends_on else {}),
        **({"reason": decision.reason.texts()} if decision.reason else {}),
        **({"appeal": _appeal(appeal)} if appeal else {}),
    }


def _appeal(appeal: Appeal) -> Document:
    settled: Document = (
        {
            "settled_at": moment(appeal.settled_at),
            "outcome": appeal.outcome.texts(),
            "settled_by": "two_officers" if appeal.agreed_by else "independent_officer",
        }
        if appeal.settled_at and appeal.outcome
        else {}
    )
    return {"lodged_at": moment(appeal.lodged_at), "grounds": {appeal.language: appeal.grounds}, **settled}

"""What a snapshot holds: everything that was said, and every figure computed from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from checkmyogp.domain.method_2.seeds import seed_from
from checkmyogp.domain.methods import FIRST_METHOD
from checkmyogp.domain.wording import Wording
from checkmyogp.plans import queries as plan_queries
from checkmyogp.plans.models import Organisation
from checkmyogp.rounds import openings
from checkmyogp.rounds import queries as round_queries
from checkmyogp.rounds.models import Extension, Round
from checkmyogp.rounds.registration import parts
from checkmyogp.rounds.words.reader import ScoredCommitment
from checkmyogp.snapshots import queries, recomputation, rubrics
from checkmyogp.snapshots import vignettes as frozen_vignettes
from checkmyogp.snapshots.milestones import milestones, moment, parties
from checkmyogp.snapshots.round_record import RoundRecord
from checkmyogp.snapshots.schema import (
    FORM_2,
    FORM_3,
    AnyFigures,
    FrozenCommitment,
    FrozenCrosswalk,
    FrozenExtension,
    FrozenMethod,
    FrozenMethod2,
    FrozenRound,
    FrozenScorecard,
)

DRAWS = 2000


@dataclass(frozen=True, slots=True)
class Publication:
    """Which version of a scorecard, when, and for a correction why."""

    version: int
    published_at: datetime
    correction: Wording | None


def scorecard(round_: Round, publication: Publication) -> FrozenScorecard:
    """The whole snapshot in its plain form, by the version of the method that the round was opened under."""
    record = RoundRecord.of(round_.id)
    content = _content(round_, publication, record)
    content["figures"] = cast("list[AnyFigures]", recomputation.recomputed(content))
    if record.revised:
        first = recomputation.recomputed_before_replies(content)
        content["figures_before_replies"] = cast("list[AnyFigures]", first)
    return content


def as_closed(round_: Round) -> FrozenScorecard:
    """What a round had come to at its close, before any answer to a reply, with figures of its milestones alone."""
    at_the_close = Publication(version=0, published_at=round_.closed_at or round_.closes_at, correction=None)
    content = _content(round_, at_the_close, RoundRecord.of(round_.id).at_the_close())
    content["figures"] = cast("list[AnyFigures]", recomputation.of_milestones_alone(content))
    return content


def _content(round_: Round, publication: Publication, record: RoundRecord) -> FrozenScorecard:
    """All of it but the figures, which follow from the rest."""
    content: FrozenScorecard = {
        "schema": FORM_2,
        "demonstration": round_.demonstration,
        "version": publication.version,
        "published_at": moment(publication.published_at),
        "member": {"code": round_.plan.member.code, "name": round_.member_name.stored()},
        "plan": {**parts.plan(round_)},
        "round": _round(round_),
        "extensions": [_extension(row) for row in round_queries.extensions(round_.id)],
        "receipts": queries.receipts(round_.id),
        "method": _method(round_),
        "rubric": rubrics.rubric(round_),
        "crosswalks": _crosswalks(round_, record),
        "raters": parties(round_, (score.organisation for scores in record.scores.values() for score in scores)),
        "agencies": parties(round_, _agencies(record)),
        "commitments": _commitments(round_),
        "milestones": milestones(round_, round_queries.pinned(round_.id), record),
        "figures": [],
    }
    if round_.method_version != FIRST_METHOD:
        content["schema"] = FORM_3
        content["accredited"] = parties(round_, record.accredited)
    if said := frozen_vignettes.vignettes(round_):
        content["vignettes"] = said
    if round_.registration:
        content["registered"] = round_.registration.digest
    if publication.correction:
        content["correction"] = publication.correction.stored()
    return content


def _method(round_: Round) -> FrozenMethod | FrozenMethod2:
    if round_.seed is not None:
        return {"version": FIRST_METHOD, "quorum": round_.quorum, "seed": round_.seed, "draws": DRAWS}
    opening = openings.digest_of_opening(round_)
    return {
        "version": round_.method_version,
        "quorum": round_.quorum,
        "opening": opening,
        "seed": seed_from(opening),
        "draws": DRAWS,
    }


def _agencies(record: RoundRecord) -> Iterator[Organisation]:
    """Whoever reported or replied."""
    yield from (report.organisation for reports in record.reports.values() for report in reports)
    yield from (reply.organisation for replies in record.replies.values() for reply in replies)


def _round(round_: Round) -> FrozenRound:
    return {
        "slug": round_.slug,
        "name": round_.name.stored(),
        "period": {"starts": round_.period_starts.isoformat(), "ends": round_.period_ends.isoformat()},
        "opened_at": moment(round_.opened_at or round_.opens_at),
        "closed_at": moment(round_.closed_at or round_.closes_at),
    }


def _extension(row: Extension) -> FrozenExtension:
    return {
        "closed_before": moment(row.closed_before),
        "closes_now": moment(row.closes_now),
        "reason": row.reason.stored(),
    }


def _crosswalks(round_: Round, record: RoundRecord) -> list[FrozenCrosswalk]:
    """The crosswalks that the reports used, and none that they did not."""
    used = {
        report.crosswalk.id: report.crosswalk
        for reports in record.reports.values()
        for report in reports
        if report.crosswalk
    }
    return [rubrics.crosswalk(round_, row) for row in sorted(used.values(), key=lambda row: (row.key, row.version))]


def _commitments(round_: Round) -> list[FrozenCommitment]:
    """The plan's commitments as the round was opened with, or as they are today where nothing was kept."""
    if round_.words:
        return [{**parts.commitment(each)} for each in round_.words.commitments]
    today = plan_queries.commitments(round_.plan_id)
    return [{**parts.commitment(ScoredCommitment.of_row(row))} for row in today]

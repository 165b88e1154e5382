"""What a snapshot holds: everything that was said, and every figure computed from it."""

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from checkmyogp.domain.figures import Method, PlainTable, figures, of_milestones
from checkmyogp.domain.findings import Rating, Row
from checkmyogp.domain.wording import Wording
from checkmyogp.plans import queries as plan_queries
from checkmyogp.plans.models import Commitment, Organisation
from checkmyogp.rounds import queries as round_queries
from checkmyogp.rounds.models import Extension, Round, RoundMilestone
from checkmyogp.rubrics import queries as rubric_queries
from checkmyogp.snapshots import queries, rubrics
from checkmyogp.snapshots.milestones import milestones, moment, organisations
from checkmyogp.snapshots.round_record import Said

SCHEMA = "check-my-ogp/scorecard/1"
METHOD_VERSION = 1
DRAWS = 2000


@dataclass(frozen=True, slots=True)
class Publication:
    """Which version of a scorecard, when, and for a correction why."""

    version: int
    published_at: datetime
    correction: Wording | None


def scorecard(round_: Round, publication: Publication) -> PlainTable:
    """The whole snapshot in its plain form."""
    pinned, commitments = round_queries.pinned(round_.id), plan_queries.commitments(round_.plan_id)
    said, tops = Said.in_round(round_.id), _tops(commitments)
    content = _without_figures(round_, publication, pinned, commitments, said)
    content["figures"] = _figures(round_, partial(rows, pinned, said, tops))
    if said.revised:
        content["figures_before_replies"] = _figures(round_, partial(rows, pinned, said.as_first(), tops))
    return content


def as_closed(round_: Round) -> PlainTable:
    """What a round had come to at its close, before any answer to a reply, with figures of its milestones alone."""
    pinned, commitments = round_queries.pinned(round_.id), plan_queries.commitments(round_.plan_id)
    said, tops = Said.in_round(round_.id).at_the_close(), _tops(commitments)
    at_the_close = Publication(version=0, published_at=round_.closed_at or round_.closes_at, correction=None)
    content = _without_figures(round_, at_the_close, pinned, commitments, said)
    content["figures"] = [
        {
            "criterion": criterion.key,
            "compared": criterion.compared,
            "milestones": of_milestones(criterion, rows(pinned, said, tops, criterion.key), quorum=round_.quorum),
        }
        for criterion in rubric_queries.as_domain(round_.rubric).criteria
    ]
    return content


def _without_figures(
    round_: Round,
    publication: Publication,
    pinned: Sequence[RoundMilestone],
    commitments: Sequence[Commitment],
    said: Said,
) -> PlainTable:
    method = _method(round_)
    content: PlainTable = {
        "schema": SCHEMA,
        "demonstration": round_.demonstration,
        "version": publication.version,
        "published_at": moment(publication.published_at),
        **_frame(round_),
        "extensions": [_extension(row) for row in round_queries.extensions(round_.id)],
        "receipts": queries.receipts(round_.id),
        "method": {"version": METHOD_VERSION, "quorum": method.quorum, "seed": method.seed, "draws": method.draws},
        "rubric": rubrics.rubric(round_.rubric),
        "crosswalks": _crosswalks(said),
        "raters": organisations(score.organisation for scores in said.scores.values() for score in scores),
        "agencies": organisations(_agencies(said)),
        "commitments": _commitments(commitments),
        "milestones": milestones(round_, pinned, said),
    }
    return content | {"correction": publication.correction.stored()} if publication.correction else content


def _method(round_: Round) -> Method:
    return Method(quorum=round_.quorum, seed=round_.seed, draws=DRAWS)


def _figures(round_: Round, rows_on: Callable[[str], list[Row]]) -> list[PlainTable]:
    criteria = rubric_queries.as_domain(round_.rubric).criteria
    return [figures(criterion, rows_on(criterion.key), _method(round_)) for criterion in criteria]


def _agencies(said: Said) -> Iterator[Organisation]:
    """Whoever reported or replied."""
    yield from (report.organisation for reports in said.reports.values() for report in reports)
    yield from (reply.organisation for replies in said.replies.values() for reply in replies)


def rows(pinned: Sequence[RoundMilestone], said: Said, tops: Mapping[uuid.UUID, str], criterion: str) -> list[Row]:
    """Everything said on one criterion, as the method takes it; ``tops`` are the commitments' outermost numbers."""
    return [
        Row(
            milestone=entry.milestone.number,
            commitment=tops[entry.milestone.commitment_id],
            withdrawn=entry.edition.withdrawn,
            government=said.government(entry.milestone_id, criterion),
            ratings=tuple(
                Rating(
                    score.organisation.key,
                    said.account(score),
                    said.counting[entry.milestone_id, score.organisation_id],
                )
                for score in said.scores[entry.milestone_id]
                if score.criterion == criterion
            ),
        )
        for entry in pinned
    ]


def _frame(round_: Round) -> PlainTable:
    plan = round_.plan
    return {
        "member": {"code": plan.member.code, "name": plan.member.name.stored()},
        "plan": {
            "slug": plan.slug,
            "ogp_id": plan.ogp_id,
            "number": plan.number,
            "title": plan.title.stored(),
            "starts": plan.starts.isoformat(),
            "ends": plan.ends.isoformat(),
        },
        "round": {
            "slug": round_.slug,
            "name": round_.name.stored(),
            "period": {"starts": round_.period_starts.isoformat(), "ends": round_.period_ends.isoformat()},
            "opened_at": moment(round_.opened_at or round_.opens_at),
            "closed_at": moment(round_.closed_at or round_.closes_at),
        },
    }


def _extension(row: Extension) -> PlainTable:
    return {
        "closed_before": moment(row.closed_before),
        "closes_now": moment(row.closes_now),
        "reason": row.reason.stored(),
    }


def _crosswalks(said: Said) -> list[PlainTable]:
    """The crosswalks that the reports used; those of other countries are none of this round's business."""
    used = {
        report.crosswalk.id: report.crosswalk
        for reports in said.reports.values()
        for report in reports
        if report.crosswalk
    }
    return [rubrics.crosswalk(row) for row in sorted(used.values(), key=lambda row: (row.key, row.version))]


def _tops(commitments: Sequence[Commitment]) -> dict[uuid.UUID, str]:
    """For each commitment the number of the one at the top: 5 for 5.1."""
    tops: dict[uuid.UUID, str] = {}
    for commitment in commitments:
        tops[commitment.id] = tops[commitment.parent_id] if commitment.parent_id else commitment.number
    return tops


def _commitments(rows: Sequence[Commitment]) -> list[PlainTable]:
    numbers = {row.id: row.number for row in rows}
    return [
        {
            "number": row.number,
            "title": row.title.stored(),
            **({"within": numbers[row.parent_id]} if row.parent_id else {}),
        }
        for row in rows
    ]

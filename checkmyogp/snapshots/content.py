"""What a snapshot holds: everything that was said, and every figure computed from it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import cast

from checkmyogp.domain.figures import Method, figures, of_milestones
from checkmyogp.domain.findings import MilestoneRatings, Rating
from checkmyogp.domain.wording import Wording
from checkmyogp.plans import queries as plan_queries
from checkmyogp.plans.models import Organisation
from checkmyogp.rounds import queries as round_queries
from checkmyogp.rounds.models import Extension, Round, RoundMilestone
from checkmyogp.rounds.words.reader import ScoredCommitment
from checkmyogp.rubrics import queries as rubric_queries
from checkmyogp.snapshots import queries, rubrics
from checkmyogp.snapshots.milestones import milestones, moment, parties
from checkmyogp.snapshots.round_record import RoundRecord
from checkmyogp.snapshots.schema import (
    FORM_2,
    FrozenCommitment,
    FrozenCrosswalk,
    FrozenExtension,
    FrozenFigures,
    FrozenPlan,
    FrozenRound,
    FrozenScorecard,
)

METHOD_VERSION = 1
DRAWS = 2000


@dataclass(frozen=True, slots=True)
class Publication:
    """Which version of a scorecard, when, and for a correction why."""

    version: int
    published_at: datetime
    correction: Wording | None


def scorecard(round_: Round, publication: Publication) -> FrozenScorecard:
    """The whole snapshot in its plain form."""
    pinned, commitments = round_queries.pinned(round_.id), _commitments(round_)
    record, tops = RoundRecord.of(round_.id), _tops(commitments)
    figures = _figures(round_, partial(rows, pinned, record, tops))
    content = _content(round_, publication, pinned, commitments, record, figures)
    if record.revised:
        content["figures_before_replies"] = _figures(round_, partial(rows, pinned, record.as_first(), tops))
    return content


def as_closed(round_: Round) -> FrozenScorecard:
    """What a round had come to at its close, before any answer to a reply, with figures of its milestones alone."""
    pinned, commitments = round_queries.pinned(round_.id), _commitments(round_)
    record, tops = RoundRecord.of(round_.id).at_the_close(), _tops(commitments)
    at_the_close = Publication(version=0, published_at=round_.closed_at or round_.closes_at, correction=None)
    figures = [
        {
            "criterion": criterion.key,
            "compared": criterion.compared,
            "milestones": of_milestones(criterion, rows(pinned, record, tops, criterion.key), quorum=round_.quorum),
        }
        for criterion in rubric_queries.as_domain(round_.rubric).criteria
    ]
    return _content(round_, at_the_close, pinned, commitments, record, cast("list[FrozenFigures]", figures))


def _content(
    round_: Round,
    publication: Publication,
    pinned: Sequence[RoundMilestone],
    commitments: list[FrozenCommitment],
    record: RoundRecord,
    figures: list[FrozenFigures],
) -> FrozenScorecard:
    method = _method(round_)
    content: FrozenScorecard = {
        "schema": FORM_2,
        "demonstration": round_.demonstration,
        "version": publication.version,
        "published_at": moment(publication.published_at),
        "member": {"code": round_.plan.member.code, "name": round_.member_name.stored()},
        "plan": _plan(round_),
        "round": _round(round_),
        "extensions": [_extension(row) for row in round_queries.extensions(round_.id)],
        "receipts": queries.receipts(round_.id),
        "method": {"version": METHOD_VERSION, "quorum": method.quorum, "seed": method.seed, "draws": method.draws},
        "rubric": rubrics.rubric(round_),
        "crosswalks": _crosswalks(round_, record),
        "raters": parties(round_, (score.organisation for scores in record.scores.values() for score in scores)),
        "agencies": parties(round_, _agencies(record)),
        "commitments": commitments,
        "milestones": milestones(round_, pinned, record),
        "figures": figures,
    }
    if publication.correction:
        content["correction"] = publication.correction.stored()
    return content


def _method(round_: Round) -> Method:
    return Method(quorum=round_.quorum, seed=round_.seed, draws=DRAWS)


def _figures(round_: Round, rows_on: Callable[[str], list[MilestoneRatings]]) -> list[FrozenFigures]:
    criteria = rubric_queries.as_domain(round_.rubric).criteria
    found = [figures(criterion, rows_on(criterion.key), _method(round_)) for criterion in criteria]
    return cast("list[FrozenFigures]", found)


def _agencies(record: RoundRecord) -> Iterator[Organisation]:
    """Whoever reported or replied."""
    yield from (report.organisation for reports in record.reports.values() for report in reports)
    yield from (reply.organisation for replies in record.replies.values() for reply in replies)


def rows(
    pinned: Sequence[RoundMilestone], record: RoundRecord, tops: Mapping[str, str], criterion: str
) -> list[MilestoneRatings]:
    """Everything said on one criterion, as the method takes it; ``tops`` are the commitments' outermost numbers."""
    return [
        MilestoneRatings(
            milestone=entry.milestone.number,
            commitment=tops[entry.commitment.number],
            withdrawn=entry.edition.withdrawn,
            government=record.government(entry.milestone_id, criterion),
            ratings=tuple(
                Rating(
                    score.organisation.key,
                    record.account(score),
                    record.counting[entry.milestone_id, score.organisation_id],
                )
                for score in record.scores[entry.milestone_id]
                if score.criterion == criterion
            ),
        )
        for entry in pinned
    ]


def _plan(round_: Round) -> FrozenPlan:
    plan = round_.scored_plan
    return {
        "slug": round_.plan.slug,
        "ogp_id": plan.ogp_id,
        "number": plan.number,
        "title": plan.title.stored(),
        "starts": plan.starts.isoformat(),
        "ends": plan.ends.isoformat(),
    }


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


def _tops(commitments: Sequence[FrozenCommitment]) -> dict[str, str]:
    """For each commitment the number of the one at the top: 5 for 5.1."""
    tops: dict[str, str] = {}
    for commitment in commitments:
        within = commitment.get("within")
        tops[commitment["number"]] = tops[within] if within else commitment["number"]
    return tops


def _commitments(round_: Round) -> list[FrozenCommitment]:
    """The plan's commitments as the round was opened with, or as they are today where nothing was kept."""
    if round_.words:
        return [_commitment(each) for each in round_.words.commitments]
    return [_commitment(ScoredCommitment.of_row(row)) for row in plan_queries.commitments(round_.plan_id)]


def _commitment(scored: ScoredCommitment) -> FrozenCommitment:
    frozen: FrozenCommitment = {"number": scored.number, "title": scored.title.stored()}
    if scored.within:
        frozen["within"] = scored.within
    return frozen

"""What a snapshot holds: everything that was said, and every figure computed from it."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from checkmyogp.assessment import queries as assessment
from checkmyogp.assessment.models import ConflictOfInterest, Score
from checkmyogp.domain.dates import Bounds
from checkmyogp.domain.figures import Method, PlainTable, account, figures
from checkmyogp.domain.findings import Counting, Rating, Row
from checkmyogp.domain.scales import Account, Silence
from checkmyogp.domain.wording import Wording
from checkmyogp.plans import queries as plan_queries
from checkmyogp.plans.models import Commitment, Organisation
from checkmyogp.reporting import queries as reporting
from checkmyogp.reporting.models import SelfReport
from checkmyogp.rounds import queries as round_queries
from checkmyogp.rounds.models import Round, RoundMilestone
from checkmyogp.rubrics import queries as rubric_queries
from checkmyogp.scorecards import queries, scales

SCHEMA = "check-my-ogp/scorecard/1"
METHOD_VERSION = 1
DRAWS = 2000


@dataclass(frozen=True, slots=True)
class Publication:
    """Which version of a scorecard, when, and for a correction why."""

    version: int
    published_at: datetime
    correction: Wording | None


@dataclass(frozen=True, slots=True)
class Said:
    """Everything said in a round, by milestone."""

    scores: dict[uuid.UUID, list[Score]]
    reports: dict[uuid.UUID, list[SelfReport]]
    conflicts: dict[tuple[uuid.UUID, uuid.UUID], list[ConflictOfInterest]]
    counting: dict[tuple[uuid.UUID, uuid.UUID], Counting]

    @classmethod
    def in_round(cls, round_id: uuid.UUID) -> "Said":
        """Read it all."""
        scores, reports, conflicts = defaultdict(list), defaultdict(list), defaultdict(list)
        for score in assessment.scores(round_id):
            scores[score.milestone_id].append(score)
        for report in reporting.reports(round_id):
            reports[report.milestone_id].append(report)
        for conflict in assessment.conflicts(round_id):
            conflicts[conflict.milestone_id, conflict.organisation_id].append(conflict)
        return cls(scores, reports, conflicts, queries.counting(round_id))

    def standing(self, milestone_id: uuid.UUID, criterion: str) -> SelfReport | None:
        """The latest report on a criterion, which is the one that stands."""
        return next((report for report in self.reports[milestone_id] if report.criterion == criterion), None)

    def government(self, milestone_id: uuid.UUID, criterion: str) -> Account:
        """The government's account, or its silence."""
        report = self.standing(milestone_id, criterion)
        return report.account if report else Silence.NOT_REPORTED


def scorecard(round_: Round, publication: Publication) -> PlainTable:
    """The whole snapshot in its plain form."""
    pinned = round_queries.pinned(round_.id)
    said = Said.in_round(round_.id)
    method = Method(quorum=round_.quorum, seed=round_.seed, draws=DRAWS)
    commitments = plan_queries.commitments(round_.plan_id)
    tops = _tops(commitments)
    content: PlainTable = {
        "schema": SCHEMA,
        "demonstration": round_.demonstration,
        "version": publication.version,
        "published_at": moment(publication.published_at),
        **_frame(round_),
        "method": {"version": METHOD_VERSION, "quorum": method.quorum, "seed": method.seed, "draws": method.draws},
        "rubric": scales.rubric(round_.rubric),
        "crosswalks": _crosswalks(said),
        "raters": _organisations(score.organisation for scores in said.scores.values() for score in scores),
        "agencies": _organisations(report.organisation for reports in said.reports.values() for report in reports),
        "commitments": _commitments(commitments),
        "milestones": _milestones(round_, pinned, said),
        "figures": [
            figures(criterion, rows(pinned, said, criterion.key, tops), method)
            for criterion in rubric_queries.as_domain(round_.rubric).criteria
        ],
    }
    return content | {"correction": publication.correction.stored()} if publication.correction else content


def moment(at: datetime) -> str:
    """A moment in UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def rows(pinned: Sequence[RoundMilestone], said: Said, criterion: str, tops: Mapping[uuid.UUID, str]) -> list[Row]:
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
                    score.account,
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


def _organisations(organisations: Iterable[Organisation]) -> list[PlainTable]:
    by_key = {organisation.key: organisation for organisation in organisations}
    return [{"key": key, "name": by_key[key].name.stored()} for key in sorted(by_key)]


def _crosswalks(said: Said) -> list[PlainTable]:
    """The crosswalks that the reports used; those of other countries are none of this round's business."""
    used = {
        report.crosswalk.id: report.crosswalk
        for reports in said.reports.values()
        for report in reports
        if report.crosswalk
    }
    return [scales.crosswalk(row) for row in sorted(used.values(), key=lambda row: (row.key, row.version))]


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


def _milestones(round_: Round, pinned: Sequence[RoundMilestone], said: Said) -> list[PlainTable]:
    leads = _leads(round_, pinned)
    return [
        {
            "number": entry.milestone.number,
            "commitment": entry.milestone.commitment.number,
            "edition": entry.edition.number,
            "withdrawn": entry.edition.withdrawn,
            "title": entry.edition.title.stored(),
            "text": entry.edition.text.stored(),
            "outputs": [output.stored() for output in entry.edition.outputs],
            "due": _due(entry),
            "leads": leads[entry.milestone_id],
            "reports": [
                _report(report, stands=report is said.standing(entry.milestone_id, report.criterion))
                for report in said.reports[entry.milestone_id]
            ],
            "assessments": _assessments(entry.milestone_id, said),
        }
        for entry in pinned
    ]


def _leads(round_: Round, pinned: Sequence[RoundMilestone]) -> dict[uuid.UUID, list[PlainTable]]:
    """Who leads each milestone; in a demonstration the invented organisations in the leads' place."""
    led = round_queries.leads(pinned)
    stand_ins = round_queries.stand_ins(round_.id)
    known = plan_queries.organisations({key for keys in led.values() for key in keys})
    return {
        milestone: _organisations(
            organisation
            for key in keys
            for organisation in (stand_ins.get(key, []) if round_.demonstration else [known[key]])
        )
        for milestone, keys in led.items()
    }


def _due(entry: RoundMilestone) -> PlainTable:
    due = entry.edition.due
    bounds: PlainTable = {"printed": entry.edition.due_printed, "starts": due.starts.isoformat()}
    return bounds | {"ends": due.ends.isoformat()} if isinstance(due, Bounds) else bounds


def _report(report: SelfReport, *, stands: bool) -> PlainTable:
    in_bands: PlainTable = (
        {
            "crosswalk": report.crosswalk.key,
            "crosswalk_version": report.crosswalk.version,
            "raw": report.raw,
        }
        if report.crosswalk and report.raw
        else {}
    )
    return {
        "agency": report.organisation.key,
        "criterion": report.criterion,
        "account": account(report.account),
        **in_bands,
        "narrative": report.narrative,
        "language": report.language,
        "submitted_at": moment(report.submitted_at),
        "stands": stands,
        "evidence": [row.evidence.plain() for row in report.evidence],
    }


def _assessments(milestone_id: uuid.UUID, said: Said) -> list[PlainTable]:
    by_rater: dict[tuple[str, uuid.UUID], list[Score]] = defaultdict(list)
    for score in said.scores[milestone_id]:
        by_rater[score.organisation.key, score.organisation_id].append(score)
    return [
        {
            "rater": key,
            "counting": said.counting[milestone_id, organisation_id].value,
            "conflicts": [_conflict(row) for row in said.conflicts[milestone_id, organisation_id]],
            "answers": [_answer(score) for score in scores],
        }
        for (key, organisation_id), scores in by_rater.items()
    ]


def _conflict(row: ConflictOfInterest) -> PlainTable:
    explained: PlainTable = {"explanation": row.explanation} if row.explanation else {}
    return {"conflict": row.conflict.value, "level": row.level.value, **explained}


def _answer(score: Score) -> PlainTable:
    sure: PlainTable = {"confidence": score.confidence.value} if score.confidence else {}
    return {
        "criterion": score.criterion,
        "account": account(score.account),
        **sure,
        "reason": score.reason,
        "language": score.language,
        "evidence": [row.evidence.plain() for row in score.evidence],
    }

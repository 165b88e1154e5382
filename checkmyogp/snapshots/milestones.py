"""What a snapshot keeps of each milestone: the promise, and everything said of it."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from checkmyogp.assessment.models import ConflictOfInterest, Score
from checkmyogp.domain.conflicts import Sector
from checkmyogp.domain.dates import Bounds
from checkmyogp.domain.figures import PlainTable, account
from checkmyogp.plans import queries as plan_queries
from checkmyogp.plans.models import Organisation
from checkmyogp.replies.models import AnswerToReply, Reply
from checkmyogp.reporting.models import SelfReport
from checkmyogp.rounds import queries as round_queries
from checkmyogp.rounds.models import Round, RoundMilestone
from checkmyogp.snapshots.round_record import Said


def moment(at: datetime) -> str:
    """A moment in UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def organisations(found: Iterable[Organisation]) -> list[PlainTable]:
    """Keys and names, each once, in the order of the keys."""
    by_key = {organisation.key: organisation for organisation in found}
    return [{"key": key, "name": by_key[key].name.stored()} for key in sorted(by_key)]


def milestones(round_: Round, pinned: Sequence[RoundMilestone], said: Said) -> list[PlainTable]:
    """Every milestone of the round, in the plan's order."""
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
            "leads": organisations(leads[entry.milestone_id]),
            "reports": [
                _report(report, stands=report is said.standing(entry.milestone_id, report.criterion))
                for report in said.reports[entry.milestone_id]
            ],
            "assessments": _assessments(entry.milestone_id, said),
            "replies": [_reply(reply) for reply in said.replies[entry.milestone_id]],
            "silent_leads": _silent_leads(entry, leads[entry.milestone_id], said),
        }
        for entry in pinned
    ]


def _leads(round_: Round, pinned: Sequence[RoundMilestone]) -> dict[uuid.UUID, list[Organisation]]:
    """Who leads each milestone; in a demonstration the invented organisations in the leads' place."""
    led = round_queries.leads(pinned)
    stand_ins = round_queries.stand_ins(round_.id)
    known = plan_queries.organisations({key for keys in led.values() for key in keys})
    return {
        milestone: [
            organisation
            for key in keys
            for organisation in (stand_ins.get(key, []) if round_.demonstration else [known[key]])
        ]
        for milestone, keys in led.items()
    }


def _silent_leads(entry: RoundMilestone, leads: Sequence[Organisation], said: Said) -> list[str]:
    """The agencies that could have replied to this milestone's scores and did not."""
    if entry.edition.withdrawn or not said.scores[entry.milestone_id]:
        return []
    replied = {reply.organisation_id for reply in said.replies[entry.milestone_id]}
    agencies = {row.key for row in leads if row.sector is Sector.GOVERNMENT and row.id not in replied}
    return sorted(agencies)


def _due(entry: RoundMilestone) -> PlainTable:
    due = entry.edition.due
    bounds: PlainTable = {"printed": entry.edition.due_printed, "starts": due.starts.isoformat()}
    return bounds | {"ends": due.ends.isoformat()} if isinstance(due, Bounds) else bounds


def _report(report: SelfReport, *, stands: bool) -> PlainTable:
    quarter: PlainTable = {"quarter": report.quarter} if report.quarter else {}
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
        **quarter,
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
            "answers": [_answer(score, said) for score in scores],
        }
        for (key, organisation_id), scores in by_rater.items()
    ]


def _conflict(row: ConflictOfInterest) -> PlainTable:
    explained: PlainTable = {"explanation": row.explanation} if row.explanation else {}
    return {"conflict": row.conflict.value, "level": row.level.value, **explained}


def _answer(score: Score, said: Said) -> PlainTable:
    """What stands, and where that was revised also what was said first; reason and evidence are of the first."""
    sure: PlainTable = {"confidence": score.confidence.value} if score.confidence else {}
    stands = said.account(score)
    first: PlainTable = {} if stands == score.account else {"first": {"account": account(score.account)}}
    return {
        "criterion": score.criterion,
        "account": account(stands),
        **first,
        **sure,
        "reason": score.reason,
        "language": score.language,
        "evidence": [row.evidence.plain() for row in score.evidence],
    }


def _reply(reply: Reply) -> PlainTable:
    return {
        "agency": reply.organisation.key,
        "text": reply.text,
        "language": reply.language,
        "replied_at": moment(reply.replied_at),
        "evidence": [row.evidence.plain() for row in reply.evidence],
        "answers": [
            _answer_to_reply(answer) for answer in sorted(reply.answers, key=lambda answer: answer.organisation.key)
        ],
    }


def _answer_to_reply(answer: AnswerToReply) -> PlainTable:
    return {
        "rater": answer.organisation.key,
        "kind": answer.kind.value,
        "reason": answer.reason,
        "language": answer.language,
        "answered_at": moment(answer.answered_at),
        "levels": {row.criterion: row.level for row in answer.revisions},
    }

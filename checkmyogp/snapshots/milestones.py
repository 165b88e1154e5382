"""What a snapshot keeps of each milestone: the promise, and everything said of it."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence

from checkmyogp.assessment.models import ConflictOfInterest, Score
from checkmyogp.db.evidence import EvidenceColumns
from checkmyogp.domain.conflicts import Sector
from checkmyogp.domain.evidence import Evidence
from checkmyogp.domain.methods import FIRST_METHOD
from checkmyogp.plans import queries as plan_queries
from checkmyogp.plans.models import Organisation
from checkmyogp.replies.models import AnswerToReply, Reply
from checkmyogp.reporting.models import SelfReport
from checkmyogp.rounds import queries as round_queries
from checkmyogp.rounds.models import Round, RoundMilestone
from checkmyogp.rounds.registration import parts as registered
from checkmyogp.rounds.registration.parts import account_of, moment
from checkmyogp.snapshots.round_record import RoundRecord
from checkmyogp.snapshots.schema import (
    FrozenAnswer,
    FrozenAnswerToReply,
    FrozenAssessment,
    FrozenConflict,
    FrozenEvidence,
    FrozenMilestone,
    FrozenParty,
    FrozenReply,
    FrozenReport,
)


def parties(round_: Round, found: Iterable[Organisation]) -> list[FrozenParty]:
    """Keys and names, each once, in the order of the keys."""
    by_key = {organisation.key: organisation for organisation in found}
    return [{"key": key, "name": round_.name_of(by_key[key]).stored()} for key in sorted(by_key)]


def milestones(round_: Round, pinned: Sequence[RoundMilestone], record: RoundRecord) -> list[FrozenMilestone]:
    """Every milestone of the round, in the plan's order."""
    leads = _leads(round_, pinned)
    return [_milestone(round_, entry, leads[entry.milestone_id], record) for entry in pinned]


def _milestone(
    round_: Round, entry: RoundMilestone, leads: Sequence[Organisation], record: RoundRecord
) -> FrozenMilestone:
    frozen: FrozenMilestone = {
        **registered.milestone(entry),
        "leads": parties(round_, leads),
        "reports": [_report(report, record) for report in record.reports[entry.milestone_id]],
        "assessments": _assessments(entry.milestone_id, record),
        "replies": [_reply(reply) for reply in record.replies[entry.milestone_id]],
        "silent_leads": _silent_leads(entry, leads, record),
    }
    if round_.method_version != FIRST_METHOD:
        frozen["recused"] = record.recused(entry.milestone_id)
    return frozen


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


def _silent_leads(entry: RoundMilestone, leads: Sequence[Organisation], record: RoundRecord) -> list[str]:
    """The agencies that could have replied to this milestone's scores and did not."""
    if entry.edition.withdrawn or not record.scores[entry.milestone_id]:
        return []
    replied = {reply.organisation_id for reply in record.replies[entry.milestone_id]}
    agencies = {row.key for row in leads if row.sector is Sector.GOVERNMENT and row.id not in replied}
    return sorted(agencies)


def _report(report: SelfReport, record: RoundRecord) -> FrozenReport:
    frozen: FrozenReport = {
        "agency": report.organisation.key,
        "criterion": report.criterion,
        "account": account_of(report.account),
        "narrative": report.narrative,
        "language": report.language,
        "submitted_at": moment(report.submitted_at),
        "stands": report is record.standing(report.milestone_id, report.criterion),
        "evidence": _evidence(report.evidence),
    }
    if report.crosswalk and report.raw:
        frozen["crosswalk"], frozen["crosswalk_version"] = report.crosswalk.key, report.crosswalk.version
        frozen["raw"] = report.raw
    if report.quarter:
        frozen["quarter"] = report.quarter
    if (report.organisation_id, report.submitted_at) in record.recovered.reports:
        frozen["recovered_seat"] = True
    return frozen


def _evidence(rows: Iterable[EvidenceColumns]) -> list[FrozenEvidence]:
    return [_piece(row.evidence) for row in rows]


def _piece(evidence: Evidence) -> FrozenEvidence:
    frozen: FrozenEvidence = {"url": evidence.url, "title": evidence.title, "publisher": evidence.publisher}
    if evidence.day:
        frozen["published"] = evidence.day
    if evidence.page:
        frozen["page"] = evidence.page
    if evidence.quotation:
        frozen["quotation"] = evidence.quotation
    return frozen


def _assessments(milestone_id: uuid.UUID, record: RoundRecord) -> list[FrozenAssessment]:
    by_rater: dict[tuple[str, uuid.UUID], list[Score]] = defaultdict(list)
    for score in record.scores[milestone_id]:
        by_rater[score.organisation.key, score.organisation_id].append(score)
    return [
        _assessment(key, milestone_id, organisation_id, scores, record)
        for (key, organisation_id), scores in by_rater.items()
    ]


def _assessment(
    rater: str, milestone_id: uuid.UUID, organisation_id: uuid.UUID, scores: Sequence[Score], record: RoundRecord
) -> FrozenAssessment:
    frozen: FrozenAssessment = {
        "rater": rater,
        "counting": record.counting[milestone_id, organisation_id].value,
        "conflicts": [_conflict(row) for row in record.conflicts[milestone_id, organisation_id]],
        "answers": [_answer(score, record) for score in scores],
    }
    if organisation_id in record.recovered.ngos:
        frozen["recovered_seat"] = True
    return frozen


def _conflict(row: ConflictOfInterest) -> FrozenConflict:
    frozen: FrozenConflict = {"conflict": row.conflict.value, "level": row.level.value}
    if row.explanation:
        frozen["explanation"] = row.explanation
    return frozen


def _answer(score: Score, record: RoundRecord) -> FrozenAnswer:
    """What stands, and where that was revised also what was said first; reason and evidence are of the first."""
    stands = record.account(score)
    frozen: FrozenAnswer = {
        "criterion": score.criterion,
        "account": account_of(stands),
        "reason": score.reason,
        "language": score.language,
        "evidence": _evidence(score.evidence),
    }
    if stands != score.account:
        frozen["first"] = {"account": account_of(score.account)}
    if score.confidence:
        frozen["confidence"] = score.confidence.value
    return frozen


def _reply(reply: Reply) -> FrozenReply:
    return {
        "agency": reply.organisation.key,
        "text": reply.text,
        "language": reply.language,
        "replied_at": moment(reply.replied_at),
        "evidence": _evidence(reply.evidence),
        "answers": [
            _answer_to_reply(answer) for answer in sorted(reply.answers, key=lambda answer: answer.organisation.key)
        ],
    }


def _answer_to_reply(answer: AnswerToReply) -> FrozenAnswerToReply:
    return {
        "rater": answer.organisation.key,
        "kind": answer.kind.value,
        "reason": answer.reason,
        "language": answer.language,
        "answered_at": moment(answer.answered_at),
        "levels": {row.criterion: row.level for row in answer.revisions},
    }

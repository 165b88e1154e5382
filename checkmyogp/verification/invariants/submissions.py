"""What was submitted is what was sealed: receipts, hours, and the scores and reports that follow from the bytes."""

import json
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from checkmyogp.assessment import queries as assessment
from checkmyogp.assessment.models import Score
from checkmyogp.domain import canon
from checkmyogp.domain.lifecycles import RoundState
from checkmyogp.reporting import queries as reporting
from checkmyogp.reporting.models import SelfReport
from checkmyogp.rounds import queries as rounds
from checkmyogp.rounds.models import Round
from checkmyogp.rounds.services import subject
from checkmyogp.verification.invariants import steps
from checkmyogp.verification.invariants.sealed import KINDS, SealedSubmission, SubmissionKind, content, keys, sealed

ASSESSMENTS, REPORTS, _VIGNETTES = KINDS

SubmittedContent = dict[tuple[str, str], Any]
"""Milestone number and criterion to what is said."""


def of_receipts(round_: Round) -> Iterator[str]:
    """Each receipt is the hash of what was sealed, each version follows the one before, each has its entry."""
    for kind in KINDS:
        yield from _of_kind(round_, kind)


def _of_kind(round_: Round, kind: SubmissionKind) -> Iterator[str]:
    name, rows = subject(round_), sealed(round_, kind)
    recorded = Counter(entry.subject for entry in steps.history(round_) if entry.action == kind.action)
    known_as = keys({row.organisation_id for row in rows})
    next_version: dict[uuid.UUID, int] = defaultdict(lambda: 1)
    for row in rows:
        who = f"{name}, {known_as[row.organisation_id]}, version {row.version}"
        if canon.receipt(row.content, salt=row.salt) != row.receipt:
            yield f"{who}: the sealed bytes no longer give the receipt."
        if row.version != next_version[row.organisation_id]:
            yield f"{who}: version {next_version[row.organisation_id]} is missing."
        next_version[row.organisation_id] = row.version + 1
        if recorded[f"{name}/{row.receipt}"] != 1:
            yield f"{who}: {recorded[f'{name}/{row.receipt}']} entries of the audit chain name it; 1 must."
        if not _names(row, name, known_as[row.organisation_id]):
            yield f"{who}: the sealed bytes name another round, organisation or version."
    kept = {f"{name}/{row.receipt}" for row in rows}
    yield from (f"{name}: a submission that was recorded is gone." for each in recorded if each not in kept)


def _names(row: SealedSubmission, round_name: str, key: str) -> bool:
    said = content(row)
    return (said.get("round"), said.get("organisation"), said.get("version")) == (round_name, key, row.version)


def of_hours(round_: Round) -> Iterator[str]:
    """Nothing was accepted outside of the round's hours."""
    rows = [*(row for kind in KINDS for row in sealed(round_, kind)), *reporting.reports(round_.id)]
    if round_.state is RoundState.DRAFT:
        if rows:
            yield f"{subject(round_)}: it is a draft, and something was submitted to it."
        return
    known_as = keys({row.organisation_id for row in rows})
    for row in rows:
        if not round_.opens_at <= row.submitted_at < round_.closes_at:
            who = f"{subject(round_)}, {known_as[row.organisation_id]}"
            yield f"{who}: something was submitted outside of the round's hours."


def of_scores(round_: Round) -> Iterator[str]:
    """Once a round is closed, the scores of each organisation are those of its last version; before, there are none."""
    last = {row.organisation_id: row for row in sealed(round_, ASSESSMENTS)} if _is_over(round_) else {}
    numbers = _numbers(round_)
    kept: dict[uuid.UUID, SubmittedContent] = defaultdict(dict)
    for score in assessment.scores(round_.id):
        kept[score.organisation_id][numbers[score.milestone_id], score.criterion] = _score(score)
    for organisation_id, key in _by_key({*last, *kept}):
        wanted = _said(last[organisation_id], "answers") if organisation_id in last else {}
        if wanted != kept[organisation_id]:
            yield f"{subject(round_)}, {key}: its scores are not those of its last submission."


def of_reports(round_: Round) -> Iterator[str]:
    """Once a round is closed, the reports of each agency are those of all its versions; before, there are none."""
    numbers = _numbers(round_)
    wanted: dict[uuid.UUID, Counter[str]] = defaultdict(Counter)
    kept: dict[uuid.UUID, Counter[str]] = defaultdict(Counter)
    for row in sealed(round_, REPORTS) if _is_over(round_) else ():
        for place, said in _said(row, "reports").items():
            wanted[row.organisation_id][_in_short(place, said)] += 1
    for report in reporting.reports(round_.id):
        place = numbers[report.milestone_id], report.criterion
        kept[report.organisation_id][_in_short(place, _report(report))] += 1
    for organisation_id, key in _by_key({*wanted, *kept}):
        if wanted[organisation_id] != kept[organisation_id]:
            yield f"{subject(round_)}, {key}: its reports are not those that it submitted."


def _is_over(round_: Round) -> bool:
    return round_.state not in {RoundState.DRAFT, RoundState.OPEN}


def _by_key(ids: set[uuid.UUID]) -> list[tuple[uuid.UUID, str]]:
    return sorted(keys(ids).items(), key=lambda pair: pair[1])


def _numbers(round_: Round) -> defaultdict[uuid.UUID, str]:
    """Milestones by their rows; one that the round does not have is a question mark, and equals nothing sealed."""
    pinned = {entry.milestone_id: entry.milestone.number for entry in rounds.pinned(round_.id)}
    return defaultdict(lambda: "?", pinned)


def _said(row: SealedSubmission, part: str) -> SubmittedContent:
    return {
        (number, criterion): said
        for number, by_criterion in content(row).get(part, {}).items()
        for criterion, said in by_criterion.items()
    }


def _account(row: Score | SelfReport) -> dict[str, Any]:
    """What is in both columns, although the database lets one of them be filled only."""
    silence = {} if row.silence is None else {"silence": row.silence.value}
    return silence if row.level is None else {**silence, "level": row.level}


def _score(score: Score) -> dict[str, Any]:
    confidence = {} if score.confidence is None else {"confidence": score.confidence.value}
    evidence = [row.evidence.plain() for row in score.evidence]
    return {
        **_account(score),
        **confidence,
        "reason": score.reason,
        "language": score.language,
        "evidence": evidence,
    }


def _report(report: SelfReport) -> dict[str, Any]:
    return _account(report) | {
        "raw": report.raw or "",
        "narrative": report.narrative,
        "language": report.language,
        "quarter": report.quarter,
        "evidence": [row.evidence.plain() for row in report.evidence],
    }


COMPARED = ("level", "silence", "raw", "narrative", "language", "quarter", "evidence")


def _in_short(place: tuple[str, str], said: dict[str, Any]) -> str:
    """What is compared of a report, written in one way."""
    return json.dumps([*place, *(said.get(name, "") for name in COMPARED)], sort_keys=True)

"""Everything said of one milestone, ready to be read: the promise, the reports, each NGO's answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from checkmyogp.domain.conflicts import Conflict
from checkmyogp.domain.findings import Counting
from checkmyogp.domain.revisions import AnswerKind
from checkmyogp.domain.scales import Account, Confidence
from checkmyogp.domain.wording import Wording
from checkmyogp.scorecards.rows import Line, line
from checkmyogp.snapshots.reader import CriterionView, Plain, Scorecard, account

Pieces = Sequence[Mapping[str, Any]]
"""Evidence as the snapshot keeps it."""


@dataclass(frozen=True, slots=True)
class View:
    """The milestone on one criterion."""

    criterion: CriterionView
    line: Line
    coverage: str
    """The least probability, in per cent, that the spread covers the median; empty without a position."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised, in the wording that the round scored."""

    text: Wording
    outputs: tuple[Wording, ...]
    due: str
    due_language: str
    """The language the plan prints its dates in: that of its official text."""
    leads: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One agency's account on one criterion."""

    agency: Wording
    criterion: CriterionView
    account: Account
    raw: Wording | None
    """The agency's own band in words, where it reported in bands."""
    narrative: str
    language: str
    day: date
    quarter: str
    """Which quarter it is about, as "2025-Q2"; empty for the whole period."""
    stands: bool
    evidence: Pieces


@dataclass(frozen=True, slots=True)
class Answer:
    """One NGO's answer on one criterion."""

    criterion: CriterionView
    account: Account
    first: Account | None
    """What it said before it revised; nothing where its first account stands."""
    confidence: Confidence | None
    reason: str
    language: str
    evidence: Pieces


@dataclass(frozen=True, slots=True)
class Stake:
    """A conflict of interest, with the NGO's own words where it declared it."""

    conflict: Conflict
    explanation: str


@dataclass(frozen=True, slots=True)
class Voice:
    """One NGO on one milestone."""

    rater: Wording
    counting: Counting
    conflicts: tuple[Stake, ...]
    answers: tuple[Answer, ...]

    @property
    def language(self) -> str:
        """What the NGO writes in."""
        return self.answers[0].language


@dataclass(frozen=True, slots=True)
class AnswerToReply:
    """What one NGO did after one reply."""

    rater: Wording
    kind: AnswerKind
    reason: str
    language: str
    levels: tuple[tuple[CriterionView, int], ...]
    """The levels it revised to, in the rubric's order."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What one agency replied, and what the NGOs answered."""

    agency: Wording
    text: str
    language: str
    day: date
    evidence: Pieces
    answers: tuple[AnswerToReply, ...]


def everything(scorecard: Scorecard, number: str) -> dict[str, Any]:
    """All of it, by the names that the page uses."""
    return {
        "views": views(scorecard, number),
        "promise": promise(scorecard, number),
        "reports": reports(scorecard, number),
        "voices": voices(scorecard, number),
        "replies": replies(scorecard, number),
        "silent_leads": [scorecard.agencies[key] for key in scorecard.milestones[number].get("silent_leads", ())],
    }


def views(scorecard: Scorecard, number: str) -> list[View]:
    """The milestone on each criterion, in the rubric's order."""
    return [
        View(
            criterion,
            line(scorecard, criterion, number),
            criterion.milestones[number]["position"].get("coverage", {}).get("shown", ""),
        )
        for criterion in scorecard.criteria.values()
    ]


def promise(scorecard: Scorecard, number: str) -> Promise:
    """What was promised."""
    milestone = scorecard.milestones[number]
    text = Wording.restored(milestone["text"])
    return Promise(
        text=text,
        outputs=tuple(Wording.restored(output) for output in milestone["outputs"]),
        due=milestone["due"]["printed"],
        due_language=(text.official or text.versions)[0].language,
        leads=tuple(Wording.restored(lead["name"]) for lead in milestone["leads"]),
    )


def reports(scorecard: Scorecard, number: str) -> list[Report]:
    """What the government said: by criterion in the rubric's order, the latest first."""
    order = list(scorecard.criteria)
    found = [_report(scorecard, plain) for plain in scorecard.milestones[number]["reports"]]
    return sorted(found, key=lambda report: order.index(report.criterion.key))


def _report(scorecard: Scorecard, plain: Plain) -> Report:
    return Report(
        agency=scorecard.agencies[plain["agency"]],
        criterion=scorecard.criteria[plain["criterion"]],
        account=account(plain["account"]),
        raw=_band(scorecard, plain),
        narrative=plain["narrative"],
        language=plain["language"],
        day=datetime.fromisoformat(plain["submitted_at"]).date(),
        quarter=plain.get("quarter", ""),
        stands=plain["stands"],
        evidence=plain["evidence"],
    )


def _band(scorecard: Scorecard, report: Plain) -> Wording | None:
    if "raw" not in report:
        return None
    version = (report["crosswalk"], report["crosswalk_version"])
    crosswalk = next(each for each in scorecard.content["crosswalks"] if (each["key"], each["version"]) == version)
    return next(Wording.restored(band["name"]) for band in crosswalk["bands"] if band["raw"] == report["raw"])


def voices(scorecard: Scorecard, number: str) -> list[Voice]:
    """What the NGOs said, in the order of their keys."""
    return [
        Voice(
            rater=scorecard.raters[plain["rater"]],
            counting=Counting(plain["counting"]),
            conflicts=tuple(
                Stake(Conflict(conflict["conflict"]), conflict.get("explanation", ""))
                for conflict in plain["conflicts"]
            ),
            answers=_answers(scorecard, plain["answers"]),
        )
        for plain in scorecard.assessments(number)
    ]


def _answers(scorecard: Scorecard, plain: Sequence[Plain]) -> tuple[Answer, ...]:
    by_criterion = {answer["criterion"]: answer for answer in plain}
    return tuple(
        Answer(
            criterion=criterion,
            account=account(answer["account"]),
            first=account(answer["first"]["account"]) if "first" in answer else None,
            confidence=Confidence(answer["confidence"]) if "confidence" in answer else None,
            reason=answer["reason"],
            language=answer["language"],
            evidence=answer["evidence"],
        )
        for key, criterion in scorecard.criteria.items()
        if (answer := by_criterion.get(key))
    )


def replies(scorecard: Scorecard, number: str) -> list[Reply]:
    """What agencies replied, in the order of their keys."""
    return [
        Reply(
            agency=scorecard.agencies[plain["agency"]],
            text=plain["text"],
            language=plain["language"],
            day=datetime.fromisoformat(plain["replied_at"]).date(),
            evidence=plain["evidence"],
            answers=tuple(_answer_to_reply(scorecard, answer) for answer in plain["answers"]),
        )
        for plain in scorecard.milestones[number].get("replies", ())
    ]


def _answer_to_reply(scorecard: Scorecard, plain: Plain) -> AnswerToReply:
    return AnswerToReply(
        rater=scorecard.raters[plain["rater"]],
        kind=AnswerKind(plain["kind"]),
        reason=plain["reason"],
        language=plain["language"],
        levels=tuple(
            (criterion, plain["levels"][key]) for key, criterion in scorecard.criteria.items() if key in plain["levels"]
        ),
    )

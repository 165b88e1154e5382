"""What an NGO's members have typed on a milestone, complete or not, and what it comes to.

A draft keeps everything as it was typed, so that nothing is lost. It becomes an answer once it is whole.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum, unique
from typing import Any

from checkmyogp.domain import canon
from checkmyogp.domain.answers import Answers, Declared, Given
from checkmyogp.domain.conflicts import Conflict, ConflictLevel
from checkmyogp.domain.evidence import TypedEvidence
from checkmyogp.domain.rubrics import CriterionAnswer, Lack, Missing, Rubric
from checkmyogp.domain.scales import NGO_SILENCES, Account, Confidence, Silence

CONFLICT_OF_INTEREST = "conflict_of_interest"
"""Stands where a criterion does, in what a draft lacks: the declaration belongs to none."""


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """What was typed on one criterion."""

    answer: str = ""
    """A level's number or a silence's key; empty while nothing is chosen."""
    reason: str = ""
    language: str = ""
    confidence: str = ""
    evidence: tuple[TypedEvidence, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed; a language alone says nothing."""
        return not (self.answer or self.reason or self.confidence or self.evidence)

    @property
    def account(self) -> Account:
        """The level or silence; only where something is chosen."""
        return Silence(self.answer) if self.answer in NGO_SILENCES else int(self.answer)

    @property
    def whole_evidence(self) -> tuple[TypedEvidence, ...]:
        """The rows that a reader could find."""
        return tuple(row for row in self.evidence if row.is_whole)


@dataclass(frozen=True, slots=True)
class TypedConflict:
    """What was typed about what the organisation has at stake."""

    conflict: str = ""
    level: str = ""
    explanation: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is declared."""
        return not any(asdict(self).values())

    @property
    def is_whole(self) -> bool:
        """Whether it says what, with what effect, and why."""
        return all(asdict(self).values())


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything typed on one milestone: criterion keys to answers, and a declaration."""

    answers: Mapping[str, TypedAnswer]
    declared: TypedConflict = TypedConflict()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return self.declared.is_empty and all(answer.is_empty for answer in self.answers.values())

    def answer(self, criterion: str) -> TypedAnswer:
        """What was typed on this criterion."""
        return self.answers.get(criterion, TypedAnswer())

    def stored(self) -> dict[str, Any]:
        """As a draft's row keeps it. Rows of evidence without a word are left out."""
        criteria = {
            key: {**asdict(answer), "evidence": [asdict(row) for row in answer.evidence if not row.is_empty]}
            for key, answer in self.answers.items()
        }
        return {"criteria": criteria, "conflict": asdict(self.declared)}

    @classmethod
    def restored(cls, stored: Mapping[str, Any]) -> "Sheet":
        """From a draft's row."""
        answers = {
            key: TypedAnswer(
                *(answer[name] for name in ("answer", "reason", "language", "confidence")),
                evidence=tuple(TypedEvidence(**row) for row in answer["evidence"]),
            )
            for key, answer in stored["criteria"].items()
        }
        return cls(answers, TypedConflict(**stored["conflict"]))


EMPTY = Sheet({})
"""A milestone nobody has begun."""


@unique
class Progress(StrEnum):
    """How far an NGO has come with a milestone."""

    LEFT = "left"
    BEGUN = "begun"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class DraftProgress:
    """How far, and what is missing: in the rubric's order, the declaration last."""

    progress: Progress
    missing: tuple[Missing, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether there is something left to do."""
        return self.progress is not Progress.DONE


def standing(sheet: Sheet, rubric: Rubric) -> DraftProgress:
    """How far this milestone has come.

    Raises:
        UnknownLevel: for an answer outside the rubric.
    """
    if sheet.is_empty:
        return DraftProgress(Progress.LEFT)
    missing = _missing(sheet, rubric)
    return DraftProgress(Progress.BEGUN if missing else Progress.DONE, missing)


def _missing(sheet: Sheet, rubric: Rubric) -> tuple[Missing, ...]:
    begun = {key: answer for key, answer in sheet.answers.items() if answer.answer}
    lacks = set(
        rubric.missing(
            {
                key: CriterionAnswer(typed.account, typed.reason, len(typed.whole_evidence))
                for key, typed in begun.items()
            }
        )
    )
    for key, typed in sheet.answers.items():
        if typed.answer and not isinstance(typed.account, Silence) and not typed.confidence:
            lacks.add(Missing(key, Lack.CONFIDENCE))
        if len(typed.whole_evidence) < len(typed.evidence):
            lacks.add(Missing(key, Lack.WHOLE_EVIDENCE))
    ordered = [Missing(criterion.key, lack) for criterion in rubric.criteria for lack in Lack]
    if not (sheet.declared.is_empty or sheet.declared.is_whole):
        lacks.add(Missing(CONFLICT_OF_INTEREST, Lack.WHOLE_DECLARATION))
    ordered.append(Missing(CONFLICT_OF_INTEREST, Lack.WHOLE_DECLARATION))
    return tuple(missing for missing in ordered if missing in lacks)


def waiting_after(waiting: Mapping[str, bool], number: str) -> tuple[str, ...]:
    """The milestones that wait for something, in the plan's order but beginning after this one, itself last."""
    numbers = list(waiting)
    turn = numbers.index(number) + 1 if number in waiting else 0
    return tuple(each for each in numbers[turn:] + numbers[:turn] if waiting[each])


@unique
class Submitted(StrEnum):
    """What of a milestone counts. Only what was submitted does, whatever is written by now."""

    NOTHING = "nothing"
    """Nothing on it was submitted."""
    AS_WRITTEN = "as_written"
    """What is written was submitted."""
    EARLIER = "earlier"
    """Something was submitted, and something else is written by now."""


def answers(sheets: Mapping[str, Sheet]) -> Answers:
    """What whole sheets come to, by milestone; one that nobody began is left out."""
    return {
        number: {key: given(typed) for key, typed in sheet.answers.items()}
        for number, sheet in sheets.items()
        if not sheet.is_empty
    }


def given(typed: TypedAnswer) -> Given:
    """A whole answer as it is submitted. The confidence of a silence is never kept, so that any will do."""
    return Given(
        account=typed.account,
        reason=typed.reason,
        language=typed.language,
        confidence=Confidence(typed.confidence) if typed.confidence else Confidence.MEDIUM,
        evidence=tuple(row.evidence() for row in typed.evidence),
    )


def declarations(sheets: Mapping[str, Sheet]) -> dict[str, Declared]:
    """What is declared, by milestone; only for whole sheets."""
    return {
        number: Declared(
            Conflict(sheet.declared.conflict), ConflictLevel(sheet.declared.level), sheet.declared.explanation
        )
        for number, sheet in sheets.items()
        if not sheet.declared.is_empty
    }


def fingerprint(revisions: Mapping[str, int]) -> str:
    """What tells one state of all drafts from any other: milestone numbers with the revision of each."""
    return canon.sha256(canon.canonical(dict(revisions)))

"""What is judged, on which levels, and when an answer is complete.

Source: the published method, section "Rubric".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, unique

from checkmyogp.domain.scales import Account, Silence


class UnknownCriterion(ValueError):
    """An answer to a criterion that the rubric does not have."""


class UnknownLevel(ValueError):
    """A level that is not on the criterion's scale."""


@dataclass(frozen=True, slots=True)
class Level:
    """One step of a scale."""

    value: int
    key: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question and its levels, ascending and one apart."""

    key: str
    levels: tuple[Level, ...]
    compared: bool
    """Whether the government is asked the same."""
    evidence_from: int
    """From this level upwards an answer needs at least one piece of evidence."""

    def __post_init__(self) -> None:
        values = self.values
        if not values or values != tuple(range(values[0], values[0] + len(values))):
            msg = f"the levels of {self.key} must ascend one by one"
            raise UnknownLevel(msg)
        if self.evidence_from not in values:
            msg = f"evidence is asked from {self.evidence_from}, which is no level of {self.key}"
            raise UnknownLevel(msg)

    @property
    def values(self) -> tuple[int, ...]:
        """Every level as a number, ascending."""
        return tuple(level.value for level in self.levels)

    @property
    def highest(self) -> int:
        """The most favourable level."""
        return self.values[-1]

    def level(self, value: int) -> Level:
        """The step with this number.

        Raises:
            UnknownLevel: when the scale has no such step.
        """
        for level in self.levels:
            if level.value == value:
                return level
        allowed = ", ".join(str(known) for known in self.values)
        msg = f"{value} is no level of {self.key}; allowed: {allowed}"
        raise UnknownLevel(msg)

    def named(self, key: str) -> Level:
        """The step with this key.

        Raises:
            UnknownLevel: when the scale has no such step.
        """
        for level in self.levels:
            if level.key == key:
                return level
        allowed = ", ".join(known.key for known in self.levels)
        msg = f"{key!r} is no level of {self.key}; allowed: {allowed}"
        raise UnknownLevel(msg)


@unique
class Lack(StrEnum):
    """What an answer is still without."""

    ANSWER = "answer"
    REASON = "reason"
    CONFIDENCE = "confidence"
    EVIDENCE = "evidence"
    WHOLE_EVIDENCE = "whole_evidence"
    """A piece of evidence without an address or a title."""
    WHOLE_DECLARATION = "whole_declaration"
    """A conflict of interest without its kind, its effect or an explanation."""


@dataclass(frozen=True, slots=True)
class CriterionAnswer:
    """What one NGO says of one milestone on one criterion, as far as completeness goes."""

    account: Account
    reason: str
    pieces_of_evidence: int


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a criterion's answer lacks."""

    criterion: str
    lack: Lack


@dataclass(frozen=True, slots=True)
class Rubric:
    """A versioned set of criteria, immutable once a round uses it.

    Raises:
        UnknownCriterion: when its headline is none of its criteria.
    """

    key: str
    version: int
    criteria: tuple[Criterion, ...]
    headline: str
    """The key of the criterion that a scorecard opens with and that every analysis begins at."""

    def __post_init__(self) -> None:
        self.criterion(self.headline)

    def criterion(self, key: str) -> Criterion:
        """The criterion with this key.

        Raises:
            UnknownCriterion: when the rubric has none.
        """
        for criterion in self.criteria:
            if criterion.key == key:
                return criterion
        allowed = ", ".join(known.key for known in self.criteria)
        msg = f"{key!r} is no criterion of {self.key} version {self.version}; allowed: {allowed}"
        raise UnknownCriterion(msg)

    def missing(self, answers: Mapping[str, CriterionAnswer]) -> tuple[Missing, ...]:
        """Everything the answers on one milestone lack, in the rubric's order; empty when they are complete.

        Raises:
            UnknownCriterion, UnknownLevel: for an answer outside the rubric.
        """
        for key, answer in answers.items():
            if not isinstance(answer.account, Silence):
                self.criterion(key).level(answer.account)
        return tuple(
            Missing(criterion.key, lack)
            for criterion in self.criteria
            for lack in _lacks(criterion, answers.get(criterion.key))
        )


def _lacks(criterion: Criterion, answer: CriterionAnswer | None) -> tuple[Lack, ...]:
    if answer is None:
        return (Lack.ANSWER,)
    lacks: list[Lack] = []
    if not answer.reason.strip() and answer.account not in {Silence.UNABLE, Silence.RECUSED}:
        lacks.append(Lack.REASON)
    needs_evidence = not isinstance(answer.account, Silence) and answer.account >= criterion.evidence_from
    if needs_evidence and not answer.pieces_of_evidence:
        lacks.append(Lack.EVIDENCE)
    return tuple(lacks)

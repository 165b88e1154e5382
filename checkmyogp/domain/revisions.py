"""What an NGO answers to a reply, and which level stands afterwards.

First and revised level are both kept and both published; figures are computed from the one that stands.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum, unique

from checkmyogp.domain.rubrics import Rubric
from checkmyogp.domain.scales import Account


@unique
class AnswerKind(StrEnum):
    """What an NGO does after a reply."""

    KEPT = "kept"
    REVISED = "revised"


class NothingRevised(ValueError):
    """A revision that names no other level than the one that stands."""


class NoReason(ValueError):
    """An answer or a reply without words."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A level after an answer, when that answer was given, and to whose reply."""

    criterion: str
    level: int
    answered_at: datetime
    agency: str

    @property
    def turn(self) -> tuple[datetime, str]:
        """What decides which of two revisions is the later one: published moments know no parts of a second."""
        return self.answered_at.replace(microsecond=0), self.agency


def refuse_unfit(kind: AnswerKind, levels: Mapping[str, int], standing: Mapping[str, Account], rubric: Rubric) -> None:
    """Stop at a level off the scale, and at an answer whose kind and levels contradict each other.

    Raises:
        rubrics.UnknownCriterion, rubrics.UnknownLevel: a level that the rubric does not have.
        NothingRevised: *revised* without another level, or *kept* with one.
    """
    for key, level in levels.items():
        rubric.criterion(key).level(level)
    changes = any(standing.get(key) != level for key, level in levels.items())
    if changes != (kind is AnswerKind.REVISED):
        msg = "“Revised” needs at least one level other than the one that stands, and “kept” has none."
        raise NothingRevised(msg)


def standing_levels(revisions: Iterable[Revision]) -> dict[str, int]:
    """The levels that stand after all answers, by criterion: where several revise the same one, the last."""
    return {revision.criterion: revision.level for revision in sorted(revisions, key=lambda each: each.turn)}

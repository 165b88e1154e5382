"""The criteria of a published rubric, with their words and their figures."""

from dataclasses import dataclass
from functools import cached_property
from typing import cast

from checkmyogp.domain.wording import Wording
from checkmyogp.snapshots.method_1_figures import FiguresOfMethod1
from checkmyogp.snapshots.method_2_figures import FiguresOfMethod2
from checkmyogp.snapshots.schema import AnyFigures, FrozenCriterion, FrozenFigures, FrozenFigures2

CriterionFigures = FiguresOfMethod1 | FiguresOfMethod2
"""What was published on a criterion, in one vocabulary whichever version of the method computed it."""


class NotExtracted(LookupError):
    """Figures of a criterion that an extract is not on."""


@dataclass(frozen=True, slots=True)
class LevelEntry:
    """One step of a scale, with its words."""

    value: int
    key: str
    name: Wording
    descriptor: Wording


@dataclass(frozen=True)
class CriterionView:
    """One criterion of the scorecard's rubric with its words and its figures."""

    frozen: FrozenCriterion
    frozen_figures: AnyFigures | None
    """Nothing for a criterion that an extract is not on."""
    method_version: int
    """By which version of the method the figures were computed."""

    @property
    def key(self) -> str:
        """The criterion's key."""
        return self.frozen["key"]

    @property
    def compared(self) -> bool:
        """Whether the government is asked the same."""
        return self.frozen["compared"]

    @cached_property
    def name(self) -> Wording:
        """What it is called."""
        return Wording.restored(self.frozen["name"])

    @cached_property
    def question(self) -> Wording:
        """What is asked."""
        return Wording.restored(self.frozen["question"])

    @cached_property
    def levels(self) -> tuple[LevelEntry, ...]:
        """Its scale, ascending."""
        return tuple(
            LevelEntry(
                level["value"], level["key"], Wording.restored(level["name"]), Wording.restored(level["descriptor"])
            )
            for level in self.frozen["levels"]
        )

    @property
    def scale(self) -> tuple[int, ...]:
        """The values of its levels, ascending."""
        return tuple(level.value for level in self.levels)

    def level(self, value: int) -> LevelEntry:
        """One step of the scale."""
        return next(level for level in self.levels if level.value == value)

    @cached_property
    def figures(self) -> CriterionFigures:
        """What was published on it.

        Raises:
            NotExtracted: where this is an extract on another criterion.
        """
        if self.frozen_figures is None:
            raise NotExtracted(self.key)
        if self.method_version == 1:
            return FiguresOfMethod1(cast("FrozenFigures", self.frozen_figures), self.scale)
        return FiguresOfMethod2(cast("FrozenFigures2", self.frozen_figures))

"""A rubric and a crosswalk together with the words they are shown in."""

from dataclasses import dataclass

from checkmyogp.domain.crosswalks import Crosswalk
from checkmyogp.domain.rubrics import Rubric
from checkmyogp.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class LevelWords:
    """What a level is called and when it is reached."""

    name: Wording
    descriptor: Wording


@dataclass(frozen=True, slots=True)
class CriterionWords:
    """A criterion's own words; the levels in the order of their values."""

    name: Wording
    question: Wording
    levels: tuple[LevelWords, ...]


@dataclass(frozen=True, slots=True)
class RubricContent:
    """A rubric with its words; ``words`` follow the order of its criteria."""

    rubric: Rubric
    words: tuple[CriterionWords, ...]


@dataclass(frozen=True, slots=True)
class CrosswalkContent:
    """A crosswalk with its words; ``bands`` follow the order of its bands."""

    crosswalk: Crosswalk
    rubric: str
    name: Wording
    source: Wording
    bands: tuple[Wording, ...]

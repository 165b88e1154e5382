"""Short invented cases with a known level, in the words in which everybody is asked to score them."""

from dataclasses import dataclass

from checkmyogp.domain.canon import Plain
from checkmyogp.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class Vignette:
    """One case of one criterion, written for one of its levels."""

    key: str
    criterion: str
    level: int
    text: Wording

    def stored(self) -> dict[str, Plain]:
        """As a round freezes it and a scorecard publishes it."""
        return {"key": self.key, "criterion": self.criterion, "level": self.level, "text": self.text.stored()}


@dataclass(frozen=True, slots=True)
class VignetteSet:
    """One version of the vignettes of a rubric, in the order in which they are shown."""

    key: str
    version: int
    rubric: str
    rubric_version: int
    """The rubric version on whose levels they are."""
    vignettes: tuple[Vignette, ...]

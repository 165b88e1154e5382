"""The vignettes of a published scorecard and what they show, as typed objects for pages."""

from collections.abc import Mapping
from dataclasses import dataclass

from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.wording import Wording
from checkmyogp.snapshots.doubts import Change
from checkmyogp.snapshots.numbers import Figure, figure_of
from checkmyogp.snapshots.schema import FrozenScorecard, FrozenVignetteFigures


@dataclass(frozen=True, slots=True)
class PublishedCase:
    """One vignette."""

    key: str
    level: int
    """The level that it was written for."""
    text: Wording


@dataclass(frozen=True, slots=True)
class Scorer:
    """An NGO or an agency, and the level that it gave to each vignette that it scored."""

    name: Wording
    given: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PublishedVignettes:
    """The vignettes of one criterion and who scored them, by key."""

    cases: tuple[PublishedCase, ...]
    scorers: Mapping[str, Scorer]


@dataclass(frozen=True, slots=True)
class Reading:
    """How one rater read the vignettes."""

    rater: str
    scored: int
    hits: int
    in_order: int
    tied: int
    reversed: int

    @property
    def pairs(self) -> int:
        """Of how many pairs of different known levels it scored both."""
        return self.in_order + self.tied + self.reversed


@dataclass(frozen=True, slots=True)
class VignetteReadings:
    """What the vignettes of a criterion show."""

    number: int
    readings: tuple[Reading, ...]
    alpha: Figure | Undefined
    left_out: tuple[str, ...]
    unplaced: tuple[str, ...]
    changes: tuple[Change, ...]


def vignettes_of(frozen: FrozenScorecard, criterion: str) -> PublishedVignettes | None:
    """The vignettes of a criterion in the order in which they were shown; nothing where there are none."""
    said = frozen.get("vignettes")
    cases = [case for case in said["cases"] if case["criterion"] == criterion] if said else []
    if said is None or not cases:
        return None
    return PublishedVignettes(
        tuple(PublishedCase(case["key"], case["level"], Wording.restored(case["text"])) for case in cases),
        {each["key"]: Scorer(Wording.restored(each["name"]), each["given"]) for each in said["scorers"]},
    )


def readings_of(frozen: FrozenVignetteFigures) -> VignetteReadings:
    """The figures of vignettes, read."""
    places = frozen["places"]
    return VignetteReadings(
        number=frozen["number"],
        readings=tuple(Reading(**each) for each in frozen["readings"]),
        alpha=figure_of(frozen["alpha"]),
        left_out=tuple(places["left_out"]),
        unplaced=tuple(places["unplaced"]),
        changes=tuple(Change(each["milestone"], each["before"], each["after"]) for each in places["changes"]),
    )

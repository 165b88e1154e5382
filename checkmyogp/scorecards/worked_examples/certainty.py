"""Examples of how sure one can be of a finding: panels, extremes, missing scores, direction, and other readings."""

from dataclasses import dataclass
from fractions import Fraction

from checkmyogp.domain import display
from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.canon import sha256
from checkmyogp.domain.method_2.ballots import CountRange, Ranges
from checkmyogp.domain.method_2.bands import ShiftedBand, shifted_bands
from checkmyogp.domain.method_2.bounds import bounds
from checkmyogp.domain.method_2.changes import ChangedVerdict, changed_verdicts
from checkmyogp.domain.method_2.direction import Direction, direction
from checkmyogp.domain.method_2.extremes import extremes
from checkmyogp.domain.method_2.headline_counts import Headline, plan_counts
from checkmyogp.domain.method_2.leans import leans, without_leans
from checkmyogp.domain.method_2.outward import outward
from checkmyogp.domain.method_2.panels import panels
from checkmyogp.domain.method_2.seeds import drawn_order, seed_from
from checkmyogp.domain.method_2.verdicts import find_all
from checkmyogp.domain.method_2.vignettes import VignetteReading, place, vignette_reading
from checkmyogp.scorecards.worked_examples.example_plan import (
    CRITERION,
    CROSSWALK,
    DUE,
    NGOS,
    QUORUM,
    entitled,
    example_findings,
    example_records,
    example_rows,
)

OPENING_ENTRY = "the entry that opened the example round"
FOLLOWED = (Headline.COMPARABLE, Headline.GOVERNMENT_HIGHER, Headline.CIVIL_SOCIETY_HIGHER)
"""The counts whose ranges the examples show."""
KNOWN = {"1": 0, "2": 1, "3": 2, "4": 3}
"""Four vignettes and the levels they were written for."""
AGENCY = ({"1": 0, "2": 1, "3": 3, "4": 3}, 2)
NGO = ({"1": 0, "2": 0, "3": 2, "4": 3}, 1)
"""How each scored the vignettes, and the level it gave to the same milestone."""


@dataclass(frozen=True, slots=True)
class PanelExample:
    """The panels of one size, with the ranges of the counts that are followed."""

    size: int
    possible: int
    ranges: tuple[CountRange, ...]
    mean: tuple[str, str]


@dataclass(frozen=True, slots=True)
class VignetteExample:
    """How one rater read the vignettes, and where its level of a milestone lies among them."""

    scores: tuple[int, ...]
    reading: VignetteReading
    level: int
    place: int


@dataclass(frozen=True, slots=True)
class SeedExample:
    """A digest, the seed that follows from it, and the first order of NGOs drawn with it."""

    digest: str
    seed: int
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CertaintyExamples:
    """Everything that is shown about certainty; counts are in the order of ``FOLLOWED``."""

    published: tuple[int, ...]
    panels: tuple[PanelExample, ...]
    one: tuple[CountRange, ...]
    two: tuple[CountRange, ...]
    missing: int
    bounds: tuple[CountRange, ...]
    direction: Direction
    bands: tuple[ShiftedBand, ...]
    known: tuple[int, ...]
    agency: VignetteExample
    ngo: VignetteExample
    leans: tuple[tuple[str, str], ...]
    """For each NGO its lean as shown."""
    without_leans: tuple[ChangedVerdict, ...]
    seed: SeedExample


def certainty_examples() -> CertaintyExamples:
    """Compute them."""
    given, found = example_rows(), example_findings()
    drawn, leaning = _seed(), leans(given)
    extreme = extremes(given, CRITERION, quorum=QUORUM)
    missing = bounds(given, CRITERION, entitled(), quorum=QUORUM)
    counts = plan_counts(found, highest=CRITERION.highest, due=DUE)
    return CertaintyExamples(
        published=tuple(counts.of(headline) for headline in FOLLOWED),
        panels=tuple(
            PanelExample(each.size, each.possible, _followed(each.ranges), _mean(each.ranges))
            for each in panels(given, CRITERION, quorum=QUORUM, seed=drawn.seed)
        ),
        one=_followed(extreme.one),
        two=_followed(extreme.two),
        missing=missing.missing,
        bounds=tuple(missing.of(headline) for headline in FOLLOWED),
        direction=direction(found),
        bands=shifted_bands(example_records(), CRITERION, CROSSWALK, quorum=QUORUM),
        known=tuple(KNOWN.values()),
        agency=_vignettes(*AGENCY),
        ngo=_vignettes(*NGO),
        leans=tuple((ngo, display.rounded_levels(lean)) for ngo, lean in leaning.items()),
        without_leans=changed_verdicts(found, find_all(without_leans(given, CRITERION, leaning), quorum=QUORUM)),
        seed=drawn,
    )


def _followed(ranges: Ranges) -> tuple[CountRange, ...]:
    return tuple(ranges.of(headline) for headline in FOLLOWED)


def _mean(ranges: Ranges) -> tuple[str, str]:
    """The ends rounded outwards, or the key of the reason why there are none."""
    if isinstance(ranges.mean, Undefined):
        return ranges.mean.value, ranges.mean.value
    return outward_with_signs(*ranges.mean)


def outward_with_signs(low: Fraction, high: Fraction) -> tuple[str, str]:
    """The ends of a range of means, in one decimal, rounded outwards and with their signs."""
    fewest, most = (
        shown if shown.startswith("-") or Fraction(shown) == 0 else f"+{shown}" for shown in outward(low, high, 1)
    )
    return fewest, most


def _vignettes(scores: dict[str, int], level: int) -> VignetteExample:
    return VignetteExample(
        scores=tuple(scores.values()),
        reading=vignette_reading(KNOWN, scores),
        level=level,
        place=place(level, scores.values()),
    )


def _seed() -> SeedExample:
    digest = sha256(OPENING_ENTRY.encode())
    seed = seed_from(digest)
    return SeedExample(digest, seed, tuple(drawn_order(NGOS, seed=seed, draw=0)))

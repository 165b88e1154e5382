"""The examples of version 1, by its own rules, for the scorecards that were published under it."""

from dataclasses import dataclass

from checkmyogp.domain import display
from checkmyogp.domain.divergence import Divergence, Outcome, compare, coverage, outcome
from checkmyogp.domain.scales import Account, Silence
from checkmyogp.scorecards.worked_examples.coefficients import ScoredExample, coefficient_examples

QUORUM = 3
COMPARISONS: tuple[tuple[Account, tuple[int, ...]], ...] = (
    (3, (0, 1, 1, 1, 2)),
    (3, (2, 2, 3, 3)),
    (3, (0, 1, 2, 3, 3)),
    (1, (2, 2, 2, 2, 3)),
    (3, (2, 3)),
    (Silence.NOT_REPORTED, (1, 1, 2)),
)


@dataclass(frozen=True, slots=True)
class ComparisonExample:
    """One milestone of the example: what was said, and what it comes to."""

    government: Account
    levels: tuple[int, ...]
    outcome: Outcome
    divergence: Divergence | None

    @property
    def position(self) -> str:
        """Civil society's median; empty without one."""
        return display.levels(self.divergence.position.median) if self.divergence else ""

    @property
    def distance(self) -> str:
        """Government minus civil society; empty without one."""
        return display.signed_levels(self.divergence.signed) if self.divergence else ""


@dataclass(frozen=True, slots=True)
class VersionOneExamples:
    """Every example of version 1."""

    quorum: int
    compared: tuple[ComparisonExample, ...]
    coverages: tuple[tuple[int, str], ...]
    krippendorff: ScoredExample
    small: ScoredExample
    skewed: ScoredExample


def version_1_examples() -> VersionOneExamples:
    """Compute them."""
    coefficients = coefficient_examples()
    return VersionOneExamples(
        quorum=QUORUM,
        compared=tuple(_compared(government, levels) for government, levels in COMPARISONS),
        coverages=tuple((raters, display.percent_at_least(coverage(raters))) for raters in range(3, 9)),
        krippendorff=coefficients.krippendorff,
        small=coefficients.small,
        skewed=coefficients.skewed,
    )


def _compared(government: Account, levels: tuple[int, ...]) -> ComparisonExample:
    found = compare(government, levels, quorum=QUORUM)
    return ComparisonExample(government, levels, outcome(found), found if isinstance(found, Divergence) else None)

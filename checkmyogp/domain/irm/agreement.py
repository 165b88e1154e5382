"""How far one party agrees with the IRM on completion, once its milestones are commitment_level to commitments.

The IRM codes commitments, the parties speak of milestones. There are two rules for lifting, and a finding that holds
under one of them only is no finding; so both are shown.
Source: the published method, section "A commitment, a plan"; Cohen 1968, "Weighted kappa".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum, unique
from fractions import Fraction

from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.findings import commitment_level
from checkmyogp.domain.irm.schemes import Stance
from checkmyogp.domain.reliability import weighted_kappa
from checkmyogp.domain.scales import Silence

LEVELS = (0, 1, 2, 3)
"""The scale of completion, not started to complete."""

LOWEST, LIMITED, SUBSTANTIAL, HIGHEST = LEVELS


@unique
class Lifting(StrEnum):
    """How a commitment's level is derived from its milestones."""

    MEDIAN = "median"
    """The median, rounded down: what the scorecard prints."""
    STRICT = "strict"
    """Complete only if all are complete, not started only if none is started, otherwise the median between them."""


def strictest_level(levels: Iterable[Fraction | int], *, otherwise: Silence) -> int | Silence:
    """One derived level for a commitment by the strict rule.

    All milestones complete: complete. All not started: not started. Anything else is neither, so that the median,
    rounded down, is kept between limited and substantial.
    """
    known = sorted(Fraction(level) for level in levels)
    middle = commitment_level(known, otherwise=otherwise)
    if isinstance(middle, Silence) or known[0] == HIGHEST or known[-1] == LOWEST:
        return middle
    return min(max(middle, LIMITED), SUBSTANTIAL)


def derived(rule: Lifting, levels: Iterable[Fraction | int], *, otherwise: Silence) -> int | Silence:
    """One derived level for a commitment by either rule."""
    return {Lifting.MEDIAN: commitment_level, Lifting.STRICT: strictest_level}[rule](levels, otherwise=otherwise)


@dataclass(frozen=True, slots=True)
class ComparedCommitment:
    """One commitment that both the IRM and the party give a level."""

    commitment: str
    irm: int
    derived: int

    @property
    def signed(self) -> int:
        """Levels by which the party is the more favourable one."""
        return self.derived - self.irm


@dataclass(frozen=True, slots=True)
class IrmAgreement:
    """One party beside the IRM, by one lifting rule."""

    compared: tuple[ComparedCommitment, ...]

    @property
    def higher(self) -> int:
        """How many commitments the party puts higher than the IRM."""
        return sum(each.signed > 0 for each in self.compared)

    @property
    def equal(self) -> int:
        """How many it puts at the same level."""
        return sum(each.signed == 0 for each in self.compared)

    @property
    def lower(self) -> int:
        """How many it puts lower."""
        return sum(each.signed < 0 for each in self.compared)

    @property
    def adjacent(self) -> int:
        """How many are at the same level or one apart."""
        return sum(abs(each.signed) <= 1 for each in self.compared)

    @property
    def exact_share(self) -> Fraction | Undefined:
        """The share of commitments at the same level."""
        return self._share(self.equal)

    @property
    def adjacent_share(self) -> Fraction | Undefined:
        """The share of commitments at the same level or one apart."""
        return self._share(self.adjacent)

    @property
    def kappa(self) -> Fraction | Undefined:
        """Quadratic-weighted kappa between the party and the IRM."""
        return weighted_kappa([(each.irm, each.derived) for each in self.compared], LEVELS)

    def _share(self, count: int) -> Fraction | Undefined:
        return Fraction(count, len(self.compared)) if self.compared else Undefined.NO_PAIRS


def agreement(levels: Mapping[str, int | Silence], irm: Mapping[str, Stance]) -> IrmAgreement:
    """Set one party beside the IRM; ``levels`` are its derived ones by commitment.

    Commitments that either gives no level are left out.
    """
    return IrmAgreement(
        tuple(
            ComparedCommitment(number, stance, level)
            for number, level in levels.items()
            if isinstance(stance := irm.get(number), int) and not isinstance(level, Silence)
        )
    )

"""The milestone for which version 2 was written: half of the NGOs gave the government's level."""

from dataclasses import dataclass

from checkmyogp.domain.divergence import Outcome, compare, outcome
from checkmyogp.domain.method_2.positions import counted
from checkmyogp.domain.method_2.verdicts import compare_accounts, outcome_of
from checkmyogp.domain.scales import Silence
from checkmyogp.scorecards.worked_examples.milestones import QUORUM

TIED = (3, (1, 1, 1, 3, 3, 3))


@dataclass(frozen=True, slots=True)
class VersionsExample:
    """One milestone by the rules of either version."""

    government: int
    levels: tuple[int, ...]
    version_1: Outcome
    version_2: Outcome


def versions_example() -> VersionsExample:
    """Compute it."""
    government, levels = TIED
    stands = counted(levels, quorum=QUORUM, otherwise=Silence.NOT_ASSESSED)
    return VersionsExample(
        government=government,
        levels=levels,
        version_1=outcome(compare(government, levels, quorum=QUORUM)),
        version_2=outcome_of(compare_accounts(government, stands)),
    )

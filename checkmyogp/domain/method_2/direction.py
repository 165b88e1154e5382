"""D. Whether the verdicts point one way by more than the toss of a coin for each commitment would have them.

Milestones of one commitment resemble each other, so the signs of whole commitments are flipped, all 2^G ways. One test
for the whole plan, announced before the round; none for a milestone.
Source: Fisher 1935, "The Design of Experiments", section 21 (the sign-flip test); the published method, version 2,
section "How sure are we?", point D.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from checkmyogp.domain.divergence import Verdict
from checkmyogp.domain.method_2.verdicts import MilestoneFinding, TwoAccounts, active

FEWEST_COMMITMENTS_FOR_A_DIRECTION = 6
"""With fewer even the most one-sided plan is no rarer than 2 in 32."""

SIGNS = {Verdict.GOVERNMENT_HIGHER: 1, Verdict.ALIGNED: 0, Verdict.CIVIL_SOCIETY_HIGHER: -1}


@dataclass(frozen=True, slots=True)
class Direction:
    """The signs of a plan by commitment, and how many of all flips are at least as one-sided, either way."""

    by_commitment: tuple[tuple[str, int], ...]
    """For each commitment with a comparable milestone: government higher less civil society higher."""
    as_extreme: int
    flips: int
    """2^G; the share is printed as it stands, "4 of 256"."""

    @property
    def total(self) -> int:
        """The sum of signs over the plan."""
        return sum(signs for _, signs in self.by_commitment)

    @property
    def share(self) -> Fraction:
        """The two-sided share of flips whose sum lies at least as far from 0."""
        return Fraction(self.as_extreme, self.flips)

    @property
    def can_show(self) -> bool:
        """Whether there are enough commitments for any result to show anything."""
        return len(self.by_commitment) >= FEWEST_COMMITMENTS_FOR_A_DIRECTION


def direction(findings: Iterable[MilestoneFinding]) -> Direction:
    """The direction of a plan's verdicts; a plan with nothing comparable has one flip, of nothing."""
    signs: dict[str, int] = {}
    for finding in active(findings):
        if isinstance(finding.compared, TwoAccounts):
            before = signs.get(finding.row.commitment, 0)
            signs[finding.row.commitment] = before + SIGNS[finding.compared.verdict]
    sums = Counter({0: 1})
    for sign in signs.values():
        flipped: Counter[int] = Counter()
        for total, ways in sums.items():
            flipped[total + sign] += ways
            flipped[total - sign] += ways
        sums = flipped
    observed = abs(sum(signs.values()))
    return Direction(
        by_commitment=tuple(signs.items()),
        as_extreme=sum(ways for total, ways in sums.items() if abs(total) >= observed),
        flips=2 ** len(signs),
    )

"""The agreement that chance alone would give, beside the agreement that was found.

Chance deals all values that can be paired to the raters anew, as Krippendorff's alpha has it.
Source: Krippendorff 2011, section B (the expected coincidences); the published method, version 2, section
"Agreement among NGOs (reliability)".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.reliability import Coincidences, UnitCounts


@dataclass(frozen=True, slots=True)
class ChanceAgreement:
    """The shares of pairs of values that would agree by chance."""

    exact: Fraction
    adjacent: Fraction
    """Equal, or one apart."""


def chance_agreement(units: Sequence[UnitCounts], levels: Sequence[int]) -> ChanceAgreement | Undefined:
    """What chance alone would give over the units with two or more values.

    Raises:
        ValueError: when the levels are not in order, or the units were counted by other levels.
    """
    marginals = Coincidences.of(units, levels).marginals
    if not (values := sum(marginals)):
        return Undefined.NO_PAIRS
    pairs = values * (values - 1)
    same = sum(count * (count - 1) for count in marginals)
    near = sum(
        2 * count * opposite
        for (one, count), (other, opposite) in combinations(zip(levels, marginals, strict=True), 2)
        if other - one == 1
    )
    return ChanceAgreement(Fraction(same, pairs), Fraction(same + near, pairs))

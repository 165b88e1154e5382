"""An administration's own bands, and the rubric levels they stand for.

Source: the published method, section "What the government says".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from checkmyogp.domain.scales import Account, Silence


class UnknownBand(ValueError):
    """A reported value that is no band of the crosswalk."""


@dataclass(frozen=True, slots=True)
class Band:
    """One value as an agency reports it, and what it means on the rubric."""

    raw: str
    account: Account


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """A versioned table of bands for one criterion of one rubric."""

    key: str
    version: int
    criterion: str
    bands: tuple[Band, ...]

    def account(self, raw: str) -> Account:
        """What a reported value means on the rubric.

        Raises:
            UnknownBand: when the value is none of the bands.
        """
        for band in self.bands:
            if band.raw == raw:
                return band.account
        raise UnknownBand(raw)


def mean_of_bands(counts: Mapping[str, int], *, not_due: str) -> Fraction | Silence:
    """The mean of reported percentages, in per cent.

    ``counts`` maps each band's raw value to how many milestones report it. What is not yet due stays out of the
    denominator: counting it would punish an agency for the calendar.
    """
    due = {raw: count for raw, count in counts.items() if raw != not_due}
    if not (milestones := sum(due.values())):
        return Silence.NOT_YET_DUE
    return Fraction(sum(int(raw) * count for raw, count in due.items()), milestones)

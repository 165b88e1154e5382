"""Two lists, one for each side, each of which adds up to the active milestones.

Neither side's silence hides the other's: what could not be compared, and why, is another count (``headline_counts``).
Source: the published method, version 2, section "A plan, a commitment, an agency, any selection".
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checkmyogp.domain.method_2.positions import Middle
from checkmyogp.domain.method_2.silences import PRECEDENCE
from checkmyogp.domain.method_2.verdicts import MilestoneFinding, active
from checkmyogp.domain.scales import GOVERNMENT_SILENCES, Account, Silence

OF_THE_GOVERNMENT = (*GOVERNMENT_SILENCES, Silence.NOT_REPORTED)
"""The silences that a government's list always has a line for."""

OF_CIVIL_SOCIETY = tuple(silence for silence in PRECEDENCE if silence not in {Silence.WITHDRAWN, *OF_THE_GOVERNMENT})
"""The silences that civil society's list always has a line for."""


@dataclass(frozen=True, slots=True)
class Lists:
    """What each side said of the active milestones of a selection."""

    active: int
    withdrawn: int
    government: tuple[tuple[Account, int], ...]
    """Every level of the scale, then every silence, with how many milestones; they add up to ``active``."""
    civil_society: tuple[tuple[Middle | Silence, int], ...]
    """Every level, and in its place whatever is between two levels and occurs; then every silence. Adds up too."""

    @property
    def reported(self) -> int:
        """Of how many active milestones the government gave a level."""
        return sum(count for said, count in self.government if not isinstance(said, Silence))

    @property
    def positions(self) -> int:
        """Of how many active milestones civil society has a position."""
        return sum(count for said, count in self.civil_society if not isinstance(said, Silence))


def two_lists(findings: Iterable[MilestoneFinding], scale: Sequence[int]) -> Lists:
    """Both lists over any selection of milestones; ``scale`` is every level of the criterion, ascending."""
    everything = tuple(findings)
    heard = active(everything)
    stands = (each.civil_society for each in heard)
    return Lists(
        active=len(heard),
        withdrawn=len(everything) - len(heard),
        government=list_of_government((each.government for each in heard), scale),
        civil_society=list_of_civil_society((at if isinstance(at, Silence) else at.middle for at in stands), scale),
    )


def list_of_government(said: Iterable[Account], scale: Sequence[int]) -> tuple[tuple[Account, int], ...]:
    """The government's list, from what it said of each active milestone."""
    counted = Counter(said)
    return tuple((account, counted[account]) for account in (*scale, *OF_THE_GOVERNMENT))


def list_of_civil_society(
    stands: Iterable[Middle | Silence], scale: Sequence[int]
) -> tuple[tuple[Middle | Silence, int], ...]:
    """Civil society's list, from where it stands on each active milestone."""
    counted = Counter(stands)
    positions = sorted({*(Middle(level, level) for level in scale), *(at for at in counted if isinstance(at, Middle))})
    return tuple((at, counted[at]) for at in (*positions, *OF_CIVIL_SOCIETY))

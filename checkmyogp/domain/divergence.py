"""How far a government's account of one milestone lies from civil society's.

Levels are integers on a rubric's scale; a position may fall halfway between two.
Source: the published method, section "One milestone, one criterion".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum, unique
from fractions import Fraction

from checkmyogp.domain.scales import Account, Silence

DISTANCE_THAT_COUNTS = 1
SPREAD_THAT_SPLITS = 2
SHARE_THAT_IS_CLEAR = Fraction(2, 3)


@unique
class Verdict(StrEnum):
    """Which side gives the more favourable account, where both gave one."""

    GOVERNMENT_HIGHER = "government_higher"
    ALIGNED = "aligned"
    CIVIL_SOCIETY_HIGHER = "civil_society_higher"


Outcome = Verdict | Silence
"""What a comparison comes to: a verdict, or the silence that forbids one."""


@dataclass(frozen=True, slots=True)
class Support:
    """How many NGOs stand below, at and above the government's level."""

    below: int
    at: int
    above: int

    @property
    def raters(self) -> int:
        """How many NGOs count."""
        return self.below + self.at + self.above

    def behind(self, verdict: Verdict) -> int:
        """How many of them stand where this verdict says."""
        return {
            Verdict.GOVERNMENT_HIGHER: self.below,
            Verdict.ALIGNED: self.at,
            Verdict.CIVIL_SOCIETY_HIGHER: self.above,
        }[verdict]


@dataclass(frozen=True, slots=True)
class Position:
    """Where civil society stands: at least a quorum of counted levels, ascending."""

    levels: tuple[int, ...]

    @property
    def median(self) -> Fraction:
        """The middle level; for an even number the midpoint of the middle two."""
        return midpoint(self.levels)

    @property
    def lowest(self) -> int:
        """The least favourable level."""
        return self.levels[0]

    @property
    def highest(self) -> int:
        """The most favourable level."""
        return self.levels[-1]

    @property
    def coverage(self) -> Fraction:
        """The least probability that lowest..highest covers the median of all raters one could have asked."""
        return coverage(len(self.levels))

    @property
    def split(self) -> bool:
        """Whether the NGOs stand two or more levels apart."""
        return self.highest - self.lowest >= SPREAD_THAT_SPLITS


@dataclass(frozen=True, slots=True)
class Divergence:
    """Two accounts of the same promise, both present."""

    government: int
    position: Position

    @property
    def signed(self) -> Fraction:
        """Levels by which the government is the more favourable side; negative when it is the harsher."""
        return self.government - self.position.median

    @property
    def verdict(self) -> Verdict:
        """Which side is higher by a level or more."""
        return verdict_on(self.signed)

    @property
    def support(self) -> Support:
        """How the NGOs stand around the government's level."""
        levels = self.position.levels
        return Support(
            below=sum(level < self.government for level in levels),
            at=sum(level == self.government for level in levels),
            above=sum(level > self.government for level in levels),
        )

    @property
    def clear(self) -> bool:
        """Whether at least two thirds of the NGOs stand where the verdict says; otherwise support is mixed."""
        return Fraction(self.support.behind(self.verdict), self.support.raters) >= SHARE_THAT_IS_CLEAR


def verdict_on(signed: Fraction) -> Verdict:
    """Which side is higher by a level or more, given the government's level minus civil society's position."""
    if signed >= DISTANCE_THAT_COUNTS:
        return Verdict.GOVERNMENT_HIGHER
    if signed <= -DISTANCE_THAT_COUNTS:
        return Verdict.CIVIL_SOCIETY_HIGHER
    return Verdict.ALIGNED


def midpoint(ascending: Sequence[int]) -> Fraction:
    """The median of at least one level, exact: for an even number the midpoint of the middle two."""
    half, odd = divmod(len(ascending), 2)
    return Fraction(ascending[half]) if odd else Fraction(ascending[half - 1] + ascending[half], 2)


def coverage(raters: int) -> Fraction:
    """The least probability that the lowest and highest of n independent raters enclose the median rater: 1 - 2^(1-n).

    Each rater falls below the median with probability at most a half, and so do all n with (1/2)^n; likewise above.
    """
    return 1 - Fraction(2, 2**raters)


def silence_reason(*, uncounted: int, silences: Iterable[Silence]) -> Silence:
    """What civil society's silence is called while no level counts.

    ``uncounted`` is the number of levels that were given and do not count (conflict, accreditation);
    ``silences`` are the answers given instead of levels.
    """
    given = set(silences)
    if uncounted:
        return Silence.NO_QUORUM
    if Silence.NO_EVIDENCE in given:
        return Silence.NO_EVIDENCE
    if Silence.UNABLE in given:
        return Silence.UNABLE
    return Silence.NOT_ASSESSED


def position(levels: Iterable[int], *, quorum: int, otherwise: Silence = Silence.NOT_ASSESSED) -> Position | Silence:
    """Where civil society stands, or why it stands nowhere; ``otherwise`` names the silence of no level at all."""
    counted = tuple(sorted(levels))
    if not counted:
        return otherwise
    return Position(counted) if len(counted) >= quorum else Silence.NO_QUORUM


def compare(
    government: Account, levels: Iterable[int], *, quorum: int, otherwise: Silence = Silence.NOT_ASSESSED
) -> Divergence | Silence:
    """Set the two accounts side by side, or name the silence that forbids it."""
    stands = position(levels, quorum=quorum, otherwise=otherwise)
    if isinstance(stands, Silence):
        return stands
    return government if isinstance(government, Silence) else Divergence(government, stands)


def outcome(comparison: Divergence | Silence) -> Outcome:
    """The verdict, or the silence in its place."""
    return comparison.verdict if isinstance(comparison, Divergence) else comparison

"""Two parties side by side: what each said of every milestone, and how far they agree.

Civil society may stand between two levels. Such a milestone has a distance, to the nearer of the two, but no cell in a
table of levels: it is left out of the table and of what is computed from the table, and kept in the signed counts.
Source: Cohen 1968, "Weighted kappa"; docs/decisions/0010-the-workbench.md.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum, unique
from fractions import Fraction

from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.divergence import midpoint
from checkmyogp.domain.findings import Counting, MilestoneRatings
from checkmyogp.domain.method_2.positions import Middle, counted
from checkmyogp.domain.reliability import weighted_kappa
from checkmyogp.domain.scales import Account, Silence


@unique
class PartyKind(StrEnum):
    """What kind of party somebody is."""

    GOVERNMENT = "government"
    CIVIL_SOCIETY = "civil_society"
    """All NGOs that count, by the middle of their levels."""
    NGO = "ngo"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who gives levels; an NGO by its key."""

    kind: PartyKind
    ngo: str = ""

    @property
    def key(self) -> str:
        """Its name in addresses and files: ``government``, ``ngo:open-ledger``."""
        return f"{self.kind.value}:{self.ngo}" if self.ngo else self.kind.value


GOVERNMENT = Party(PartyKind.GOVERNMENT)
CIVIL_SOCIETY = Party(PartyKind.CIVIL_SOCIETY)


def parties(raters: Iterable[str], *, compared: bool) -> tuple[Party, ...]:
    """Everybody who can be asked on a criterion; the government only where it is asked the same."""
    ngos = (Party(PartyKind.NGO, rater) for rater in raters)
    return (*((GOVERNMENT,) if compared else ()), CIVIL_SOCIETY, *ngos)


@dataclass(frozen=True, slots=True)
class PartyAccount:
    """What one party says of one milestone, and whether that counts."""

    account: Middle | Silence
    """A level twice, or two levels that civil society stands between."""
    counting: Counting = Counting.COUNTED

    @property
    def heard(self) -> Middle | Silence | Counting:
        """The level where there is one that counts; otherwise the reason why not."""
        if isinstance(self.account, Silence) or self.counting in {Counting.COUNTED, Counting.INTERESTED}:
            return self.account
        return self.counting


def said(party: Party, row: MilestoneRatings, *, quorum: int, version: int) -> PartyAccount:
    """What a party says of one milestone; of a withdrawn one nothing is heard, whatever was said of it before.

    Where civil society stands is read by the version of the method that the scorecard was published under: the midpoint
    of two far levels is a level of its own in version 1.
    """
    if row.withdrawn:
        return PartyAccount(Silence.WITHDRAWN)
    if party.kind is PartyKind.GOVERNMENT:
        return PartyAccount(_level(row.government))
    if party.kind is PartyKind.CIVIL_SOCIETY:
        stands = counted(row.levels(), quorum=quorum, otherwise=row.silence_reason)
        if isinstance(stands, Silence):
            return PartyAccount(stands)
        return PartyAccount(Middle.around(midpoint(stands.levels)) if version == 1 else stands.middle)
    return next(
        (PartyAccount(_level(given.account), given.counting) for given in row.ratings if given.rater == party.ngo),
        PartyAccount(Silence.NOT_ASSESSED),
    )


def _level(account: Account) -> Middle | Silence:
    return account if isinstance(account, Silence) else Middle(account, account)


@dataclass(frozen=True, slots=True)
class Met:
    """A milestone of which both parties gave a level that counts."""

    milestone: str
    one: Middle
    other: Middle

    @property
    def distance(self) -> int:
        """By how many levels the first party is the more favourable; negative when it is the harsher.

        Of a party between two levels the nearer one counts, and whoever lies between them is as favourable.
        """
        return max(self.one.lower - self.other.upper, 0) - max(self.other.lower - self.one.upper, 0)

    @property
    def whole(self) -> bool:
        """Whether both stand on a level, so that the milestone has a cell in the table."""
        return not self.one.between and not self.other.between


@dataclass(frozen=True, slots=True)
class Missed:
    """A milestone that is left out, because one party or both gave no level that counts."""

    milestone: str
    one: PartyAccount
    other: PartyAccount


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parties side by side on one criterion."""

    levels: tuple[int, ...]
    """The rubric's full list, whether anybody gave a level or not."""
    met: tuple[Met, ...]
    missed: tuple[Missed, ...]

    @property
    def whole(self) -> tuple[Met, ...]:
        """The milestones in the table."""
        return tuple(met for met in self.met if met.whole)

    @property
    def between(self) -> tuple[Met, ...]:
        """Those that are beside it, because civil society stands between two levels."""
        return tuple(met for met in self.met if not met.whole)

    @property
    def confusion(self) -> tuple[tuple[int, ...], ...]:
        """How many milestones each combination of levels has: a row for each level of the first party."""
        cells = Counter((met.one.lower, met.other.lower) for met in self.whole)
        return tuple(tuple(cells[row, column] for column in self.levels) for row in self.levels)

    @property
    def distances(self) -> tuple[tuple[int, int], ...]:
        """Every distance that occurs with the number of its milestones, the first party's most favourable first."""
        found = Counter(met.distance for met in self.met)
        return tuple((distance, found[distance]) for distance in sorted(found, reverse=True))

    @property
    def higher(self) -> int:
        """On how many milestones the first party is the more favourable."""
        return sum(met.distance > 0 for met in self.met)

    @property
    def same(self) -> int:
        """On how many they give the same level."""
        return sum(met.distance == 0 for met in self.met)

    @property
    def lower(self) -> int:
        """On how many the first party is the harsher."""
        return sum(met.distance < 0 for met in self.met)

    @property
    def mean(self) -> Fraction | Undefined:
        """The mean distance in levels."""
        if not self.met:
            return Undefined.NO_PAIRS
        return Fraction(sum(met.distance for met in self.met), len(self.met))

    @property
    def exact(self) -> Fraction | Undefined:
        """The share of the table's milestones on which both give the same level."""
        return self._within(0)

    @property
    def adjacent(self) -> Fraction | Undefined:
        """The share of the table's milestones on which they differ by at most one level."""
        return self._within(1)

    @property
    def kappa(self) -> Fraction | Undefined:
        """Quadratic-weighted kappa over the table's milestones."""
        return weighted_kappa(((met.one.lower, met.other.lower) for met in self.whole), self.levels)

    def _within(self, levels: int) -> Fraction | Undefined:
        near = sum(abs(met.distance) <= levels for met in self.whole)
        return Fraction(near, len(self.whole)) if self.whole else Undefined.NO_PAIRS


def pair(
    one: Party, other: Party, rows: Iterable[MilestoneRatings], levels: Iterable[int], *, quorum: int, version: int
) -> Pair:
    """Set two parties side by side; ``rows`` are all milestones, in the plan's order."""
    met: list[Met] = []
    missed: list[Missed] = []
    for row in rows:
        first, second = (said(party, row, quorum=quorum, version=version) for party in (one, other))
        if isinstance(first.heard, Middle) and isinstance(second.heard, Middle):
            met.append(Met(row.milestone, first.heard, second.heard))
        else:
            missed.append(Missed(row.milestone, first, second))
    return Pair(tuple(levels), tuple(met), tuple(missed))

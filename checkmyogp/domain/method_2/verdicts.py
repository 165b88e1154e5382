"""How a government's account of one milestone stands against civil society's.

A verdict needs a majority of the NGOs; a tie is none. Only the order of levels is used: nothing is averaged.
Source: the published method, version 2, section "One milestone, one criterion".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum, unique

from checkmyogp.domain.divergence import Outcome, Support, Verdict
from checkmyogp.domain.findings import MilestoneRatings
from checkmyogp.domain.method_2.positions import CountedLevels, counted
from checkmyogp.domain.method_2.silences import foremost
from checkmyogp.domain.scales import Account, Silence


@unique
class Alignment(StrEnum):
    """What "aligned" means of one milestone. It is never called agreement."""

    ALL_THE_SAME = "all_the_same"
    """Every NGO gave the government's level."""

    NO_MAJORITY = "no_majority"
    """No majority scored lower or higher."""


@dataclass(frozen=True, slots=True)
class TwoAccounts:
    """Two accounts of the same promise, both present."""

    government: int
    civil_society: CountedLevels

    @property
    def support(self) -> Support:
        """How many NGOs stand below, at and above the government's level."""
        levels = self.civil_society.levels
        return Support(
            below=sum(level < self.government for level in levels),
            at=sum(level == self.government for level in levels),
            above=sum(level > self.government for level in levels),
        )

    @property
    def verdict(self) -> Verdict:
        """Which side a majority of the NGOs finds higher."""
        support = self.support
        if 2 * support.below > support.raters:
            return Verdict.GOVERNMENT_HIGHER
        if 2 * support.above > support.raters:
            return Verdict.CIVIL_SOCIETY_HIGHER
        return Verdict.ALIGNED

    @property
    def distance(self) -> int:
        """Levels from the government's to the nearer of the middle two; never negative."""
        middle = self.civil_society.middle
        return min(abs(self.government - middle.lower), abs(self.government - middle.upper))

    @property
    def signed_distance(self) -> int:
        """The distance where the government is higher, less than nothing where civil society is; 0 where aligned.

        A government between the middle two lies some way from both, and higher than neither.
        """
        match self.verdict:
            case Verdict.GOVERNMENT_HIGHER:
                return self.distance
            case Verdict.CIVIL_SOCIETY_HIGHER:
                return -self.distance
            case Verdict.ALIGNED:
                return 0

    @property
    def alignment(self) -> Alignment:
        """What the page says where the verdict is "aligned"."""
        return Alignment.ALL_THE_SAME if self.support.at == self.support.raters else Alignment.NO_MAJORITY


def compare_accounts(government: Account, civil_society: CountedLevels | Silence) -> TwoAccounts | Silence:
    """Set the two accounts side by side, or name the silence that forbids it."""
    if not isinstance(government, Silence) and not isinstance(civil_society, Silence):
        return TwoAccounts(government, civil_society)
    return foremost(side for side in (government, civil_society) if isinstance(side, Silence))


def outcome_of(compared: TwoAccounts | Silence) -> Outcome:
    """The verdict, or the silence in its place."""
    return compared.verdict if isinstance(compared, TwoAccounts) else compared


@dataclass(frozen=True, slots=True)
class MilestoneFinding:
    """One milestone on one criterion: each side by itself, then both."""

    row: MilestoneRatings
    """Of a withdrawn milestone: what is heard of it, which is nothing."""
    civil_society: CountedLevels | Silence
    compared: TwoAccounts | Silence
    without_interested: TwoAccounts | Silence

    @property
    def government(self) -> Account:
        """What the government said, or why it said nothing."""
        return self.row.government

    @property
    def outcome(self) -> Outcome:
        """The verdict, or the silence in its place."""
        return outcome_of(self.compared)

    @property
    def fragile(self) -> bool:
        """Whether there is a verdict that changes, or is lost, once the interested NGOs are left out."""
        return isinstance(self.compared, TwoAccounts) and outcome_of(self.without_interested) != self.outcome


def find(said: MilestoneRatings, *, quorum: int) -> MilestoneFinding:
    """What one milestone comes to, with and without the interested NGOs."""
    row = said.effective
    stands = counted(row.levels(), quorum=quorum, otherwise=row.silence_reason)
    otherwise = Silence.NO_QUORUM if row.levels() else row.silence_reason
    without = counted(row.levels(interested=False), quorum=quorum, otherwise=otherwise)
    return MilestoneFinding(
        row=row,
        civil_society=stands,
        compared=compare_accounts(row.government, stands),
        without_interested=compare_accounts(row.government, without),
    )


def find_all(rows: Iterable[MilestoneRatings], *, quorum: int) -> tuple[MilestoneFinding, ...]:
    """What each milestone comes to, in the order given."""
    return tuple(find(row, quorum=quorum) for row in rows)


def active(findings: Iterable[MilestoneFinding]) -> tuple[MilestoneFinding, ...]:
    """Those of the milestones that were not withdrawn."""
    return tuple(finding for finding in findings if not finding.row.withdrawn)


def verdicts(findings: Sequence[MilestoneFinding]) -> dict[str, Verdict]:
    """For each comparable milestone, in the order given, its verdict."""
    return {
        finding.row.milestone: finding.compared.verdict
        for finding in active(findings)
        if isinstance(finding.compared, TwoAccounts)
    }

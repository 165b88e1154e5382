"""What a round comes to: each milestone compared, then counted over commitments and the plan.

A finding is about one criterion. Its input is what was said (``Row``); its output is exact.
Source: the published method, sections "One milestone, one criterion" and "A commitment, a plan".
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum, unique
from fractions import Fraction

from checkmyogp.domain.divergence import (
    Divergence,
    Outcome,
    Position,
    Verdict,
    compare,
    outcome,
    position,
    silence_reason,
)
from checkmyogp.domain.scales import Account, Silence


@unique
class Counting(StrEnum):
    """Whether a rater's answer counts, and if not, why not."""

    COUNTED = "counted"
    INTERESTED = "interested"
    """Counted, and marked: the rater supports the milestone or declared a stake."""
    RECUSED = "recused"
    """Not counted: the rater leads the milestone or declared a stake that excludes it."""
    NOT_ACCREDITED = "not_accredited"
    """Not counted: the rater was not accredited when the round closed."""


COUNTS = frozenset({Counting.COUNTED, Counting.INTERESTED})


@dataclass(frozen=True, slots=True)
class Rating:
    """One NGO's answer on one criterion of one milestone."""

    rater: str
    account: Account
    counting: Counting

    @property
    def counts(self) -> bool:
        """Whether it is among the counted ones, marked or not."""
        return self.counting in COUNTS


@dataclass(frozen=True, slots=True)
class MilestoneRatings:
    """Everything said of one milestone on one criterion."""

    milestone: str
    commitment: str
    """The number of the commitment at the top: 5 for milestone 5.1.2."""
    withdrawn: bool
    government: Account
    ratings: tuple[Rating, ...]

    def levels(self, *, without: frozenset[str] = frozenset(), interested: bool = True) -> tuple[int, ...]:
        """The counted levels, optionally without some raters or without the interested ones."""
        wanted = COUNTS if interested else COUNTS - {Counting.INTERESTED}
        return tuple(
            rating.account
            for rating in self.ratings
            if rating.counting in wanted and rating.rater not in without and not isinstance(rating.account, Silence)
        )

    @property
    def by_rater(self) -> dict[str, int]:
        """The counted level of each NGO that gave one."""
        return {
            rating.rater: rating.account
            for rating in self.ratings
            if rating.counts and not isinstance(rating.account, Silence)
        }

    @property
    def has_interested(self) -> bool:
        """Whether a counted level comes from an NGO with a stake."""
        return any(
            rating.counting is Counting.INTERESTED and not isinstance(rating.account, Silence)
            for rating in self.ratings
        )

    @property
    def effective(self) -> "MilestoneRatings":
        """The same row; of a withdrawn milestone nothing is heard, whatever was said of it before."""
        return replace(self, government=Silence.WITHDRAWN, ratings=()) if self.withdrawn else self

    @property
    def silence_reason(self) -> Silence:
        """What civil society's silence is called while no level counts."""
        if self.withdrawn:
            return Silence.WITHDRAWN
        return silence_reason(
            uncounted=sum(not rating.counts and not isinstance(rating.account, Silence) for rating in self.ratings),
            silences=[rating.account for rating in self.ratings if isinstance(rating.account, Silence)],
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """One milestone, both parties, one criterion."""

    row: MilestoneRatings
    civil_society: Position | Silence
    divergence: Divergence | Silence
    without_interested: Divergence | Silence

    @property
    def outcome(self) -> Outcome:
        """The verdict, or the silence in its place."""
        return outcome(self.divergence)

    @property
    def fragile(self) -> bool:
        """Whether the verdict changes once the interested NGOs are left out."""
        return outcome(self.without_interested) != self.outcome


def compare_row(said: MilestoneRatings, *, quorum: int) -> Comparison:
    """Set the parties side by side, with and without the interested NGOs."""
    row = said.effective
    return Comparison(
        row=row,
        civil_society=position(row.levels(), quorum=quorum, otherwise=row.silence_reason),
        divergence=compare(row.government, row.levels(), quorum=quorum, otherwise=row.silence_reason),
        without_interested=compare(
            row.government,
            row.levels(interested=False),
            quorum=quorum,
            otherwise=Silence.NO_QUORUM if row.levels() else row.silence_reason,
        ),
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over the active milestones of a plan or a commitment. The outcomes add up to ``active``."""

    active: int
    withdrawn: int
    reported: int
    assessed: int
    comparable: int
    government_at_top: int
    civil_society_at_top: int
    split: int
    fragile: int
    outcomes: tuple[tuple[Outcome, int], ...]


OUTCOMES: tuple[Outcome, ...] = (
    *Verdict,
    *(silence for silence in Silence if silence not in {Silence.RECUSED, Silence.WITHDRAWN}),
)
"""Everything an active milestone can come to, in the order it is listed."""


def tally(comparisons: Iterable[Comparison], *, top: int) -> Tally:
    """Count over the active milestones; ``top`` is the criterion's highest level ("complete")."""
    everything = tuple(comparisons)
    active = [comparison for comparison in everything if not comparison.row.withdrawn]
    counted = Counter(comparison.outcome for comparison in active)
    positions = [item.civil_society for item in active if isinstance(item.civil_society, Position)]
    return Tally(
        active=len(active),
        withdrawn=len(everything) - len(active),
        reported=sum(comparison.row.government != Silence.NOT_REPORTED for comparison in active),
        assessed=len(positions),
        comparable=sum(isinstance(comparison.divergence, Divergence) for comparison in active),
        government_at_top=sum(comparison.row.government == top for comparison in active),
        civil_society_at_top=sum(stands.median == top for stands in positions),
        split=sum(stands.split for stands in positions),
        fragile=sum(comparison.fragile for comparison in active),
        outcomes=tuple((name, counted[name]) for name in OUTCOMES),
    )


@dataclass(frozen=True, slots=True)
class Sum:
    """Signed divergences of one commitment, ready to be added to others."""

    total: Fraction
    milestones: int


def divergence_sums(comparisons: Iterable[Comparison]) -> tuple[Sum, ...]:
    """One sum per commitment with a comparable milestone, in the plan's order: what the bootstrap resamples."""
    sums: dict[str, Sum] = {}
    for comparison in comparisons:
        if comparison.row.withdrawn or isinstance(comparison.divergence, Silence):
            continue
        before = sums.get(comparison.row.commitment, Sum(Fraction(0), 0))
        after = Sum(before.total + comparison.divergence.signed, before.milestones + 1)
        sums[comparison.row.commitment] = after
    return tuple(sums.values())


def mean_divergence(sums: Sequence[Sum]) -> Fraction | Silence:
    """The mean signed divergence over comparable milestones."""
    milestones = sum(part.milestones for part in sums)
    if not milestones:
        return Silence.NOT_ASSESSED
    return sum((part.total for part in sums), Fraction(0)) / milestones


def leave_one_out(rows: Sequence[MilestoneRatings], *, quorum: int) -> tuple[tuple[str, int], ...]:
    """For each NGO, in order of its key: how many milestones say "government higher" once it is left out."""
    active = [row for row in rows if not row.withdrawn]
    raters = sorted({rating.rater for row in active for rating in row.ratings if rating.counts})
    return tuple(
        (
            rater,
            sum(
                outcome(compare(row.government, row.levels(without=frozenset({rater})), quorum=quorum))
                == Verdict.GOVERNMENT_HIGHER
                for row in active
            ),
        )
        for rater in raters
    )


def ratings(rows: Iterable[MilestoneRatings]) -> dict[str, dict[str, int]]:
    """What agreement among NGOs is computed from: the counted levels of each active milestone that has any."""
    return {row.milestone: row.by_rater for row in rows if not row.withdrawn and row.levels()}


def clusters(rows: Iterable[MilestoneRatings]) -> dict[str, list[str]]:
    """For each commitment with an active milestone, in the plan's order, those of them that have counted levels."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if not row.withdrawn:
            found.setdefault(row.commitment, []).extend([row.milestone] if row.levels() else [])
    return found


def commitment_level(levels: Iterable[Fraction | int], *, otherwise: Silence) -> int | Silence:
    """One derived level for a commitment, from its milestones that have one: their median, rounded down.

    Where all milestones are complete that is complete; where none is started, not started.
    """
    ascending = sorted(Fraction(level) for level in levels)
    if not ascending:
        return otherwise
    half, odd = divmod(len(ascending), 2)
    middle = ascending[half] if odd else (ascending[half - 1] + ascending[half]) / 2
    return middle.numerator // middle.denominator

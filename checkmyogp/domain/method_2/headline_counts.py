"""What a selection of milestones comes to in counts, each with the milestones it is counted among.

Source: the published method, version 2, section "A plan, a commitment, an agency, any selection".
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum, unique
from fractions import Fraction

from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.divergence import Outcome, Verdict
from checkmyogp.domain.method_2.silences import PRECEDENCE
from checkmyogp.domain.method_2.verdicts import MilestoneFinding, TwoAccounts, active
from checkmyogp.domain.scales import Silence


@unique
class Headline(StrEnum):
    """A count over active milestones. The values are the keys for snapshots and exports."""

    POSITIONS = "positions"
    """Civil society has a position."""
    POSITIONS_AT_TOP = "positions_at_top"
    """Among the positions: at the top."""
    COMPARABLE = "comparable"
    """Both judged."""
    GOVERNMENT_HIGHER = "government_higher"
    """Among the comparable ones."""
    ALIGNED = "aligned"
    """Among the comparable ones."""
    CIVIL_SOCIETY_HIGHER = "civil_society_higher"
    """Among the comparable ones."""
    GOVERNMENT_AT_TOP = "government_at_top"
    """Among the comparable ones: the government gives the highest level."""
    CIVIL_SOCIETY_AT_TOP = "civil_society_at_top"
    """Among the comparable ones: civil society is at the top."""
    BOTH_AT_TOP = "both_at_top"
    """Among those of which the government says so, civil society does too."""


OF_VERDICTS = {verdict: Headline(verdict.value) for verdict in Verdict}
"""Where each verdict is counted."""


def headlines(finding: MilestoneFinding, highest: int) -> frozenset[Headline]:
    """The counts that one active milestone is in; ``highest`` is the criterion's highest level ("complete")."""
    if isinstance(finding.civil_society, Silence):
        return frozenset()
    return of_position(
        finding.outcome,
        at_top=finding.civil_society.at_top(highest),
        government_at_top=finding.government == highest,
    )


def of_position(outcome: Outcome, *, at_top: bool, government_at_top: bool) -> frozenset[Headline]:
    """The counts that an active milestone is in on which civil society has a position."""
    found = {Headline.POSITIONS, *([Headline.POSITIONS_AT_TOP] if at_top else [])}
    if isinstance(outcome, Verdict):
        found |= {Headline.COMPARABLE, OF_VERDICTS[outcome]}
        found |= {Headline.GOVERNMENT_AT_TOP} if government_at_top else set()
        found |= {Headline.CIVIL_SOCIETY_AT_TOP} if at_top else set()
        found |= {Headline.BOTH_AT_TOP} if at_top and government_at_top else set()
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class PlanCounts:
    """A selection of milestones in counts.

    The verdicts add up to the comparable milestones, and these, with what cannot be compared, to the active ones.
    """

    active: int
    withdrawn: int
    counts: tuple[tuple[Headline, int], ...]
    """Every headline, in the order of ``Headline``."""
    not_comparable: tuple[tuple[Silence, int], ...]
    """Why the others cannot be compared, one silence each by the published precedence; every silence has a line."""
    due: int
    """How many active milestones were due by the end of the period."""

    def of(self, headline: Headline) -> int:
        """One of the counts."""
        return dict(self.counts)[headline]


def plan_counts(findings: Iterable[MilestoneFinding], *, highest: int, due: Collection[str]) -> PlanCounts:
    """Count over any selection; ``due`` names the milestones that were due by the end of the round's period."""
    everything = tuple(findings)
    heard = active(everything)
    counts = Counter(headline for finding in heard for headline in headlines(finding, highest))
    reasons = Counter(finding.compared for finding in heard if isinstance(finding.compared, Silence))
    return PlanCounts(
        active=len(heard),
        withdrawn=len(everything) - len(heard),
        counts=tuple((headline, counts[headline]) for headline in Headline),
        not_comparable=tuple((silence, reasons[silence]) for silence in PRECEDENCE if silence != Silence.WITHDRAWN),
        due=sum(finding.row.milestone in due for finding in heard),
    )


def mean_distance(findings: Iterable[MilestoneFinding]) -> Fraction | Undefined:
    """The mean of signed distances over comparable milestones, in levels: a description, never the finding."""
    signed = [each.compared.signed_distance for each in active(findings) if isinstance(each.compared, TwoAccounts)]
    return Fraction(sum(signed), len(signed)) if signed else Undefined.NO_PAIRS

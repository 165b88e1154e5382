"""What was said of each milestone on one criterion, with what it was read from: the input of every recomputation.

A ``Row`` is what the method takes; a record also knows what an NGO said before it revised and which band of which
crosswalk an agency's level was read from, so that the same scores can be read otherwise.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from checkmyogp.domain.findings import Counting, MilestoneRatings, Rating
from checkmyogp.domain.scales import Account, Silence


@dataclass(frozen=True, slots=True)
class BandRead:
    """The band that an agency reported, and the version of the crosswalk that turned it into a level."""

    crosswalk: str
    version: int
    band: str


@dataclass(frozen=True, slots=True)
class StandingReport:
    """The government's account that stands: the latest report, or the silence of a milestone without one."""

    account: Account
    read_from: BandRead | None = None
    """Nothing where the agency reported a level, or nobody reported."""


NOT_REPORTED = StandingReport(Silence.NOT_REPORTED)


@dataclass(frozen=True, slots=True)
class RatingRecord:
    """One NGO's answer as it stands, and as it was given first where it was revised."""

    rater: str
    counting: Counting
    account: Account
    first: Account | None = None
    """What it said before it revised; nothing where its first account stands."""

    @property
    def before_replies(self) -> "RatingRecord":
        """The answer as it was before anybody replied."""
        return self if self.first is None else replace(self, account=self.first, first=None)


@dataclass(frozen=True, slots=True)
class MilestoneRecord:
    """Everything said of one milestone on one criterion."""

    milestone: str
    commitment: str
    """The number of the commitment at the top: 5 for milestone 5.1.2."""
    withdrawn: bool
    report: StandingReport
    ratings: tuple[RatingRecord, ...]

    @property
    def row(self) -> MilestoneRatings:
        """The same as the method takes it."""
        return MilestoneRatings(
            milestone=self.milestone,
            commitment=self.commitment,
            withdrawn=self.withdrawn,
            government=self.report.account,
            ratings=tuple(Rating(each.rater, each.account, each.counting) for each in self.ratings),
        )


Records = Sequence[MilestoneRecord]
"""All milestones of a scorecard on one criterion, in the plan's order."""


def rows(records: Records) -> list[MilestoneRatings]:
    """The records as the method takes them, in the same order."""
    return [record.row for record in records]


def before_replies(records: Records) -> list[MilestoneRecord]:
    """The same records as they were before anybody revised anything."""
    return [replace(record, ratings=tuple(rating.before_replies for rating in record.ratings)) for record in records]

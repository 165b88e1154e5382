"""A scorecard on one criterion, with everything that was said on it as the method takes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from checkmyogp.domain import findings, records
from checkmyogp.domain.findings import MilestoneRatings
from checkmyogp.domain.pairs import Pair, Party, pair, parties
from checkmyogp.domain.records import MilestoneRecord
from checkmyogp.domain.rubrics import Criterion
from checkmyogp.snapshots.criteria import CriterionView
from checkmyogp.snapshots.reader import Scorecard


@dataclass(frozen=True)
class CriterionData:
    """One criterion of a scorecard: its words and published figures, and the scores they come from."""

    scorecard: Scorecard
    key: str

    @property
    def view(self) -> CriterionView:
        """Its words and the snapshot's own figures."""
        return self.scorecard.criteria[self.key]

    @cached_property
    def criterion(self) -> Criterion:
        """The criterion as the method takes it."""
        return self.scorecard.judged(self.key)

    @cached_property
    def records(self) -> list[MilestoneRecord]:
        """Everything said on it, in the plan's order."""
        return self.scorecard.records(self.key)

    @cached_property
    def rows(self) -> list[MilestoneRatings]:
        """The same as the method takes it."""
        return records.rows(self.records)

    @cached_property
    def ratings(self) -> Mapping[str, Mapping[str, int]]:
        """The levels that agreement among NGOs is computed from."""
        return findings.ratings(self.rows)

    @cached_property
    def parties(self) -> Mapping[str, Party]:
        """Who can be set side by side, by key."""
        return {party.key: party for party in parties(self.scorecard.raters, compared=self.view.compared)}

    def pair(self, one: str, other: str) -> Pair:
        """Two parties side by side, given by their keys."""
        sides = self.parties[one], self.parties[other]
        method = self.scorecard.method
        return pair(*sides, self.rows, self.criterion.values, quorum=method.quorum, version=method.version)

"""Everything said in a round, read in a few queries, and which of it stands."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from checkmyogp.assessment import queries as assessment
from checkmyogp.assessment.models import ConflictOfInterest, Score
from checkmyogp.domain.conflicts import ConflictLevel
from checkmyogp.domain.findings import Counting
from checkmyogp.domain.revisions import standing_levels
from checkmyogp.domain.scales import Account, Silence
from checkmyogp.plans.models import Organisation
from checkmyogp.replies import queries as reply_queries
from checkmyogp.replies.models import Reply
from checkmyogp.reporting import queries as reporting
from checkmyogp.reporting.models import SelfReport
from checkmyogp.snapshots import queries
from checkmyogp.snapshots.recovered import RecoveredVoices, recovered_voices


@dataclass(frozen=True, slots=True)
class RoundRecord:
    """Everything said in a round, by milestone."""

    scores: dict[uuid.UUID, list[Score]]
    reports: dict[uuid.UUID, list[SelfReport]]
    conflicts: dict[tuple[uuid.UUID, uuid.UUID], list[ConflictOfInterest]]
    counting: dict[tuple[uuid.UUID, uuid.UUID], Counting]
    replies: dict[uuid.UUID, list[Reply]]
    accredited: Sequence[Organisation]
    """Who was accredited when the round closed, by key, whether it scored or not; kept from version 2 on."""
    recovered: RecoveredVoices
    """What came from seats that were recovered while the round was open."""
    revised: Mapping[tuple[uuid.UUID, uuid.UUID, str], int]
    """By milestone, NGO and criterion the level that stands after the answers to replies, where it is another one."""

    @classmethod
    def of(cls, round_id: uuid.UUID) -> "RoundRecord":
        """Read it all."""
        scores, reports, conflicts = defaultdict(list), defaultdict(list), defaultdict(list)
        for score in assessment.scores(round_id):
            scores[score.milestone_id].append(score)
        for report in reporting.reports(round_id):
            reports[report.milestone_id].append(report)
        for conflict in assessment.conflicts(round_id):
            conflicts[conflict.milestone_id, conflict.organisation_id].append(conflict)
        replies: dict[uuid.UUID, list[Reply]] = defaultdict(list)
        for reply in reply_queries.replies(round_id):
            replies[reply.milestone_id].append(reply)
        return cls(
            scores=scores,
            reports=reports,
            conflicts=conflicts,
            counting=queries.counting(round_id),
            replies=replies,
            accredited=queries.accredited(round_id),
            recovered=recovered_voices(round_id),
            revised=_revised(round_id, scores),
        )

    def at_the_close(self) -> "RoundRecord":
        """The same before anybody replied."""
        return replace(self, replies=defaultdict(list), revised={})

    def account(self, score: Score) -> Account:
        """The account that stands: the revised level, or what was said first."""
        return self.revised.get((score.milestone_id, score.organisation_id, score.criterion), score.account)

    def recused(self, milestone_id: uuid.UUID) -> list[str]:
        """The keys of the accredited NGOs that must not score a milestone, by the plan or as they declared, in order.

        Not in the order of a database, which may put "ngo-a-2" elsewhere than everybody who checks a file.
        """
        return sorted(
            ngo.key
            for ngo in self.accredited
            if any(row.level is ConflictLevel.RECUSED for row in self.conflicts.get((milestone_id, ngo.id), ()))
        )

    def standing(self, milestone_id: uuid.UUID, criterion: str) -> SelfReport | None:
        """The latest report on a criterion, which is the one that stands."""
        return next((report for report in self.reports[milestone_id] if report.criterion == criterion), None)

    def government(self, milestone_id: uuid.UUID, criterion: str) -> Account:
        """The government's account, or its silence."""
        report = self.standing(milestone_id, criterion)
        return report.account if report else Silence.NOT_REPORTED


def _revised(
    round_id: uuid.UUID, scores: Mapping[uuid.UUID, Sequence[Score]]
) -> dict[tuple[uuid.UUID, uuid.UUID, str], int]:
    stand = {pair: standing_levels(revisions) for pair, revisions in reply_queries.revisions(round_id).items()}
    return {
        (score.milestone_id, score.organisation_id, score.criterion): level
        for of_milestone in scores.values()
        for score in of_milestone
        for level in (stand.get((score.milestone_id, score.organisation_id), {}).get(score.criterion, score.account),)
        if level != score.account and isinstance(level, int)
    }

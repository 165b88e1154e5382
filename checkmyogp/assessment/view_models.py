"""A round as one NGO's members see it: what is done, begun and left, and what stands between them and a milestone."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checkmyogp.assessment import queries, services
from checkmyogp.assessment.models import Submission
from checkmyogp.domain import canon, drafts
from checkmyogp.domain.conflicts import ConflictLevel, FoundConflict, strongest
from checkmyogp.domain.drafts import EMPTY, DraftProgress, Progress, Sheet, Submitted
from checkmyogp.domain.rubrics import Missing
from checkmyogp.drafting.models import DraftColumns
from checkmyogp.drafting.view_models import Overview, Workspace, fingerprint
from checkmyogp.rounds.models import RoundMilestone
from checkmyogp.rounds.words.reader import ScoredCommitment, ScoredEdition
from checkmyogp.rubrics import queries as rubrics


@dataclass(frozen=True, slots=True)
class AssessedLine:
    """One milestone of the list."""

    number: str
    edition: ScoredEdition
    commitment: ScoredCommitment
    standing: DraftProgress
    counting: Submitted
    conflicts: tuple[ConflictLevel, ...]
    """What decides whether its score counts: at most one, the strongest."""

    @property
    def waits(self) -> bool:
        """Whether it is not complete."""
        return self.standing.waits

    @property
    def written(self) -> bool:
        """Whether anything is written on it."""
        return self.standing.progress is not Progress.LEFT

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What it lacks to be submitted."""
        return self.standing.missing


class AssessmentOverview(Overview[AssessedLine]):
    """All that an NGO has to say in a round."""

    @property
    def done(self) -> int:
        """How many milestones are complete."""
        return sum(not line.waits for line in self.lines)

    @property
    def offers_submitting(self) -> bool:
        """Whether there is a reason to look through it all: what is missing stands there as well."""
        return True

    @property
    def left(self) -> list[str]:
        """The milestones that nobody has begun."""
        return [line.number for line in self.lines if not line.written]

    @property
    def begun(self) -> list[AssessedLine]:
        """The milestones that somebody has begun and that lack something."""
        return [line for line in self.lines if line.missing]


def overview(workspace: Workspace) -> AssessmentOverview:
    """Every milestone of the round with how far it has come, in the plan's order."""
    round_, organisation = workspace.round, workspace.organisation
    milestones = queries.assessments.milestones(round_, organisation)
    written = queries.assessments.drafts(round_.id, organisation.id, recovery=workspace.recovery)
    latest = queries.assessments.latest(round_, organisation.id, recovery=workspace.recovery)
    versions = queries.assessments.last_version(round_.id, organisation.id)
    submitted = _Sealed.in_(latest)
    found = _by_milestone(services.found_conflicts(round_=round_, organisation=organisation, milestones=milestones))
    rubric = rubrics.as_domain(round_.rubric)

    def line(pinned: RoundMilestone) -> AssessedLine:
        number = pinned.milestone.number
        draft = written.get(number)
        sheet = Sheet.restored(draft.answers) if draft else EMPTY
        standing = drafts.standing(sheet, rubric)
        conflicts = _decisive(found.get(pinned.milestone_id, []), sheet)
        counting = submitted.counting(number, draft, sheet, standing)
        return AssessedLine(number, pinned.scored, pinned.commitment, standing, counting, conflicts)

    return AssessmentOverview([line(pinned) for pinned in milestones], fingerprint(written), latest, versions)


@dataclass(frozen=True, slots=True)
class _Sealed:
    """What the latest submission holds, by the number of the milestone."""

    answers: Mapping[str, Any]
    declared: Mapping[str, Any]

    @classmethod
    def in_(cls, submission: Submission | None) -> "_Sealed":
        content: dict[str, Any] = json.loads(submission.content) if submission else {"answers": {}, "conflicts": []}
        return cls(content["answers"], {row["milestone"]: row for row in content["conflicts"]})

    def counting(self, number: str, draft: DraftColumns | None, sheet: Sheet, standing: DraftProgress) -> Submitted:
        """What of a milestone counts. Whoever has no draft submitted by another way, and has changed nothing since."""
        if number not in self.answers and number not in self.declared:
            return Submitted.NOTHING
        if draft is None or (standing.progress is Progress.DONE and self._holds(number, sheet)):
            return Submitted.AS_WRITTEN
        return Submitted.EARLIER

    def _holds(self, number: str, sheet: Sheet) -> bool:
        """Whether a whole sheet is what was submitted, to the letter."""
        answers = {key: services.plain(given) for key, given in drafts.answers({number: sheet})[number].items()}
        declared = [services.at_stake(number, each) for each in drafts.declarations({number: sheet}).values()]
        written = json.loads(canon.canonical({"answers": answers, "declared": declared}))
        submitted = [self.declared[number]] if number in self.declared else []
        return written == {"answers": self.answers.get(number), "declared": submitted}


def _by_milestone(found: Sequence[FoundConflict]) -> dict[uuid.UUID, list[FoundConflict]]:
    sorted_: dict[uuid.UUID, list[FoundConflict]] = {}
    for conflict in found:
        sorted_.setdefault(uuid.UUID(conflict.milestone), []).append(conflict)
    return sorted_


def _decisive(found: Sequence[FoundConflict], sheet: Sheet) -> tuple[ConflictLevel, ...]:
    levels = [conflict.level for conflict in found]
    if sheet.declared.level:
        levels.append(ConflictLevel(sheet.declared.level))
    return (strongest(levels),) if levels else ()

"""A round as one NGO's members see it: what is done, begun and left, and what stands between them and a milestone."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checkmyogp.assessment import queries, services
from checkmyogp.assessment.models import Draft, RecoveredDraft
from checkmyogp.domain import drafts
from checkmyogp.domain.conflicts import Conflict, ConflictLevel, Found, strongest
from checkmyogp.domain.drafts import EMPTY, Progress, Sheet, Standing
from checkmyogp.domain.rubrics import Missing
from checkmyogp.plans.models import Commitment, Edition, Organisation
from checkmyogp.rounds import queries as rounds
from checkmyogp.rounds.models import Round, RoundMilestone
from checkmyogp.rubrics import queries as rubrics


@dataclass(frozen=True, slots=True)
class Line:
    """One milestone of the list."""

    number: str
    edition: Edition
    standing: Standing
    conflicts: tuple[ConflictLevel, ...]
    """What decides whether its score counts: at most one, the strongest."""


@dataclass(frozen=True, slots=True)
class Part:
    """A commitment with its milestones."""

    commitment: Commitment
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Overview:
    """All that an NGO has to say in a round."""

    parts: list[Part]
    standings: Mapping[str, Standing]
    """By number, in the plan's order; withdrawn milestones are left out."""
    reviewed: str
    """What tells these drafts from any later state of them."""

    @property
    def done(self) -> int:
        """How many milestones are complete."""
        return len(self._in(Progress.DONE))

    @property
    def left(self) -> list[str]:
        """The milestones that nobody has begun."""
        return self._in(Progress.LEFT)

    @property
    def begun(self) -> Mapping[str, Sequence[Missing]]:
        """What the milestones that somebody has begun still lack."""
        return {number: standing.missing for number, standing in self.standings.items() if standing.missing}

    def next_after(self, number: str = "") -> str:
        """The next milestone that is not complete; empty when all are."""
        waiting = drafts.incomplete_after(self.standings, number)
        return waiting[0] if waiting else ""

    def _in(self, progress: Progress) -> list[str]:
        return [number for number, standing in self.standings.items() if standing.progress is progress]


@dataclass(frozen=True, slots=True)
class Place:
    """One milestone of a round, ready to be written on."""

    round: Round
    organisation: Organisation
    pinned: RoundMilestone
    found: tuple[Conflict, ...]
    """What the plan says the organisation has at stake in it."""
    recovery: uuid.UUID | None = None
    """The recovery by which the visitor came, if it writes on sheets of its own for that."""

    @property
    def number(self) -> str:
        """The milestone's number."""
        return self.pinned.milestone.number

    def draft(self) -> Draft | RecoveredDraft | None:
        """What is saved at this moment."""
        return queries.draft(self.round.id, self.pinned.milestone_id, self.organisation.id, self.recovery)


def overview(round_: Round, organisation: Organisation, recovery: uuid.UUID | None = None) -> Overview:
    """Every milestone of the round with how far it has come, in the plan's order; ``recovery`` as for ``Place``."""
    milestones = queries.assessable(rounds.pinned(round_.id))
    written = queries.drafts(round_.id, organisation.id, recovery)
    sheets = {number: Sheet.restored(draft.answers) for number, draft in written.items()}
    found = _by_milestone(services.found_conflicts(round_=round_, organisation=organisation, milestones=milestones))
    rubric = rubrics.as_domain(round_.rubric)
    parts: list[Part] = []
    for pinned in milestones:
        number = pinned.milestone.number
        sheet = sheets.get(number, EMPTY)
        conflicts = _decisive(found.get(pinned.milestone_id, []), sheet)
        if not parts or parts[-1].commitment.id != pinned.milestone.commitment_id:
            parts.append(Part(pinned.milestone.commitment, []))
        parts[-1].lines.append(Line(number, pinned.edition, drafts.standing(sheet, rubric), conflicts))
    return Overview(
        parts,
        {line.number: line.standing for part in parts for line in part.lines},
        drafts.fingerprint({number: draft.revision for number, draft in written.items()}),
    )


def _by_milestone(found: Sequence[Found]) -> dict[uuid.UUID, list[Found]]:
    sorted_: dict[uuid.UUID, list[Found]] = {}
    for conflict in found:
        sorted_.setdefault(uuid.UUID(conflict.milestone), []).append(conflict)
    return sorted_


def _decisive(found: Sequence[Found], sheet: Sheet) -> tuple[ConflictLevel, ...]:
    levels = [conflict.level for conflict in found]
    if sheet.declared.level:
        levels.append(ConflictLevel(sheet.declared.level))
    return (strongest(levels),) if levels else ()


def place(round_: Round, organisation: Organisation, number: str, recovery: uuid.UUID | None = None) -> Place | None:
    """This milestone of the round; nothing where it has none, or it was taken out of the plan."""
    for pinned in queries.assessable(rounds.pinned(round_.id)):
        if pinned.milestone.number == number:
            found = services.found_conflicts(round_=round_, organisation=organisation, milestones=[pinned])
            return Place(round_, organisation, pinned, tuple(conflict.conflict for conflict in found), recovery)
    return None

"""A round as one agency's reporters see it: what is reported, drafted and left."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checkmyogp.domain import drafts
from checkmyogp.domain.rubrics import Missing
from checkmyogp.domain.self_reports import NOTHING_TYPED, ReportSheet, Stage, stage, waiting_after
from checkmyogp.plans.models import Commitment, Edition, Organisation
from checkmyogp.reporting import queries
from checkmyogp.reporting.models import RecoveredReportDraft, ReportDraft
from checkmyogp.rounds.models import Round, RoundMilestone


@dataclass(frozen=True, slots=True)
class Line:
    """One milestone of the list."""

    number: str
    edition: Edition
    commitment: Commitment
    stage: Stage
    missing: tuple[Missing, ...]
    again: bool
    """Whether something was reported before what is written now."""


@dataclass(frozen=True, slots=True)
class Overview:
    """All that an agency has to report in a round."""

    lines: list[Line]
    """In the plan's order; withdrawn milestones are left out."""
    reviewed: str
    """What tells these drafts from any later state of them."""

    @property
    def stages(self) -> Mapping[str, Stage]:
        """By number."""
        return {line.number: line.stage for line in self.lines}

    @property
    def reported(self) -> int:
        """On how many milestones something was reported."""
        return sum(line.stage is Stage.REPORTED or line.again for line in self.lines)

    def at(self, wanted: Stage) -> list[Line]:
        """The milestones that have come so far."""
        return [line for line in self.lines if line.stage is wanted]

    @property
    def ready(self) -> list[Line]:
        """What would be submitted."""
        return self.at(Stage.READY)

    @property
    def drafted(self) -> list[Line]:
        """What is begun and lacks something."""
        return self.at(Stage.DRAFTED)

    def next_after(self, number: str = "") -> str:
        """The next milestone with nothing ready or reported; empty when all are."""
        waiting = waiting_after(self.stages, number)
        return waiting[0] if waiting else ""


@dataclass(frozen=True, slots=True)
class Place:
    """One milestone of a round, ready to be reported on."""

    round: Round
    organisation: Organisation
    pinned: RoundMilestone
    recovery: uuid.UUID | None = None
    """The recovery by which the visitor came, if it writes on sheets of its own for that."""

    @property
    def number(self) -> str:
        """The milestone's number."""
        return self.pinned.milestone.number

    def draft(self) -> ReportDraft | RecoveredReportDraft | None:
        """What is saved at this moment."""
        return queries.draft(self.round.id, self.pinned.milestone_id, self.organisation.id, self.recovery)


def overview(round_: Round, organisation: Organisation, recovery: uuid.UUID | None = None) -> Overview:
    """Every milestone that the agency leads, with how far it has come; ``recovery`` as for ``Place``."""
    written = queries.drafts(round_.id, organisation.id, recovery)
    lines = [_line(pinned, written) for pinned in queries.led(round_, organisation.id)]
    return Overview(lines, drafts.fingerprint({number: draft.revision for number, draft in written.items()}))


def _line(pinned: RoundMilestone, written: Mapping[str, ReportDraft | RecoveredReportDraft]) -> Line:
    number = pinned.milestone.number
    draft = written.get(number)
    sheet = ReportSheet.restored(draft.answers) if draft else NOTHING_TYPED
    submitted = draft is not None and draft.submitted == draft.revision
    return Line(
        number=number,
        edition=pinned.edition,
        commitment=pinned.milestone.commitment,
        stage=stage(sheet, submitted=submitted),
        missing=sheet.missing,
        again=draft is not None and 0 < draft.submitted < draft.revision,
    )


def place(round_: Round, organisation: Organisation, number: str, recovery: uuid.UUID | None = None) -> Place | None:
    """This milestone of the round; nothing where the agency does not lead it."""
    led: Sequence[RoundMilestone] = queries.led(round_, organisation.id)
    found = next((pinned for pinned in led if pinned.milestone.number == number), None)
    return Place(round_, organisation, found, recovery) if found else None

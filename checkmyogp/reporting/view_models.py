"""A round as one agency's reporters see it: what is reported, drafted and left."""

from dataclasses import dataclass

from checkmyogp.domain.drafts import Submitted
from checkmyogp.domain.rubrics import Missing
from checkmyogp.domain.self_reports import NOTHING_TYPED, ReportSheet, Stage, stage
from checkmyogp.drafting.view_models import Overview, Workspace, fingerprint
from checkmyogp.reporting import queries
from checkmyogp.reporting.models import ReportDraftColumns
from checkmyogp.rounds.models import RoundMilestone
from checkmyogp.rounds.words.reader import ScoredCommitment, ScoredEdition


@dataclass(frozen=True, slots=True)
class ReportedLine:
    """One milestone of the list."""

    number: str
    edition: ScoredEdition
    commitment: ScoredCommitment
    stage: Stage
    missing: tuple[Missing, ...]
    counting: Submitted

    @property
    def waits(self) -> bool:
        """Whether nothing is ready or reported."""
        return self.stage.waits

    @property
    def written(self) -> bool:
        """Whether anything is written on it."""
        return self.stage is not Stage.NOTHING


class ReportOverview(Overview[ReportedLine]):
    """All that an agency has to report in a round."""

    @property
    def reported(self) -> int:
        """On how many milestones something was reported."""
        return sum(line.counting is not Submitted.NOTHING for line in self.lines)

    @property
    def offers_submitting(self) -> bool:
        """Whether anything is ready."""
        return bool(self.ready)

    @property
    def ready(self) -> list[ReportedLine]:
        """What would be submitted."""
        return [line for line in self.lines if line.stage is Stage.READY]


def overview(workspace: Workspace) -> ReportOverview:
    """Every milestone that the agency leads, with how far it has come."""
    round_, organisation = workspace.round, workspace.organisation
    written = queries.self_reports.drafts(round_.id, organisation.id, recovery=workspace.recovery)
    lines = [
        _line(pinned, written.get(pinned.milestone.number))
        for pinned in queries.self_reports.milestones(round_, organisation)
    ]
    latest = queries.self_reports.latest(round_, organisation.id, recovery=workspace.recovery)
    versions = queries.self_reports.last_version(round_.id, organisation.id)
    return ReportOverview(lines, fingerprint(written), latest, versions)


def _line(pinned: RoundMilestone, draft: ReportDraftColumns | None) -> ReportedLine:
    sheet = ReportSheet.restored(draft.answers) if draft else NOTHING_TYPED
    counting = _counting(draft)
    return ReportedLine(
        number=pinned.milestone.number,
        edition=pinned.scored,
        commitment=pinned.commitment,
        stage=stage(sheet, submitted=counting is Submitted.AS_WRITTEN),
        missing=sheet.missing,
        counting=counting,
    )


def _counting(draft: ReportDraftColumns | None) -> Submitted:
    if draft is None or not draft.submitted:
        return Submitted.NOTHING
    return Submitted.AS_WRITTEN if draft.submitted == draft.revision else Submitted.EARLIER

"""Submitting what the drafts of an agency's reporters have come to."""

from datetime import datetime

from checkmyogp.domain.identities import Identity
from checkmyogp.domain.self_reports import BandOf, ReportSheet, Stage, TypedReport, stage
from checkmyogp.drafting import services as drafting
from checkmyogp.plans.models import Organisation
from checkmyogp.reporting import queries
from checkmyogp.reporting.models import ReportDraftColumns, ReportSubmission
from checkmyogp.reporting.services.submissions import InBands, InLevels, Reported, submit
from checkmyogp.rounds.models import Round
from checkmyogp.rubrics import queries as rubric_queries


class NothingReady(ValueError):
    """A submission without a single draft that is whole and not submitted yet."""


def submit_drafts(
    *, round_: Round, organisation: Organisation, reviewed: str, actor: Identity, now: datetime
) -> ReportSubmission:
    """Submit every draft that is whole and not submitted yet, and mail the receipt to each reporter of the agency.

    ``reviewed`` is the fingerprint of the drafts that the reporter looked through. Drafts that lack something stay.

    Raises:
        drafting.ChangedMeanwhile, NothingReady: see there.
        lifecycles.RoundNotOpen: as for ``submit``.
    """
    held = drafting.hold_reviewed(
        contribution=queries.self_reports,
        round_=round_,
        organisation=organisation,
        reviewed=reviewed,
        actor=actor,
        now=now,
    )
    ready = {number: draft for number, draft in held.drafts.items() if stage_of(draft) is Stage.READY}
    if not ready:
        msg = "Nothing is ready to be submitted."
        raise NothingReady(msg)
    submission = submit(
        round_=held.round,
        agency=organisation,
        reports={number: reported(ReportSheet.restored(draft.answers)) for number, draft in ready.items()},
        salt=drafting.long_salt(),
        actor=actor,
        now=now,
    )
    for draft in ready.values():
        draft.submitted = draft.revision
    drafting.mail_receipt(
        contribution=queries.self_reports, round_=held.round, organisation=organisation, submission=submission
    )
    return submission


def stage_of(draft: ReportDraftColumns) -> Stage:
    """How far a draft has come."""
    return stage(ReportSheet.restored(draft.answers), submitted=draft.submitted == draft.revision)


def reported(sheet: ReportSheet) -> list[Reported]:
    """What a whole sheet says; a criterion that nobody began is left out."""
    return [
        Reported(
            criterion=criterion,
            value=_value(typed),
            narrative=typed.narrative,
            language=typed.language,
            evidence=tuple(row.evidence() for row in typed.evidence),
            quarter=sheet.quarter,
        )
        for criterion, typed in sheet.reports.items()
        if not typed.is_empty
    ]


def _value(typed: TypedReport) -> InLevels | InBands:
    chosen = typed.chosen
    if isinstance(chosen, BandOf):
        return InBands(rubric_queries.crosswalk_in_force(chosen.crosswalk, chosen.version), chosen.raw)
    return InLevels(chosen)

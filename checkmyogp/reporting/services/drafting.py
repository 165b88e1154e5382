"""Drafts of self-reports, shared by the reporters of one agency, and submitting what they have come to.

Nothing here but a submission leaves a trace that anybody outside of the agency could see.
"""

import secrets
import uuid
from datetime import datetime

from checkmyogp.accounts import queries as people
from checkmyogp.accounts.seats import queries as seats
from checkmyogp.db import revisions
from checkmyogp.domain import drafts
from checkmyogp.domain.identities import Identity, Office
from checkmyogp.domain.self_reports import BandOf, ReportSheet, Stage, TypedReport, stage
from checkmyogp.mail import services as mail
from checkmyogp.plans.models import Organisation
from checkmyogp.reporting import queries
from checkmyogp.reporting.models import RecoveredReportDraft, ReportDraft, ReportSubmission
from checkmyogp.reporting.services.submitting import (
    InBands,
    InLevels,
    NotALead,
    Reported,
    submit,
)
from checkmyogp.rounds import services as rounds
from checkmyogp.rounds.models import Round
from checkmyogp.rubrics import queries as rubric_queries
from checkmyogp.web import times

LONG_SALT = 32
"""Bytes of chance in each receipt, so that nobody finds out by trying what it was made from."""


class ChangedMeanwhile(ValueError):
    """A draft was saved after the reporter looked through them all."""


class NothingReady(ValueError):
    """A submission without a single draft that is whole and not submitted yet."""


def save_draft(
    *,
    round_: Round,
    milestone_id: uuid.UUID,
    agency: Organisation,
    sheet: ReportSheet,
    seen: int,
    actor: Identity,
    now: datetime,
) -> int:
    """Keep what was typed, and return the draft's revision; the same text again makes no new one.

    ``seen`` is the revision that the writer began from, 0 where there was none.

    Raises:
        rounds.RoundNotOpen: the round is not open, or closed in the meantime.
        NotALead: the milestone is not this agency's to report on.
        revisions.Stale: somebody else saved another text meanwhile.
    """
    held = rounds.hold_open(round_.id, now=now)  # Nothing is written any more once the round has closed.
    if milestone_id not in [pinned.milestone_id for pinned in queries.led(held, agency.id)]:
        msg = f"{agency.key} does not lead this milestone, so it has nothing to report on it."
        raise NotALead(msg)
    recovery = seats.recovery_in(actor.key, held.opened_at)
    found = queries.draft(held.id, milestone_id, agency.id, recovery)
    if (sheet.stored() == found.answers) if found else (sheet.is_empty and seen == 0):
        return found.revision if found else 0
    values = {"answers": sheet.stored(), "edited_by": actor.key, "edited_at": now}
    key = {"round_id": held.id, "milestone_id": milestone_id, "organisation_id": agency.id}
    if recovery:
        return revisions.save(RecoveredReportDraft, {**key, "recovery_id": recovery}, values, seen=seen)
    return revisions.save(ReportDraft, key, values, seen=seen)


def submit_drafts(
    *, round_: Round, agency: Organisation, reviewed: str, actor: Identity, now: datetime
) -> ReportSubmission:
    """Submit every draft that is whole and not submitted yet, and mail the receipt to each reporter of the agency.

    ``reviewed`` is the fingerprint of the drafts that the reporter looked through. Drafts that lack something stay.

    Raises:
        ChangedMeanwhile, NothingReady: see there.
        rounds.RoundNotOpen: as for ``submit``.
    """
    held = rounds.hold_open(round_.id, now=now)
    rounds.hold_organisation(agency)
    found = queries.drafts(held.id, agency.id, seats.recovery_in(actor.key, held.opened_at))
    if reviewed != drafts.fingerprint({number: draft.revision for number, draft in found.items()}):
        msg = "A draft was saved since you looked through them."
        raise ChangedMeanwhile(msg)
    ready = {number: draft for number, draft in found.items() if stage_of(draft) is Stage.READY}
    if not ready:
        msg = "Nothing is ready to be submitted."
        raise NothingReady(msg)
    submission = submit(
        round_=held,
        agency=agency,
        reports={number: reported(ReportSheet.restored(draft.answers)) for number, draft in ready.items()},
        salt=secrets.token_bytes(LONG_SALT),
        actor=actor,
        now=now,
    )
    for draft in ready.values():
        draft.submitted = draft.revision
    _mail_receipt(held, agency, submission)
    return submission


def stage_of(draft: ReportDraft | RecoveredReportDraft) -> Stage:
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


def _mail_receipt(round_: Round, agency: Organisation, submission: ReportSubmission) -> None:
    for person in people.people(organisation=agency.key):
        if person.office is Office.REPORTER:
            mail.write(
                template="report_receipt",
                recipient=person.address,
                language=person.language,
                now=submission.submitted_at,
                facts=_facts(round_, agency, submission, person.language),
            )


def _facts(round_: Round, agency: Organisation, submission: ReportSubmission, language: str) -> dict[str, str | int]:
    return {
        "organisation": agency.name.text(language),
        "plan_title": round_.plan.title.text(language),
        "round_name": round_.name.text(language),
        "plan": round_.plan.slug,
        "round": round_.slug,
        "version": submission.version,
        "receipt": submission.receipt,
        "salt": submission.salt.hex(),
        "submitted_at": times.written(submission.submitted_at, round_.plan.member.time_zone, language),
    }

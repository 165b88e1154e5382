"""Drafts, shared by the members of one NGO, and submitting what they have come to.

Nothing here but a submission leaves a trace that anybody outside of the organisation could see: no entry in the audit
chain, no mail, no counter.
"""

import secrets
import uuid
from collections.abc import Mapping
from datetime import datetime

from checkmyogp.accounts import queries as people
from checkmyogp.accounts.seats import queries as seats
from checkmyogp.assessment import queries
from checkmyogp.assessment.models import Draft, RecoveredDraft, Submission
from checkmyogp.assessment.services.conflicts import bring_declarations
from checkmyogp.assessment.services.submitting import Incomplete, UnknownMilestone, submit
from checkmyogp.db import revisions
from checkmyogp.domain import drafts
from checkmyogp.domain.drafts import Progress, Sheet
from checkmyogp.domain.identities import Identity, Office
from checkmyogp.mail import services as mail
from checkmyogp.plans.models import Organisation
from checkmyogp.rounds import queries as round_queries
from checkmyogp.rounds import services as rounds
from checkmyogp.rounds.models import Round
from checkmyogp.rubrics import queries as rubric_queries
from checkmyogp.web import times

LONG_SALT = 32
"""Bytes of chance in each receipt, so that nobody finds out by trying what it was made from."""


class ChangedMeanwhile(ValueError):
    """A draft was saved after the lead looked through them all, so that the lead would sign what it has not seen."""


class NothingAnswered(ValueError):
    """A submission without a single answer."""


def save_draft(
    *,
    round_: Round,
    milestone_id: uuid.UUID,
    organisation: Organisation,
    sheet: Sheet,
    seen: int,
    actor: Identity,
    now: datetime,
) -> int:
    """Keep what was typed, and return the draft's revision; the same text again makes no new one.

    ``seen`` is the revision that the writer began from, 0 where there was none.

    Raises:
        rounds.RoundNotOpen: the round is not open, or closed in the meantime.
        UnknownMilestone: the round does not have it, or it was taken out of the plan.
        revisions.Stale: somebody else saved another text meanwhile.
    """
    held = rounds.hold_open(round_.id, now=now)  # Nothing is written any more once the round has closed.
    if milestone_id not in [pinned.milestone_id for pinned in queries.assessable(round_queries.pinned(held.id))]:
        msg = "This round does not have that milestone."
        raise UnknownMilestone(msg)
    recovery = seats.recovery_in(actor.key, held.opened_at)
    found = queries.draft(held.id, milestone_id, organisation.id, recovery)
    if (sheet.stored() == found.answers) if found else (sheet.is_empty and seen == 0):
        return found.revision if found else 0
    values = {"answers": sheet.stored(), "edited_by": actor.key, "edited_at": now}
    key = {"round_id": held.id, "milestone_id": milestone_id, "organisation_id": organisation.id}
    if recovery:
        return revisions.save(RecoveredDraft, {**key, "recovery_id": recovery}, values, seen=seen)
    return revisions.save(Draft, key, values, seen=seen)


def submit_drafts(
    *, round_: Round, organisation: Organisation, reviewed: str, actor: Identity, now: datetime
) -> Submission:
    """Submit what the members wrote, replacing what was submitted before, and mail the receipt to each of them.

    ``reviewed`` is the fingerprint of the drafts that the lead looked through.

    Raises:
        ChangedMeanwhile, NothingAnswered: see there.
        Incomplete: names everything that a draft which was begun still lacks.
        rounds.RoundNotOpen, NotAccredited: as for ``submit``.
    """
    held = rounds.hold_open(round_.id, now=now)
    rounds.hold_organisation(organisation)
    found = queries.drafts(held.id, organisation.id, seats.recovery_in(actor.key, held.opened_at))
    if reviewed != drafts.fingerprint({number: draft.revision for number, draft in found.items()}):
        msg = "A draft was saved since you looked through them."
        raise ChangedMeanwhile(msg)
    sheets = {number: Sheet.restored(draft.answers) for number, draft in found.items()}
    _refuse_unfinished(sheets, held)
    bring_declarations(
        round_=held,
        organisation=organisation,
        wanted={found[number].milestone_id: declared for number, declared in drafts.declarations(sheets).items()},
        actor=actor,
        now=now,
    )
    submission = submit(
        round_=held,
        organisation=organisation,
        answers=drafts.answers(sheets),
        salt=secrets.token_bytes(LONG_SALT),
        actor=actor,
        now=now,
    )
    _mail_receipt(held, organisation, submission)
    return submission


def _refuse_unfinished(sheets: Mapping[str, Sheet], round_: Round) -> None:
    rubric = rubric_queries.as_domain(round_.rubric)
    standings = {number: drafts.standing(sheet, rubric) for number, sheet in sheets.items()}
    if missing := {number: standing.missing for number, standing in standings.items() if standing.missing}:
        raise Incomplete(missing)
    if all(standing.progress is Progress.LEFT for standing in standings.values()):
        msg = "Nothing has been assessed yet."
        raise NothingAnswered(msg)


def _mail_receipt(round_: Round, organisation: Organisation, submission: Submission) -> None:
    members = [person for person in people.people(organisation=organisation.key) if person.office is Office.NGO]
    for person in members:
        mail.write(
            template="receipt",
            recipient=person.address,
            language=person.language,
            now=submission.submitted_at,
            facts={
                "organisation": organisation.name.text(person.language),
                "plan_title": round_.plan.title.text(person.language),
                "round_name": round_.name.text(person.language),
                "plan": round_.plan.slug,
                "round": round_.slug,
                "version": submission.version,
                "receipt": submission.receipt,
                "salt": submission.salt.hex(),
                "submitted_at": times.written(submission.submitted_at, round_.plan.member.time_zone, person.language),
            },
        )

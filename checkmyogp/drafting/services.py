"""Drafts, shared by the people of one organisation, and sealing what they have come to.

Nothing here but a submission leaves a trace that anybody outside of the organisation could see: no entry in the audit
chain, no mail, no counter.
"""

import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, Protocol

from checkmyogp import times
from checkmyogp.accounts import queries as people
from checkmyogp.accounts.seats import queries as seats
from checkmyogp.db import db, optimistic_lock
from checkmyogp.db.optimistic_lock import Stale
from checkmyogp.domain import canon, drafts
from checkmyogp.domain.identities import Identity
from checkmyogp.drafting.models import RecoveredColumns, SubmissionColumns
from checkmyogp.drafting.queries import Contribution, DraftT, SubmissionT
from checkmyogp.mail import services as mail
from checkmyogp.plans.models import Organisation
from checkmyogp.rounds import services as rounds
from checkmyogp.rounds.models import Round

__all__ = [
    "DraftChangedMeanwhile",
    "DraftSheet",
    "NotYours",
    "Reviewed",
    "Stale",
    "fill",
    "hold_reviewed",
    "long_salt",
    "mail_receipt",
    "save_draft",
    "seal",
]  # fmt: skip

LONG_SALT = 32
"""Bytes of chance in each receipt, so that nobody finds out by trying what it was made from."""


class NotYours(ValueError):
    """A draft on a milestone that is not this organisation's to write on."""


class DraftChangedMeanwhile(ValueError):
    """A draft was saved after somebody looked through them all, who would submit what it has not seen."""


class DraftSheet(Protocol):
    """Everything typed on one milestone, complete or not."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        ...

    def stored(self) -> dict[str, Any]:
        """As a draft's row keeps it."""
        ...


@dataclass(frozen=True, slots=True)
class Reviewed(Generic[DraftT]):
    """A round that is held open, and what was looked through."""

    round: Round
    drafts: Mapping[str, DraftT]
    """By the number of the milestone, in the plan's order."""


def save_draft(
    *,
    contribution: Contribution[Any, Any],
    round_: Round,
    milestone_id: uuid.UUID,
    organisation: Organisation,
    sheet: DraftSheet,
    seen: int,
    actor: Identity,
    now: datetime,
) -> int:
    """Keep what was typed, and return the draft's revision; the same text again makes no new one.

    ``seen`` is the revision that the writer began from, 0 where there was none.

    Raises:
        lifecycles.RoundNotOpen: the round is not open, or closed in the meantime.
        NotYours: the milestone is not in the round, not in the plan any more, or somebody else's to write on.
        Stale: somebody else saved another text meanwhile.
    """
    held = rounds.hold_open(round_.id, now=now)  # Nothing is written any more once the round has closed.
    if milestone_id not in [pinned.milestone_id for pinned in contribution.milestones(held, organisation)]:
        msg = f"{organisation.key} has nothing to write on this milestone in this round."
        raise NotYours(msg)
    recovery = seats.recovery_in(actor.key, held.opened_at)
    found = contribution.draft(held.id, milestone_id, organisation.id, recovery=recovery)
    if (sheet.stored() == found.answers) if found else (sheet.is_empty and seen == 0):
        return found.revision if found else 0
    values = {"answers": sheet.stored(), "edited_by": actor.key, "edited_at": now}
    table, own = contribution.sheets(held.id, organisation.id, recovery=recovery)
    return optimistic_lock.save(table, {**own, "milestone_id": milestone_id}, values, seen=seen)


def hold_reviewed(
    *,
    contribution: Contribution[DraftT, SubmissionT],
    round_: Round,
    organisation: Organisation,
    reviewed: str,
    actor: Identity,
    now: datetime,
) -> Reviewed[DraftT]:
    """The drafts that somebody looked through and now submits, one submission at a time.

    ``reviewed`` is the fingerprint of the drafts that were looked through.

    Raises:
        lifecycles.RoundNotOpen: the round is not open, or closed in the meantime.
        ChangedMeanwhile: see there.
    """
    held = rounds.hold_open(round_.id, now=now)
    rounds.hold_organisation(organisation)
    recovery = seats.recovery_in(actor.key, held.opened_at)
    found = contribution.drafts(held.id, organisation.id, recovery=recovery)
    if reviewed != drafts.fingerprint({number: draft.revision for number, draft in found.items()}):
        msg = "A draft was saved since you looked through them."
        raise DraftChangedMeanwhile(msg)
    return Reviewed(held, found)


def seal(
    *,
    contribution: Contribution[DraftT, SubmissionT],
    round_: Round,
    organisation: Organisation,
    content: Mapping[str, canon.Plain],
    salt: bytes,
    actor: Identity,
    now: datetime,
) -> SubmissionT:
    """Keep the very bytes of a submission as the organisation's next version, with their receipt.

    What comes from a recovered seat is marked for the scorecard to say so.
    """
    version = contribution.last_version(round_.id, organisation.id) + 1
    submission = contribution.submission_table()
    submission.round_id, submission.organisation_id, submission.version = round_.id, organisation.id, version
    fill(submission, round_=round_, organisation=organisation, content=content, salt=salt, now=now)
    if recovery := seats.recovery_in(actor.key, round_.opened_at):
        _mark(contribution.recovered_table(), submission, recovery)
    return submission


def fill(
    submission: SubmissionColumns,
    *,
    round_: Round,
    organisation: Organisation,
    content: Mapping[str, canon.Plain],
    salt: bytes,
    now: datetime,
) -> None:
    """Keep a submission whose version is set: its very bytes, and the receipt that they and the salt give."""
    sealed = canon.canonical(
        {
            "round": rounds.subject(round_),
            "organisation": organisation.key,
            "version": submission.version,
            "submitted_at": now.astimezone(UTC).isoformat(),
            **content,
        }
    )
    submission.content, submission.salt, submission.receipt = sealed, salt, canon.receipt(sealed, salt=salt)
    submission.submitted_at = now
    db.session.add(submission)
    db.session.flush()
    rounds.keep_name(round_, organisation)


def _mark(mark: RecoveredColumns, submission: SubmissionColumns, recovery: uuid.UUID) -> None:
    mark.round_id, mark.organisation_id = submission.round_id, submission.organisation_id
    mark.version, mark.recovery_id = submission.version, recovery
    db.session.add(mark)
    db.session.flush()


def long_salt() -> bytes:
    """Fresh bytes of chance for one receipt."""
    return secrets.token_bytes(LONG_SALT)


def mail_receipt(
    *,
    contribution: Contribution[Any, Any],
    round_: Round,
    organisation: Organisation,
    submission: SubmissionColumns,
) -> None:
    """Write to everybody who writes for the organisation and may read it, each in the language of its choice.

    The mail holds the salt, so that it is kept from whom the submission is withheld.
    """
    for person in people.people(organisation=organisation.key):
        recovery = seats.recovery_in(str(person.id), round_.opened_at)
        withheld = contribution.withholds(round_, organisation.id, submission.version, recovery=recovery)
        if person.office is contribution.office and not withheld:
            mail.write(
                template=contribution.letter,
                recipient=person.address,
                language=person.language,
                now=submission.submitted_at,
                facts=_facts(round_, organisation, submission, person.language),
            )


def _facts(
    round_: Round, organisation: Organisation, submission: SubmissionColumns, language: str
) -> dict[str, str | int]:
    return {
        "organisation": round_.name_of(organisation).text(language),
        "plan_title": round_.plan_title.text(language),
        "round_name": round_.name.text(language),
        "plan": round_.plan.slug,
        "round": round_.slug,
        "version": submission.version,
        "receipt": submission.receipt,
        "salt": submission.salt.hex(),
        "submitted_at": times.written(submission.submitted_at, round_.time_zone, language),
    }

"""Closing a round, publishing what it came to, and correcting what was published."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import select

from checkmyogp.accounts.seats import second_opinions
from checkmyogp.accreditation import queries as accreditation
from checkmyogp.assessment import queries as assessment_queries
from checkmyogp.assessment import services as assessment
from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.db.base import Base
from checkmyogp.domain import canon
from checkmyogp.domain.conflicts import ConflictLevel, strongest
from checkmyogp.domain.findings import Counting
from checkmyogp.domain.identities import Identity
from checkmyogp.domain.lifecycles import RoundState, TooEarly, step_round
from checkmyogp.domain.methods import FIRST_METHOD
from checkmyogp.domain.wording import Wording
from checkmyogp.plans import queries as plan_queries
from checkmyogp.plans.models import Organisation
from checkmyogp.replies import services as replies
from checkmyogp.reporting import services as reporting
from checkmyogp.rounds import services as rounds
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots import content, extracts, notifications, queries
from checkmyogp.snapshots.models import AccreditedNgo, ClosingExtract, Correction, CountedAnswer, Extract, Snapshot
from checkmyogp.snapshots.schema import FrozenScorecard

CLOSED = "round.closed"
PUBLISHED = "scorecard.published"


class NotPublished(ValueError):
    """A correction of something that was never published."""

    def __init__(self, round_: Round) -> None:
        super().__init__(f"The round {round_.slug} is not published, so there is nothing to correct.")


class CorrectionWaiting(ValueError):
    """A second correction while the first is neither confirmed nor withdrawn."""

    def __init__(self, round_: Round) -> None:
        super().__init__(f"A correction of {round_.slug} waits to be confirmed or withdrawn.")


class CorrectionSettled(ValueError):
    """A step on a correction that was confirmed or withdrawn before."""

    def __init__(self) -> None:
        super().__init__("This correction was confirmed or withdrawn before.")


class SameOfficer(ValueError):
    """A correction that whoever proposed it tries to confirm."""

    def __init__(self) -> None:
        super().__init__("Another officer than the one who proposed a correction confirms it.")


class BoundConfirmer(ValueError):
    """A correction that an officer tries to confirm who is joined to its proposer by invitations of the last year."""

    def __init__(self) -> None:
        super().__init__("An officer who is not bound to the one who proposed a correction confirms it.")


def close(*, round_: Round, actor: Identity, now: datetime) -> None:
    """Close a round, deciding in the same transaction what counts and why the rest does not.

    From this moment the receipts' hashes are public; the closing entry of the audit chain holds the digest of their
    list, and the head after it leaves the building.

    Raises:
        lifecycles.StepRefused: when the round is not open.
        lifecycles.TooEarly: when its time is not over.
    """
    held = rounds.hold_for_step(round_.id)
    state = step_round(held.state, RoundState.CLOSED)
    if now < held.closes_at:
        msg = f"The round {held.slug} is open until {held.closes_at.isoformat()}."
        raise TooEarly(msg, held.closes_at)
    assessment.write_scores(round_=held)
    reports = reporting.write_reports(round_=held)
    _decide_what_counts(held, now=now)
    held.state, held.closed_at = state, now
    db.session.flush()
    kept = _closing_extracts(held)
    db.session.add_all(kept)
    named = closing_subject(held, queries.receipts(held.id))
    who = queries.accredited_rows(held.id)
    binds = [*rounds.terms_of(held), *assessment_queries.conflicts(held.id), *who, *reports, *kept]
    entry = audit.record(CLOSED, subject=named, actor=actor, now=now, binds=binds)
    notifications.announce(held, template="round_closed", entry=entry, now=now, replies_until=held.replies_until)
    replies.open_window(held, now=now)


def closing_subject(round_: Round, receipts: list[str]) -> str:
    """How the audit chain names a close: with the digest of the canonical list of the receipts."""
    return f"{rounds.subject(round_)}/{canon.sha256(canon.canonical(receipts))}"


def _decide_what_counts(round_: Round, *, now: datetime) -> None:
    accredited = accreditation.hold_accredited(round_.plan_id, day=round_.day_of(now))
    concerned = list(assessment_queries.participants(round_.id))
    if round_.method_version != FIRST_METHOD:
        concerned += _keep_accredited(round_, accredited, besides=concerned)
    assessment.find_conflicts(round_=round_, organisations=concerned)
    levels: dict[tuple[object, object], list[ConflictLevel]] = {}
    for conflict in assessment_queries.conflicts(round_.id):
        levels.setdefault((conflict.milestone_id, conflict.organisation_id), []).append(conflict.level)
    answered = dict.fromkeys(
        (score.milestone_id, score.organisation_id) for score in assessment_queries.scores(round_.id)
    )
    db.session.add_all(
        CountedAnswer(
            round_id=round_.id,
            milestone_id=milestone_id,
            organisation_id=organisation_id,
            counting=counting(
                accredited=organisation_id in accredited, levels=levels.get((milestone_id, organisation_id), [])
            ),
        )
        for milestone_id, organisation_id in answered
    )


def _keep_accredited(
    round_: Round, accredited: Collection[uuid.UUID], *, besides: Sequence[Organisation]
) -> list[Organisation]:
    """Keep who might have scored, which a later change of the register does not change; returns who did not."""
    everybody = plan_queries.organisations(accredited).values()
    # A demonstration's NGOs are accredited for a real plan.
    found = [ngo for ngo in everybody if ngo.demonstration == round_.demonstration]
    db.session.add_all(AccreditedNgo(round_id=round_.id, organisation_id=ngo.id) for ngo in found)
    return [ngo for ngo in found if ngo not in besides]


def counting(*, accredited: bool, levels: list[ConflictLevel]) -> Counting:
    """Whether an answer counts, by its NGO's accreditation and the levels of its conflicts with the milestone."""
    if not accredited:
        return Counting.NOT_ACCREDITED
    if not levels:
        return Counting.COUNTED
    return Counting.RECUSED if strongest(levels) is ConflictLevel.RECUSED else Counting.INTERESTED


def publish(*, round_: Round, actor: Identity, now: datetime) -> Snapshot:
    """Freeze what a closed round came to, for good.

    Raises:
        lifecycles.StepRefused: when the round is not closed, or was published before.
        lifecycles.TooEarly: while the reply window is open.
    """
    held = rounds.hold_for_step(round_.id)
    state = step_round(held.state, RoundState.PUBLISHED)
    if now < held.replies_until:
        msg = f"Agencies and NGOs can reply until {held.replies_until.isoformat()}."
        raise TooEarly(msg, held.replies_until)
    held.state, held.published_at = state, now
    publication = content.Publication(version=1, published_at=now, correction=None)
    return _freeze(held, publication, actor=actor, now=now, binds=rounds.terms_of(held))


def propose_correction(*, round_: Round, reason: Wording, actor: Identity, now: datetime) -> Correction:
    """Ask for a new version of a published scorecard, with the reason that the public will read.

    Raises:
        NotPublished: when there is nothing to correct.
        CorrectionWaiting: when another one waits.
    """
    held = rounds.hold_for_step(round_.id)
    if held.state is not RoundState.PUBLISHED:
        raise NotPublished(held)
    if queries.waiting_correction(held.id):
        raise CorrectionWaiting(held)
    correction = Correction(round_id=held.id, reason=reason, proposed_by=actor.key, proposed_at=now)
    db.session.add(correction)
    db.session.flush()
    audit.record("correction.proposed", subject=rounds.subject(held), actor=actor, now=now, binds=(correction,))
    return correction


def confirm_correction(*, correction: Correction, actor: Identity, now: datetime) -> Snapshot:
    """Publish the new version; every earlier version stays as it is.

    Raises:
        CorrectionSettled: when it was confirmed or withdrawn before.
        SameOfficer, BoundOfficer: when the actor proposed it, or is bound to whoever did.
    """
    round_, held = _hold_correction(correction.id)
    if held.proposed_by == actor.key:
        raise SameOfficer
    if second_opinions.are_bound(held.proposed_by, actor.key, now=now):
        raise BoundConfirmer
    held.confirmed_by, held.confirmed_at = actor.key, now
    version = queries.versions(round_.id)[0].version + 1
    publication = content.Publication(version=version, published_at=now, correction=held.reason)
    return _freeze(round_, publication, actor=actor, now=now, binds=(held,))


def withdraw_correction(*, correction: Correction, actor: Identity, now: datetime) -> None:
    """Put a proposed correction aside; any officer may.

    Raises:
        CorrectionSettled: when it was confirmed or withdrawn before.
    """
    round_, held = _hold_correction(correction.id)
    held.withdrawn_at = now
    audit.record("correction.withdrawn", subject=rounds.subject(round_), actor=actor, now=now, binds=(held,))


def _hold_correction(correction_id: uuid.UUID) -> tuple[Round, Correction]:
    """The round and its waiting correction, with every other step on the round waiting."""
    found = db.session.get_one(Correction, correction_id)
    round_ = rounds.hold_for_step(found.round_id)
    fresh = select(Correction).where(Correction.id == correction_id).order_by(Correction.id)
    held = db.session.scalars(fresh.execution_options(populate_existing=True)).one()
    if held.confirmed_at or held.withdrawn_at:
        raise CorrectionSettled
    return round_, held


def _freeze(
    round_: Round, publication: content.Publication, *, actor: Identity, now: datetime, binds: Iterable[Base]
) -> Snapshot:
    plain = content.scorecard(round_, publication)
    frozen = canon.canonical(plain)
    snapshot = Snapshot(
        round_id=round_.id,
        version=publication.version,
        content=frozen,
        digest=canon.sha256(frozen),
        published_at=now,
        correction=publication.correction,
    )
    db.session.add(snapshot)
    db.session.flush()
    kept = _extracts(snapshot, plain)
    db.session.add_all(kept)
    named = subject(round_, publication.version, snapshot.digest)
    entry = audit.record(PUBLISHED, subject=named, actor=actor, now=now, binds=[*binds, snapshot, *kept])
    template = "scorecard_corrected" if publication.correction else "scorecard_published"
    notifications.announce(
        round_, template=template, entry=entry, now=now, version=publication.version, snapshot=snapshot.digest
    )
    return snapshot


def _closing_extracts(round_: Round) -> list[ClosingExtract]:
    plain = content.as_closed(round_)
    return [
        ClosingExtract(
            round_id=round_.id, criterion=criterion, content=canon.canonical(extracts.extract(plain, criterion))
        )
        for criterion in extracts.criteria(plain)
    ]


def _extracts(snapshot: Snapshot, plain: FrozenScorecard) -> list[Extract]:
    return [
        Extract(
            round_id=snapshot.round_id,
            version=snapshot.version,
            criterion=criterion,
            content=canon.canonical(extracts.extract(plain, criterion)),
        )
        for criterion in extracts.criteria(plain)
    ]


def subject(round_: Round, version: int, digest: str) -> str:
    """How the audit chain names the very bytes of a scorecard."""
    return f"{rounds.subject(round_)}/{version}/{digest}"

"""Closing a round and publishing what it came to."""

from datetime import datetime, timedelta

from checkmyogp.accreditation import queries as accreditation
from checkmyogp.assessment import queries as assessment_queries
from checkmyogp.assessment import services as assessment
from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.domain import canon
from checkmyogp.domain.conflicts import ConflictLevel, strongest
from checkmyogp.domain.findings import Counting
from checkmyogp.domain.identities import Identity
from checkmyogp.domain.lifecycles import RoundState, step_round
from checkmyogp.domain.wording import Wording
from checkmyogp.rounds import services as rounds
from checkmyogp.rounds.models import Round
from checkmyogp.scorecards import content, queries
from checkmyogp.scorecards.models import CountedAnswer, Snapshot

PUBLISHED = "scorecard.published"


class TooEarly(ValueError):
    """A step whose time has not come."""


class NotPublished(ValueError):
    """A correction of something that was never published."""


def close(*, round_: Round, actor: Identity, now: datetime) -> None:
    """Close a round, deciding in the same transaction what counts and why the rest does not.

    Raises:
        lifecycles.StepRefused: when the round is not open.
        TooEarly: when its time is not over.
    """
    held = rounds.hold_for_step(round_.id)
    state = step_round(held.state, RoundState.CLOSED)
    if now < held.closes_at:
        msg = f"The round {held.slug} is open until {held.closes_at.isoformat()}."
        raise TooEarly(msg)
    _decide_what_counts(held)
    held.state, held.closed_at = state, now
    audit.record("round.closed", subject=rounds.subject(held), actor=actor, now=now)


def _decide_what_counts(round_: Round) -> None:
    participants = assessment_queries.participants(round_.id)
    assessment.find_conflicts(round_=round_, organisations=participants)
    accredited = accreditation.accredited(round_.plan_id)
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
            counting=_counting(
                accredited=organisation_id in accredited, levels=levels.get((milestone_id, organisation_id), [])
            ),
        )
        for milestone_id, organisation_id in answered
    )


def _counting(*, accredited: bool, levels: list[ConflictLevel]) -> Counting:
    if not accredited:
        return Counting.NOT_ACCREDITED
    if not levels:
        return Counting.COUNTED
    return Counting.RECUSED if strongest(levels) is ConflictLevel.RECUSED else Counting.INTERESTED


def publish(*, round_: Round, actor: Identity, now: datetime) -> Snapshot:
    """Freeze what a closed round came to, for good.

    Raises:
        lifecycles.StepRefused: when the round is not closed, or was published before.
        TooEarly: while the reply window is open.
    """
    held = rounds.hold_for_step(round_.id)
    state = step_round(held.state, RoundState.PUBLISHED)
    replies_until = (held.closed_at or now) + timedelta(days=held.reply_days)
    if now < replies_until:
        msg = f"Agencies and NGOs can reply until {replies_until.isoformat()}."
        raise TooEarly(msg)
    held.state, held.published_at = state, now
    return _freeze(held, content.Publication(version=1, published_at=now, correction=None), actor=actor, now=now)


def correct(*, round_: Round, reason: Wording, actor: Identity, now: datetime) -> Snapshot:
    """Publish a new version with a public reason; every earlier version stays as it is.

    Raises:
        NotPublished: when there is nothing to correct.
    """
    held = rounds.hold_for_step(round_.id)
    if not (earlier := queries.versions(held.id)):
        msg = f"The round {held.slug} is not published, so there is nothing to correct."
        raise NotPublished(msg)
    publication = content.Publication(version=earlier[0].version + 1, published_at=now, correction=reason)
    return _freeze(held, publication, actor=actor, now=now)


def _freeze(round_: Round, publication: content.Publication, *, actor: Identity, now: datetime) -> Snapshot:
    frozen = canon.canonical(content.scorecard(round_, publication))
    snapshot = Snapshot(
        round_id=round_.id,
        version=publication.version,
        content=frozen,
        digest=canon.sha256(frozen),
        published_at=now,
        correction=publication.correction,
    )
    db.session.add(snapshot)
    audit.record(PUBLISHED, subject=subject(round_, publication.version, snapshot.digest), actor=actor, now=now)
    return snapshot


def subject(round_: Round, version: int, digest: str) -> str:
    """How the audit chain names the very bytes of a scorecard."""
    return f"{rounds.subject(round_)}/{version}/{digest}"

"""The steps of a round's life up to its close."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.db.base import Base
from checkmyogp.domain import canon
from checkmyogp.domain.identities import Identity
from checkmyogp.domain.lifecycles import RoundNotOpen, RoundState, TooEarly, step_round
from checkmyogp.domain.methods import CURRENT_METHOD
from checkmyogp.domain.wording import Wording
from checkmyogp.plans import queries as plan_queries
from checkmyogp.plans.models import Edition, Organisation, Plan
from checkmyogp.rounds import queries, vignettes
from checkmyogp.rounds.models import (
    Extension,
    LateName,
    Round,
    RoundMilestone,
    RoundWords,
    StandIn,
)
from checkmyogp.rounds.registration.writer import register
from checkmyogp.rounds.words import writer
from checkmyogp.rubrics.models import RubricVersion

USUAL_QUORUM = 3
USUAL_REPLY_DAYS = 14

DRAFTED = "round.drafted"
OPENED = "round.opened"
DISCARDED = "round.discarded"
"""What the audit chain calls the beginning of a round."""


class NotADraft(ValueError):
    """A change to what a round was opened with."""

    def __init__(self, round_: Round) -> None:
        super().__init__(f"The round {round_.slug} is {round_.state.value}; only a draft can be changed.")


class RoundNameTaken(ValueError):
    """A second round of a plan with the same name in addresses."""

    def __init__(self, plan: Plan, slug: str) -> None:
        super().__init__(f"{plan.slug} already has a round {slug}.")


class TimeIsOver(ValueError):
    """An opening or an extension of a round whose closing time has passed."""

    def __init__(self, round_: Round) -> None:
        super().__init__(f"The closing time of the round {round_.slug} has passed.")


class NotLater(ValueError):
    """An extension that would not give anybody more time."""

    def __init__(self, round_: Round) -> None:
        super().__init__(f"The new closing time must be later than {round_.closes_at.isoformat()}.")


class StandInRefused(ValueError):
    """A stand-in in a round that is not a demonstration."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What an officer sets for a round."""

    slug: str
    name: Wording
    period_starts: date
    period_ends: date
    opens_at: datetime
    closes_at: datetime
    quorum: int
    reply_days: int
    demonstration: bool


def not_open(round_: Round) -> RoundNotOpen:
    """The refusal of something that only an open round takes."""
    return RoundNotOpen(f"The round {round_.slug} is {round_.state.value}; nothing can be submitted to it now.")


def subject(round_: Round) -> str:
    """How the audit chain names a round."""
    return f"{round_.plan.slug}/{round_.slug}"


def terms_of(round_: Round) -> tuple[Base, ...]:
    """The rows that say when and how a round is scored: its own, and the member's, by whose clock days end."""
    return (round_, round_.plan.member)


def draft(*, plan: Plan, rubric: RubricVersion, terms: Terms, actor: Identity, now: datetime) -> Round:
    """Set up a round. Its plan and its name in addresses stay as they are from now on.

    Raises:
        NameTaken: when the plan has a round of this name.
    """
    if queries.round_at(plan.slug, terms.slug):
        raise RoundNameTaken(plan, terms.slug)
    round_ = Round(plan=plan, rubric=rubric, state=RoundState.DRAFT, method_version=CURRENT_METHOD, **_columns(terms))
    db.session.add(round_)
    db.session.flush()
    audit.record(DRAFTED, subject=subject(round_), actor=actor, now=now, binds=terms_of(round_))
    return round_


def redraft(*, round_: Round, rubric: RubricVersion, terms: Terms, actor: Identity, now: datetime) -> None:
    """Change what a draft is set up with; its name in addresses stays.

    Raises:
        NotADraft: when it was opened in the meantime.
    """
    held = hold_for_step(round_.id)
    if held.state is not RoundState.DRAFT:
        raise NotADraft(held)
    held.rubric = rubric
    for name, value in _columns(terms).items():
        if name not in {"slug", "demonstration"}:
            setattr(held, name, value)
    audit.record("round.redrafted", subject=subject(held), actor=actor, now=now, binds=terms_of(held))


def discard(*, round_: Round, actor: Identity, now: datetime) -> None:
    """Take a draft away. The audit chain keeps that it was there, and its name can be given again.

    Raises:
        NotADraft: when it was opened in the meantime.
    """
    held = hold_for_step(round_.id)
    if held.state is not RoundState.DRAFT:
        raise NotADraft(held)
    gone = [row for row in (held.chosen_vignettes, held) if row]
    audit.record(DISCARDED, subject=subject(held), actor=actor, now=now, frees=gone)
    for row in gone:
        db.session.delete(row)
        db.session.flush()


def _columns(terms: Terms) -> dict[str, Any]:
    return {name: getattr(terms, name) for name in Terms.__dataclass_fields__}


def opening_subject(round_: Round) -> str:
    """How the audit chain names an opening: with the digest of what was registered; of a round of before, without."""
    return f"{subject(round_)}/{round_.registration.digest}" if round_.registration else subject(round_)


def open_(*, round_: Round, actor: Identity, now: datetime) -> None:
    """Open a round: from now on its method and the wording it scores are pinned, and every word it is shown in is kept.

    What it will be judged by is registered in the same transaction, and the entry of the opening names the digest. So
    no answer can be older than the document, nor the document be written after the first answer.

    Raises:
        lifecycles.StepRefused: when it is not a draft.
        lifecycles.TooEarly: when its opening time has not come.
        TimeIsOver: when its closing time has passed already.
        vignettes.VignettesDoNotFit: when its rubric was changed after its vignettes were chosen.
    """
    held = hold_for_step(round_.id)
    state = step_round(held.state, RoundState.OPEN)
    if now < held.opens_at:
        msg = f"The round {held.slug} opens at {held.opens_at.isoformat()}."
        raise TooEarly(msg, held.opens_at)
    if now >= held.closes_at:
        raise TimeIsOver(held)
    held.state, held.opened_at = state, now
    # A draft may have been set up before there was this version; what a seed it has was drawn where nobody saw it.
    held.method_version, held.seed = CURRENT_METHOD, None
    editions = plan_queries.latest_editions(held.plan_id)
    db.session.add_all(
        RoundMilestone(round_id=held.id, milestone_id=edition.milestone_id, edition_id=edition.id)
        for edition in editions
    )
    kept = _keep_words(held, editions)
    bound = [*terms_of(held), *queries.pinned(held.id), kept, *vignettes.freeze(held), register(held)]
    audit.record(OPENED, subject=opening_subject(held), actor=actor, now=now, binds=bound)


def _keep_words(round_: Round, editions: Sequence[Edition]) -> RoundWords:
    member, content = round_.plan.member, canon.canonical(writer.words(round_, editions))
    kept = RoundWords(
        round_id=round_.id,
        plan_title=round_.plan.title,
        member_name=member.name,
        time_zone=member.time_zone,
        content=content,
        digest=canon.sha256(content),
    )
    db.session.add(kept)
    db.session.flush()
    # Whoever goes on with this round in the same transaction reads it by what was kept.
    db.session.expire(round_, ["kept_words"])
    return kept


def keep_name(round_: Round, organisation: Organisation) -> None:
    """Keep what an organisation is called that came to the site after the opening; called by whoever holds it."""
    if round_.words is None or organisation.key in round_.words.names or round_.late_names_of(organisation):
        return
    db.session.add(LateName(round_id=round_.id, organisation_id=organisation.id, name=organisation.name))
    db.session.flush()
    db.session.expire(round_, ["late_names"])


def extend(*, round_: Round, closes_at: datetime, reason: Wording, actor: Identity, now: datetime) -> Extension:
    """Give everybody more time, with a public reason.

    Raises:
        RoundNotOpen: when it is not open.
        TimeIsOver: when its closing time has passed: whoever kept to it would see others let in behind it.
        NotLater: when the new closing time is not later than the old one.
    """
    held = hold_for_step(round_.id)
    if held.state is not RoundState.OPEN:
        raise not_open(held)
    if now >= held.closes_at:
        raise TimeIsOver(held)
    if closes_at <= held.closes_at:
        raise NotLater(held)
    extension = Extension(
        round_id=held.id, closed_before=held.closes_at, closes_now=closes_at, reason=reason, extended_at=now
    )
    held.closes_at = closes_at
    db.session.add(extension)
    named = f"{subject(held)}/{closes_at.isoformat()}"
    audit.record("round.extended", subject=named, actor=actor, now=now, binds=[*terms_of(held), extension])
    return extension


def hold_open(round_id: uuid.UUID, *, now: datetime) -> Round:
    """The round, kept from closing until the caller's transaction ends.

    Raises:
        RoundNotOpen: when it is not open, or its time is over.
    """
    round_ = db.session.scalars(
        select(Round)
        .where(Round.id == round_id)
        .order_by(Round.id)
        .with_for_update(read=True, of=Round)
        # What this session read before it waited may be out of date by now.
        .execution_options(populate_existing=True)
    ).one()
    if not round_.takes_submissions(now):
        raise not_open(round_)
    return round_


def hold_organisation(organisation: Organisation) -> None:
    """One submission at a time for each organisation: two would both be the next version."""
    # The key share leaves room for rows that refer to the organisation.
    db.session.execute(
        select(Organisation.id)
        .where(Organisation.id == organisation.id)
        .order_by(Organisation.id)
        .with_for_update(key_share=True, of=Organisation)
    )


def hold_for_step(round_id: uuid.UUID) -> Round:
    """The round, with every submission that was accepted in and every later one waiting."""
    return db.session.scalars(
        select(Round)
        .where(Round.id == round_id)
        .order_by(Round.id)
        .with_for_update(of=Round)
        .execution_options(populate_existing=True)
    ).one()


def stand_in(*, round_: Round, organisation: Organisation, for_: uuid.UUID) -> None:
    """Put an invented organisation in the place of one that the plan names.

    Raises:
        NotADemonstration: when the round or the organisation is a real one.
    """
    if not (round_.demonstration and organisation.demonstration):
        msg = "Only an invented organisation in a demonstration round stands in for another."
        raise StandInRefused(msg)
    db.session.add(StandIn(round_id=round_.id, organisation_id=organisation.id, stands_in_for_id=for_))

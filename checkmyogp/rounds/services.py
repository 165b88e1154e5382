"""The steps of a round's life up to its close."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.domain.identities import Identity
from checkmyogp.domain.lifecycles import RoundState, step_round
from checkmyogp.domain.wording import Wording
from checkmyogp.plans import queries as plan_queries
from checkmyogp.plans.models import Organisation, Plan
from checkmyogp.rounds.models import Round, RoundMilestone, StandIn
from checkmyogp.rubrics.models import RubricVersion


class RoundNotOpen(ValueError):
    """Something that only an open round takes."""

    def __init__(self, round_: Round) -> None:
        super().__init__(f"The round {round_.slug} is {round_.state.value}; nothing can be submitted to it now.")


class NotADemonstration(ValueError):
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
    seed: int
    demonstration: bool


def subject(round_: Round) -> str:
    """How the audit chain names a round."""
    return f"{round_.plan.slug}/{round_.slug}"


def draft(*, plan: Plan, rubric: RubricVersion, terms: Terms, actor: Identity, now: datetime) -> Round:
    """Set up a round."""
    round_ = Round(
        plan=plan,
        rubric=rubric,
        state=RoundState.DRAFT,
        **{name: getattr(terms, name) for name in Terms.__dataclass_fields__},
    )
    db.session.add(round_)
    db.session.flush()
    audit.record("round.drafted", subject=subject(round_), actor=actor, now=now)
    return round_


def open_(*, round_: Round, actor: Identity, now: datetime) -> None:
    """Open a round: from now on the wording it scores is pinned.

    Raises:
        lifecycles.StepRefused: when it is not a draft.
    """
    round_.state = step_round(round_.state, RoundState.OPEN)
    round_.opened_at = now
    db.session.add_all(
        RoundMilestone(round_id=round_.id, milestone_id=edition.milestone_id, edition_id=edition.id)
        for edition in plan_queries.latest_editions(round_.plan_id)
    )
    audit.record("round.opened", subject=subject(round_), actor=actor, now=now)


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
    if round_.state is not RoundState.OPEN or not round_.opens_at <= now < round_.closes_at:
        raise RoundNotOpen(round_)
    return round_


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
        raise NotADemonstration(msg)
    db.session.add(StandIn(round_id=round_.id, organisation_id=organisation.id, stands_in_for_id=for_))

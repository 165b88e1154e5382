"""Rounds to score in, with the moments of their life fixed."""

import uuid
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from checkmyogp.accounts.services import organisations
from checkmyogp.accreditation.models import Accreditation
from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain import canon
from checkmyogp.domain.identities import OPERATOR, Identity, Office
from checkmyogp.domain.lifecycles import AccreditationState, RoundState
from checkmyogp.domain.methods import FIRST_METHOD
from checkmyogp.domain.wording import editorial
from checkmyogp.plans import queries as plans
from checkmyogp.plans.models import Organisation, Plan
from checkmyogp.rounds import queries, services
from checkmyogp.rounds.models import Round, RoundMilestone, RoundWords
from checkmyogp.rounds.words import writer
from checkmyogp.rubrics import queries as rubrics
from checkmyogp.snapshots import services as scorecards
from checkmyogp.snapshots.models import Snapshot
from tests.factories.scorecards import Scorecard

OPENS = datetime(2030, 1, 1, tzinfo=UTC)
DURING = datetime(2030, 1, 15, 12, tzinfo=UTC)
CLOSES = datetime(2030, 2, 1, tzinfo=UTC)
REPLIES_END = CLOSES + timedelta(days=14)

ONE_OFFICER = Identity("one-officer", Office.OFFICER, confirmed=True)
ANOTHER_OFFICER = Identity("another-officer", Office.OFFICER, confirmed=True)

PLAN = "xm-nap-1"
NGOS = ("river-watch", "dock-league", "open-ledger", "civic-lens", "fair-budget")


def plan(slug: str = PLAN) -> Plan:
    found = plans.plan_by_slug(slug)
    assert found is not None
    return found


def organisation(key: str) -> Organisation:
    return db.session.scalars(select(Organisation).where(Organisation.key == key).order_by(Organisation.id)).one()


def terms(**changed: object) -> services.Terms:
    standard: dict[str, object] = {
        "slug": "first",
        "name": editorial(en="First round"),
        "period_starts": date(2029, 7, 1),
        "period_ends": date(2029, 12, 31),
        "opens_at": OPENS,
        "closes_at": CLOSES,
        "quorum": 3,
        "reply_days": 14,
        "demonstration": False,
    }
    return services.Terms(**{**standard, **changed})  # pyright: ignore[reportArgumentType]


def draft_round(*, plan_slug: str = PLAN, rubric: tuple[str, int] = ("tide", 1), **changed: object) -> Round:
    """A round as an officer sets it up."""
    version = rubrics.rubric(*rubric)
    assert version is not None
    with unit_of_work(db.session):
        return services.draft(
            plan=plan(plan_slug), rubric=version, terms=terms(**changed), actor=OPERATOR, now=OPENS - timedelta(days=1)
        )


def open_round(
    *, plan_slug: str = PLAN, rubric: tuple[str, int] = ("tide", 1), ngos: tuple[str, ...] = NGOS, **changed: object
) -> Round:
    """An open round for which these NGOs are accredited."""
    round_ = draft_round(plan_slug=plan_slug, rubric=rubric, **changed)
    with unit_of_work(db.session):
        services.open_(round_=round_, actor=OPERATOR, now=OPENS)
    decide(AccreditationState.ACCREDITED, *ngos, plan_slug=plan_slug)
    return round_


def draft_of_version_1(**changed: object) -> Round:
    """A draft as an earlier release of the program set it up: under version 1 of the method, with a seed."""
    round_ = draft_round(**changed)  # pyright: ignore[reportArgumentType] - none of the named ones is among them
    with unit_of_work(db.session):
        round_.method_version, round_.seed = FIRST_METHOD, 7
        db.session.flush()
        binds = services.terms_of(round_)
        audit.record("round.redrafted", subject=services.subject(round_), actor=OPERATOR, now=OPENS, binds=binds)
    return round_


def open_round_of_version_1() -> Round:
    """An open round as an earlier release opened it, step by step, since the service opens none any more."""
    round_ = draft_of_version_1()
    with unit_of_work(db.session):
        round_.state, round_.opened_at = RoundState.OPEN, OPENS
        editions = plans.latest_editions(round_.plan_id)
        db.session.add_all(
            RoundMilestone(round_id=round_.id, milestone_id=edition.milestone_id, edition_id=edition.id)
            for edition in editions
        )
        content = canon.canonical(writer.words(round_, editions))
        words = RoundWords(
            round_id=round_.id,
            plan_title=round_.plan.title,
            member_name=round_.plan.member.name,
            time_zone=round_.plan.member.time_zone,
            content=content,
            digest=canon.sha256(content),
        )
        db.session.add(words)
        db.session.flush()
        binds = [*services.terms_of(round_), *queries.pinned(round_.id), words]
        audit.record(services.OPENED, subject=services.subject(round_), actor=OPERATOR, now=OPENS, binds=binds)
        db.session.expire(round_, ["kept_words"])
    decide(AccreditationState.ACCREDITED, *NGOS)
    return round_


def put(round_: Round, *, opens_at: datetime, closes_at: datetime) -> None:
    """Another time for a round, in the caller's transaction, bound as if it had been drafted so."""
    round_.opens_at, round_.closes_at = opens_at, closes_at
    db.session.flush()
    binds = services.terms_of(round_)
    audit.record("round.redrafted", subject=services.subject(round_), actor=OPERATOR, now=OPENS, binds=binds)


def decide(state: AccreditationState, *keys: str, plan_slug: str = PLAN) -> None:
    """Where these NGOs stand, without the two officers that it takes: tests/factories/accreditation.py plays those."""
    for key in keys:
        with unit_of_work(db.session):
            standing = Accreditation(
                plan_id=plan(plan_slug).id,
                organisation_id=organisation(key).id,
                state=state,
                reason=editorial(en="A decision for a test."),
                decided_at=OPENS,
            )
            binds = (db.session.merge(standing),)
            named = f"{plan_slug}/{key}"
            audit.record(f"accreditation.{state.value}", subject=named, actor=OPERATOR, now=OPENS, binds=binds)


def came_late(round_: Round, name: str) -> Organisation:
    """An NGO that the site learned of after the opening, and whose name was kept as at a first submission."""
    with unit_of_work(db.session):
        row = organisations.add_ngo(member=round_.plan.member, names={"en": name}, actor=OPERATOR, now=OPENS)
        services.keep_name(round_, row)
    return row


def milestone_id(round_: Round, number: str) -> uuid.UUID:
    """The row of a milestone of this round."""
    return next(pinned.milestone_id for pinned in queries.pinned(round_.id) if pinned.milestone.number == number)


def close(round_: Round, *, now: datetime = CLOSES) -> None:
    with unit_of_work(db.session):
        scorecards.close(round_=round_, actor=OPERATOR, now=now)


def publish(round_: Round, *, now: datetime = REPLIES_END) -> Snapshot:
    with unit_of_work(db.session):
        return scorecards.publish(round_=round_, actor=OPERATOR, now=now)


def correct(round_: Round, reason: str, *, now: datetime = REPLIES_END + timedelta(days=30)) -> Snapshot:
    """One officer proposes it, another confirms it."""
    with unit_of_work(db.session):
        proposed = scorecards.propose_correction(round_=round_, reason=editorial(en=reason), actor=ONE_OFFICER, now=now)
    with unit_of_work(db.session):
        return scorecards.confirm_correction(correction=proposed, actor=ANOTHER_OFFICER, now=now)


def close_and_publish(round_: Round) -> Scorecard:
    """What the round came to, as anybody can download it."""
    close(round_)
    return Scorecard.of(publish(round_).content)

"""Finding what an NGO has at stake in the plan's own lists, and keeping what it declares itself."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from checkmyogp.assessment import queries
from checkmyogp.assessment.models import ConflictOfInterest
from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.domain.answers import Declared
from checkmyogp.domain.conflicts import FoundConflict, detect
from checkmyogp.domain.identities import Identity
from checkmyogp.plans import queries as plan_queries
from checkmyogp.plans.models import Organisation
from checkmyogp.rounds import queries as round_queries
from checkmyogp.rounds import services as rounds
from checkmyogp.rounds.models import Round, RoundMilestone


def declare_conflict(
    *,
    round_: Round,
    milestone_id: uuid.UUID,
    organisation: Organisation,
    declared: Declared,
    actor: Identity,
    now: datetime,
) -> None:
    """Keep what an NGO says it has at stake.

    Raises:
        rounds.RoundNotOpen: the round is not open.
    """
    held = rounds.hold_open(round_.id, now=now)
    row = db.session.merge(
        ConflictOfInterest(
            round_id=held.id,
            milestone_id=milestone_id,
            organisation_id=organisation.id,
            conflict=declared.conflict,
            level=declared.level,
            explanation=declared.explanation,
        )
    )
    _record("conflict.declared", held, organisation, actor=actor, now=now, binds=(row,))


def bring_declarations(
    *,
    round_: Round,
    organisation: Organisation,
    wanted: Mapping[uuid.UUID, Declared],
    actor: Identity,
    now: datetime,
) -> None:
    """Make these the NGO's declarations in this round, by milestone: new ones kept, others withdrawn.

    Raises:
        rounds.RoundNotOpen: the round is not open.
    """
    known: dict[uuid.UUID, list[ConflictOfInterest]] = {}
    for row in queries.declarations(round_.id, organisation.id):
        known.setdefault(row.milestone_id, []).append(row)
    for milestone_id, rows in known.items():
        for row in rows:
            if milestone_id not in wanted or row.conflict is not wanted[milestone_id].conflict:
                db.session.delete(row)
                _record("conflict.withdrawn", round_, organisation, actor=actor, now=now, frees=(row,))
    for milestone_id, declared in wanted.items():
        if declared not in [Declared(row.conflict, row.level, row.explanation) for row in known.get(milestone_id, [])]:
            declare_conflict(
                round_=round_,
                milestone_id=milestone_id,
                organisation=organisation,
                declared=declared,
                actor=actor,
                now=now,
            )


def _record(
    action: str,
    round_: Round,
    organisation: Organisation,
    *,
    actor: Identity,
    now: datetime,
    binds: Sequence[ConflictOfInterest] = (),
    frees: Sequence[ConflictOfInterest] = (),
) -> None:
    db.session.flush()
    named = f"{rounds.subject(round_)}/{organisation.key}"
    audit.record(action, subject=named, actor=actor, now=now, logged=False, binds=binds, frees=frees)


def find_conflicts(*, round_: Round, organisations: Sequence[Organisation]) -> int:
    """Keep every conflict that the plan's stakeholder lists show; returns how many there are."""
    milestones = round_queries.pinned(round_.id)
    found = 0
    for organisation in organisations:
        for conflict in found_conflicts(round_=round_, organisation=organisation, milestones=milestones):
            db.session.merge(
                ConflictOfInterest(
                    round_id=round_.id,
                    milestone_id=uuid.UUID(conflict.milestone),
                    organisation_id=organisation.id,
                    conflict=conflict.conflict,
                    level=conflict.level,
                    explanation="",
                )
            )
            found += 1
    db.session.flush()
    return found


def found_conflicts(
    *, round_: Round, organisation: Organisation, milestones: Sequence[RoundMilestone]
) -> tuple[FoundConflict, ...]:
    """What the plan's stakeholder lists show of one organisation, by the ids of milestones. Writes nothing."""
    return detect(round_queries.stakes(milestones), identities=_identities(round_, organisation))


def _identities(round_: Round, organisation: Organisation) -> frozenset[str]:
    """The organisation, those it stands in for, and every group one of them belongs to."""
    own = round_queries.identities(round_.id, organisation.id)
    groups = plan_queries.groups_of(sorted(own, key=str))
    return frozenset(str(key) for key in own.union(*groups.values()))

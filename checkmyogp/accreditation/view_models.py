"""The register, and an NGO's file, put together as pages and JSON show them."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from checkmyogp.accreditation import queries
from checkmyogp.accreditation.models import Appeal, Application, Decision, Proposal
from checkmyogp.domain import accreditation as domain
from checkmyogp.domain.lifecycles import AccreditationState
from checkmyogp.domain.wording import Wording
from checkmyogp.plans.models import Organisation, Plan


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One NGO in the register of one plan. Nothing in it names a person."""

    plan: Plan
    organisation: Organisation
    standing: AccreditationState
    since: datetime
    ends_on: date | None
    """The last day of its term, once it was accredited."""
    history: Sequence[Decision]
    """What was decided, the earliest first."""
    appeals: Mapping[uuid.UUID, Appeal]
    """Appeals by the decision that they are against."""

    @property
    def reason(self) -> Wording | None:
        """What the officers said last; nothing where the term has ended by itself."""
        return None if self.standing is AccreditationState.EXPIRED else self.history[-1].reason


def register(*, now: datetime, plan_id: uuid.UUID | None = None) -> list[RegisterEntry]:
    """Every real NGO that was ever decided on: by plan, then by key."""
    return _entries(queries.decisions(plan_id), now=now)


def entry(*, plan_id: uuid.UUID, organisation_id: uuid.UUID, now: datetime) -> RegisterEntry | None:
    """One NGO in the register of one plan, if anything was decided on it."""
    found = _entries(queries.decisions(plan_id, organisation_id), now=now)
    return found[0] if found else None


def _entries(decisions: Sequence[Decision], *, now: datetime) -> list[RegisterEntry]:
    appeals = queries.appeals([decision.id for decision in decisions])
    return [
        _entry(list(history), appeals, now=now)
        for _, history in groupby(decisions, key=lambda decision: (decision.plan_id, decision.organisation_id))
    ]


def _entry(history: list[Decision], appeals: Mapping[uuid.UUID, Appeal], *, now: datetime) -> RegisterEntry:
    last = history[-1]
    standing = domain.standing(last.state, ends_on=last.ends_on, today=queries.today(last.plan, now=now))
    unrecorded = standing is not last.state
    terms = [decision.ends_on for decision in history if decision.ends_on is not None]
    return RegisterEntry(
        plan=last.plan,
        organisation=last.organisation,
        standing=standing,
        since=queries.end_of(last.plan, last.ends_on) if unrecorded and last.ends_on else last.decided_at,
        ends_on=terms[-1] if terms else None,
        history=history,
        appeals={decision.id: appeals[decision.id] for decision in history if decision.id in appeals},
    )


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about one NGO and one plan, for officers; the NGO itself sees its own part of it."""

    plan: Plan
    organisation: Organisation
    standing: AccreditationState | None
    """Nothing where the NGO has never applied."""
    applications: Sequence[Application]
    """The latest first."""
    proposal: Proposal | None
    """The one that waits for a second officer."""
    entry: RegisterEntry | None
    """What the register says."""

    @property
    def waiting(self) -> bool:
        """Whether its application is still to be decided."""
        return self.standing is AccreditationState.APPLIED

    @property
    def can_apply(self) -> bool:
        """Whether the NGO can apply, or say it better."""
        return self.standing is None or AccreditationState.APPLIED in domain.ACCREDITATION_STEPS[self.standing]

    @property
    def decisions(self) -> tuple[AccreditationState, ...]:
        """What officers can decide now."""
        return domain.open_decisions(self.standing) if self.standing else ()


def dossier(*, plan: Plan, organisation: Organisation, now: datetime) -> Dossier:
    """Read it."""
    return Dossier(
        plan=plan,
        organisation=organisation,
        standing=queries.where_it_stands(plan.id, organisation.id, now=now),
        applications=queries.applications(plan.id, organisation.id),
        proposal=queries.open_proposal(plan.id, organisation.id),
        entry=entry(plan_id=plan.id, organisation_id=organisation.id, now=now),
    )


def dossiers(*, now: datetime) -> list[Dossier]:
    """Of every NGO that ever applied: by plan, then by key."""
    return [dossier(plan=plan, organisation=organisation, now=now) for plan, organisation in queries.applicants()]


def appealable(entry: RegisterEntry | None, *, now: datetime) -> dict[uuid.UUID, datetime]:
    """The decisions in an NGO's history that it can still appeal against, each with the moment when that ends."""
    return {
        decision.id: until
        for decision in (entry.history if entry else ())
        if decision.state in domain.APPEALABLE
        and decision.id not in (entry.appeals if entry else {})
        and now < (until := domain.can_appeal_until(decision.decided_at))
    }

"""Decisions on who may score."""

from datetime import datetime

from checkmyogp.accreditation.models import Accreditation
from checkmyogp.audit import services as audit
from checkmyogp.db import db
from checkmyogp.domain.identities import Identity
from checkmyogp.domain.lifecycles import AccreditationState
from checkmyogp.domain.wording import Wording
from checkmyogp.plans.models import Organisation, Plan


def decide(
    *,
    plan: Plan,
    organisation: Organisation,
    state: AccreditationState,
    reason: Wording,
    actor: Identity,
    now: datetime,
) -> Accreditation:
    """Set an organisation's standing for a plan, from now on."""
    accreditation = db.session.get(Accreditation, (plan.id, organisation.id))
    if accreditation is None:
        accreditation = Accreditation(plan_id=plan.id, organisation_id=organisation.id)
        db.session.add(accreditation)
    accreditation.state = state
    accreditation.reason = reason
    accreditation.decided_at = now
    audit.record(f"accreditation.{state.value}", subject=f"{plan.slug}/{organisation.key}", actor=actor, now=now)
    return accreditation

"""One thing at a time for each NGO, and decisions that wait for submissions under way."""

import uuid

from sqlalchemy import select

from checkmyogp.accreditation.models import Accreditation
from checkmyogp.db import db
from checkmyogp.plans.models import Organisation, Plan


def subject(plan: Plan, organisation: Organisation) -> str:
    """How the audit chain names an NGO's accreditation."""
    return f"{plan.slug}/{organisation.key}"


def hold(plan_id: uuid.UUID, organisation_id: uuid.UUID) -> None:
    """Keep everything about this NGO's accreditation as it is until the caller's transaction ends.

    Whoever else applies, proposes, confirms or appeals for the same NGO waits; so does a decision, for each submission
    that has found the NGO accredited and is not committed yet.
    """
    # The key share leaves room for rows that refer to the organisation, a submission for one.
    db.session.scalars(
        select(Organisation)
        .where(Organisation.id == organisation_id)
        .order_by(Organisation.id)
        .with_for_update(key_share=True, of=Organisation)
    ).one()
    db.session.scalars(
        select(Accreditation)
        .where(Accreditation.plan_id == plan_id, Accreditation.organisation_id == organisation_id)
        .order_by(Accreditation.organisation_id)
        .with_for_update(of=Accreditation)
        .execution_options(populate_existing=True)
    ).one_or_none()

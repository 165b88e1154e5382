"""Reading the register."""

import uuid

from sqlalchemy import select

from checkmyogp.accreditation.models import Accreditation
from checkmyogp.db import db
from checkmyogp.domain.lifecycles import AccreditationState


def accredited(plan_id: uuid.UUID) -> frozenset[uuid.UUID]:
    """The organisations that may score this plan at this moment."""
    return frozenset(
        db.session.scalars(
            select(Accreditation.organisation_id)
            .where(Accreditation.plan_id == plan_id, Accreditation.state == AccreditationState.ACCREDITED)
            .order_by(Accreditation.organisation_id)
        )
    )

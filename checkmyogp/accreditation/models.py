"""Accreditations of NGOs for a plan."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from checkmyogp.db.base import Base
from checkmyogp.domain.lifecycles import AccreditationState
from checkmyogp.domain.wording import Wording
from checkmyogp.plans.models import Organisation, Plan


class Accreditation(Base):
    """An NGO's leave to score one plan, with the last decision and its public reason."""

    __tablename__ = "accreditation"

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id"), primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    state: Mapped[AccreditationState]
    reason: Mapped[Wording]
    decided_at: Mapped[datetime]

    plan: Mapped[Plan] = relationship()
    organisation: Mapped[Organisation] = relationship()

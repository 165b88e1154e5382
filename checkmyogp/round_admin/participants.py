"""Whom a round asks, and who of them has submitted: what officers may know in order to remind the others.

Days and no times, and nothing of what or how much was said.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum, unique

from sqlalchemy import func, select

from checkmyogp import times
from checkmyogp.accounts import queries as accounts
from checkmyogp.accounts.models import Person
from checkmyogp.accreditation import queries as accreditation
from checkmyogp.assessment.models import Submission
from checkmyogp.db import db
from checkmyogp.domain.conflicts import Sector
from checkmyogp.domain.identities import Office
from checkmyogp.plans import queries as plan_queries
from checkmyogp.plans.models import Organisation
from checkmyogp.reporting.models import SelfReport
from checkmyogp.rounds import queries as round_queries
from checkmyogp.rounds.models import Round


@unique
class Duty(StrEnum):
    """What a round asks an organisation for."""

    ASSESSMENT = "assessment"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Participant:
    """An organisation that a round asks."""

    organisation: Organisation
    duty: Duty
    submitted_on: date | None
    """The day of its last submission by the clock of the plan's country; nothing while there is none."""

    @property
    def people(self) -> list[Person]:
        """Whom a reminder is written to: an NGO's leads, an agency's reporters."""
        acting = accounts.people(organisation=self.organisation.key)
        if self.duty is Duty.REPORT:
            return [person for person in acting if person.office is Office.REPORTER]
        return [person for person in acting if person.lead]


def participants(round_: Round, *, now: datetime) -> list[Participant]:
    """Every accredited NGO, then every agency that leads a milestone, and whoever submitted besides; by key."""
    return [
        *_listed(
            round_,
            Duty.ASSESSMENT,
            accreditation.accredited(round_.plan_id, day=round_.day_of(now)),
            _last(Submission, round_),
        ),
        *_listed(round_, Duty.REPORT, _agencies(round_), _last(SelfReport, round_)),
    ]


def _listed(
    round_: Round, duty: Duty, wanted: Iterable[uuid.UUID], last: Mapping[uuid.UUID, datetime]
) -> list[Participant]:
    found = plan_queries.organisations({*wanted, *last})
    zone = round_.time_zone
    return [
        Participant(row, duty, times.on_the_clock(last[row.id], zone).date() if row.id in last else None)
        for row in sorted(found.values(), key=lambda row: row.key)
        if row.demonstration == round_.demonstration
    ]


def _agencies(round_: Round) -> set[uuid.UUID]:
    """The organisations of the government that lead a milestone of the round."""
    leads = {key for keys in round_queries.leads(round_queries.pinned(round_.id)).values() for key in keys}
    found = plan_queries.organisations(leads)
    return {key for key, row in found.items() if row.sector is Sector.GOVERNMENT}


def _last(kind: type[Submission | SelfReport], round_: Round) -> dict[uuid.UUID, datetime]:
    """When each organisation submitted last."""
    rows = db.session.execute(
        select(kind.organisation_id, func.max(kind.submitted_at))
        .where(kind.round_id == round_.id)
        .group_by(kind.organisation_id)
        .order_by(kind.organisation_id)
    )
    return {organisation_id: at for organisation_id, at in rows}  # noqa: C416 - rows are not plain tuples

"""Bringing a milestone's editions to what a pack says, without ever overwriting an official word."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from checkmyogp.db import db
from checkmyogp.db.upsert import Upserts
from checkmyogp.domain import plans as domain
from checkmyogp.domain.dates import Bounds
from checkmyogp.domain.plans import MilestoneContent, Period, StakeholderContent
from checkmyogp.plans import queries
from checkmyogp.plans.models import Edition, Milestone, Organisation, Stakeholder


class OfficialTextDiffers(ValueError):
    """A pack quotes an official text otherwise than it was loaded, and no amendment says so."""


def upsert_editions(
    milestone: Milestone, content: MilestoneContent, *, organisations: Mapping[str, uuid.UUID], upserts: Upserts
) -> None:
    """Add the editions that are missing; correct titles, notes and translations of those that are there.

    Raises:
        OfficialTextDiffers: when a known edition's official words, dates or responsibilities would change, or the day
            or kind of the amendment that made it.
    """
    known = {row.number: row for row in queries.editions_of(milestone.id)}
    wanted = domain.editions(content)
    if len(known) > len(wanted):
        msg = f"Milestone {milestone.number}: an amendment that was loaded before is no longer in the pack."
        raise OfficialTextDiffers(msg)
    for edition in wanted:
        if row := known.get(edition.number):
            if as_loaded(row, milestone.number).differs_officially(edition.content):
                msg = (
                    f"Milestone {milestone.number}: the official text differs from what was loaded. "
                    "A plan's text changes only by a dated [[milestone.amendment]], which gives on, change, reason and "
                    "what is new; leave what was loaded as it is."
                )
                raise OfficialTextDiffers(msg)
            if (row.in_force_from, row.change) != _when_and_why(edition):
                msg = f"Milestone {milestone.number}: an amendment that was loaded before has another day or kind now."
                raise OfficialTextDiffers(msg)
            upserts.update(row, _values(edition))
        else:
            row = upserts.add(Edition, {"milestone_id": milestone.id, "number": edition.number, **_values(edition)})
            bring_stakeholders(
                {"edition_id": row.id}, edition.content.stakeholders, organisations=organisations, upserts=upserts
            )


def as_loaded(row: Edition, number: str) -> MilestoneContent:
    """An edition as the domain knows it."""
    return MilestoneContent(
        number=number,
        title=row.title,
        text=row.text,
        outputs=row.outputs,
        period=Period(row.due_printed, row.due),
        stakeholders=stakeholders_as_loaded({"edition_id": row.id}),
        notes=row.notes,
    )


def stakeholders_as_loaded(owner: Mapping[str, uuid.UUID]) -> tuple[StakeholderContent, ...]:
    """The stakeholder table of a commitment or of an edition as the domain knows it."""
    entries = db.session.execute(
        select(Stakeholder, Organisation.key)
        .join(Organisation, Stakeholder.organisation_id == Organisation.id)
        .filter_by(**owner)
        .order_by(Stakeholder.place)
    )
    return tuple(
        StakeholderContent(entry.role, entry.sector, key, entry.printed, entry.printed_under) for entry, key in entries
    )


def _when_and_why(edition: domain.MilestoneEdition) -> tuple[date | None, domain.EditionChange | None]:
    amendment = edition.amendment
    return (amendment.on, amendment.change) if amendment else (None, None)


def _values(edition: domain.MilestoneEdition) -> dict[str, Any]:
    content, amendment = edition.content, edition.amendment
    in_force_from, change = _when_and_why(edition)
    due = content.period.due
    return {
        "in_force_from": in_force_from,
        "change": change,
        "reason": amendment.reason if amendment else None,
        "withdrawn": edition.withdrawn,
        "title": content.title,
        "text": content.text,
        "outputs": content.outputs,
        "due_printed": content.period.printed,
        "due_starts": due.starts,
        "due_ends": due.ends if isinstance(due, Bounds) else None,
        "notes": content.notes,
    }


def bring_stakeholders(
    owner: Mapping[str, uuid.UUID],
    contents: Sequence[StakeholderContent],
    *,
    organisations: Mapping[str, uuid.UUID],
    upserts: Upserts,
) -> None:
    """The stakeholder table of a commitment or of an edition, in the plan's order."""
    for place, content in enumerate(contents, start=1):
        wanted = {
            "organisation_id": organisations[content.organisation],
            "role": content.role,
            "sector": content.sector,
            "printed": content.printed,
            "printed_under": content.printed_under,
        }
        upserts.upsert(Stakeholder, {**owner, "place": place}, wanted)
    gone = select(Stakeholder).filter_by(**owner).where(Stakeholder.place > len(contents)).order_by(Stakeholder.place)
    for row in db.session.scalars(gone).all():
        upserts.remove(row)

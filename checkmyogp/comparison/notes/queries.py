"""Reading notes: always those of one person."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from checkmyogp.comparison.notes.models import ResearchNote
from checkmyogp.db import db
from checkmyogp.plans.models import Milestone, Plan
from checkmyogp.rounds.models import Round


def note(person_id: uuid.UUID, round_id: uuid.UUID, milestone_id: uuid.UUID) -> ResearchNote | None:
    """This person's note on this milestone, if there is one."""
    return db.session.get(ResearchNote, (person_id, round_id, milestone_id))


def notes_in(person_id: uuid.UUID, round_id: uuid.UUID) -> dict[str, str]:
    """This person's notes on a round, by the milestones' numbers."""
    rows = db.session.execute(
        select(Milestone.number, ResearchNote.text)
        .join(ResearchNote.milestone)
        .where(ResearchNote.person_id == person_id, ResearchNote.round_id == round_id)
        .order_by(Milestone.place)
    )
    return dict(rows.all())


def notes_of(person_id: uuid.UUID) -> Sequence[ResearchNote]:
    """All of this person's notes with their rounds and milestones: the latest round first, then as in the plan."""
    return db.session.scalars(
        select(ResearchNote)
        .join(ResearchNote.round)
        .join(Round.plan)
        .join(ResearchNote.milestone)
        .options(
            contains_eager(ResearchNote.round).contains_eager(Round.plan).joinedload(Plan.member),
            contains_eager(ResearchNote.milestone),
        )
        .where(ResearchNote.person_id == person_id)
        .order_by(Round.closed_at.desc(), Plan.slug, Round.slug, Milestone.place)
    ).all()

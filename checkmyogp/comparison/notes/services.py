"""Writing notes. They change nothing that anybody else could see, so the audit chain does not hear of them."""

import uuid
from datetime import datetime

from sqlalchemy import delete

from checkmyogp.comparison.notes import queries
from checkmyogp.comparison.notes.models import ResearchNote
from checkmyogp.db import db, optimistic_lock
from checkmyogp.domain.identities import Identity


class NoSuchNote(ValueError):
    """This person has no note on the milestone."""


def keep(*, round_id: uuid.UUID, milestone_id: uuid.UUID, text: str, seen: int, actor: Identity, now: datetime) -> int:
    """Keep what was typed, and return the note's revision; the same text again makes no new one.

    ``seen`` is the revision that the writer began from, 0 where there was none.

    Raises:
        revisions.Stale: another text was saved meanwhile, in another window.
    """
    person_id = uuid.UUID(actor.key)
    found = queries.note(person_id, round_id, milestone_id)
    if found and found.text == text:
        return found.revision
    key = {"person_id": person_id, "round_id": round_id, "milestone_id": milestone_id}
    return optimistic_lock.save(ResearchNote, key, {"text": text, "written_at": now}, seen=seen)


def drop(*, round_id: uuid.UUID, milestone_id: uuid.UUID, seen: int, actor: Identity) -> None:
    """Delete a note for good.

    Raises:
        NoSuchNote: see there.
        revisions.Stale: it is no longer the text that was seen; nothing was deleted.
    """
    person_id = uuid.UUID(actor.key)
    if queries.note(person_id, round_id, milestone_id) is None:
        raise NoSuchNote("There is no such note.")
    key = {"person_id": person_id, "round_id": round_id, "milestone_id": milestone_id}
    gone = delete(ResearchNote).filter_by(**key, revision=seen).returning(ResearchNote.revision)
    if not db.session.execute(gone).all():
        raise optimistic_lock.Stale("The note was changed since it was opened.")

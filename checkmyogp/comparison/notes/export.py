"""A researcher's own notes as files."""

from collections.abc import Iterable, Iterator, Sequence

from flask_babel import gettext, lazy_gettext

from checkmyogp.comparison.exporting.cells import ColumnKind, ExportColumn, ExportTable
from checkmyogp.comparison.exporting.columns import DEMONSTRATION, MILESTONE
from checkmyogp.comparison.notes.models import ResearchNote

WRITTEN = "%Y-%m-%dT%H:%M:%SZ"


def as_table(notes: Sequence[ResearchNote]) -> bytes:
    """Comma-separated values, one note a row."""
    columns = (
        DEMONSTRATION,
        ExportColumn("plan", ColumnKind.TEXT, lazy_gettext("The plan's name in addresses.")),
        ExportColumn("round", ColumnKind.TEXT, lazy_gettext("The round's name in addresses.")),
        MILESTONE,
        ExportColumn("written_at", ColumnKind.TEXT, lazy_gettext("When it was last saved, in UTC.")),
        ExportColumn("note", ColumnKind.TEXT, lazy_gettext("The note.")),
    )
    rows = [
        {
            "demonstration": note.round.demonstration,
            "plan": note.round.plan.slug,
            "round": note.round.slug,
            "milestone": note.milestone.number,
            "written_at": note.written_at.strftime(WRITTEN),
            "note": note.text,
        }
        for note in notes
    ]
    return ExportTable("notes.csv", lazy_gettext("My notes"), columns, rows).written()


def as_text(notes: Iterable[ResearchNote], language: str) -> bytes:
    """Plain text, one note below the other."""
    return "\n".join(line for note in notes for line in _lines(note, language)).encode()


def _lines(note: ResearchNote, language: str) -> Iterator[str]:
    round_ = note.round
    if round_.demonstration:
        yield gettext("DEMONSTRATION. The plan is real; everything else in this round is invented.")
    yield f"{round_.plan_title.text(language)}: {round_.name.text(language)}"
    yield f"{note.milestone.number} ({note.written_at.strftime(WRITTEN)})"
    yield ""
    yield note.text
    yield ""
    yield "-" * 72
    yield ""

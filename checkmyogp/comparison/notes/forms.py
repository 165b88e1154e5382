"""What a researcher types into a note."""

from werkzeug.datastructures import MultiDict
from wtforms import IntegerField
from wtforms.validators import DataRequired, NumberRange
from wtforms.widgets import HiddenInput

from checkmyogp.comparison.notes.models import ResearchNote
from checkmyogp.web.draft_forms import LARGEST_REVISION
from checkmyogp.web.forms import Form, ProseField, lazy_gettext


class DropForm(Form):
    """Which revision is meant: what another window wrote since then is not deleted unseen."""

    revision = IntegerField("revision", [NumberRange(0, LARGEST_REVISION)], widget=HiddenInput(), default=0)

    @property
    def seen(self) -> int:
        """The revision; 0 where there was no note."""
        return self.revision.data or 0


class NoteForm(DropForm):
    """The text as well."""

    text = ProseField(
        lazy_gettext("My note"),
        [DataRequired(lazy_gettext("Write something, or delete the note with the button below."))],
    )


def filled(text: str, revision: int) -> NoteForm:
    """The form with this in it, whatever was sent."""
    return NoteForm(MultiDict({"text": text, "revision": str(revision)}))


def saved(note: ResearchNote | None) -> NoteForm:
    """The form with what was saved; empty where there is no note."""
    return filled(note.text, note.revision) if note else filled("", 0)

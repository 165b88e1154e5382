"""Forms of drafts that several people write on: each knows its revision, and can be set beside another one."""

from collections.abc import Mapping
from typing import ClassVar, Generic, Self, TypeVar

from flask_babel import gettext
from wtforms import Field, IntegerField, SelectField
from wtforms.validators import NumberRange
from wtforms.widgets import HiddenInput

from checkmyogp.web import evidence_rows
from checkmyogp.web.forms import Form

SheetT = TypeVar("SheetT")

LARGEST_REVISION = 2**31 - 2
NEVER_TYPED = ("csrf_token", "revision")


class DraftForm(Form, Generic[SheetT]):
    """What the form of every milestone has, whatever its rubric; the fields of a criterion begin with its key."""

    criteria: ClassVar[Mapping[str, str]] = {}
    """Keys and names."""

    revision = IntegerField("revision", [NumberRange(0, LARGEST_REVISION)], widget=HiddenInput(), default=0)

    def sheet(self) -> SheetT:
        """Everything that was typed."""
        raise NotImplementedError

    def typed(self, name: str) -> str:
        """What is in a field, as text."""
        return str(self[name].data or "")

    def point_out_half_filled(self) -> None:
        """Say beside each field what a row of evidence lacks."""
        for key in self.criteria:
            evidence_rows.point_out_half_filled(self, key)

    @property
    def mistakes(self) -> list[tuple[str, str, str]]:
        """Every mistake, with the criterion's name where several fields have the same label."""
        return [(id_, self._full_label(id_), wrong) for id_, _, wrong in super().mistakes]

    def compared_with(self, other: Self) -> list[tuple[str, str, str]]:
        """The label and both texts of each field in which two forms differ, in the order of the form."""
        shown = [(field.name, _shown(field), _shown(other[field.name])) for field in self]
        return [
            (self._full_label(name), mine, theirs)
            for name, mine, theirs in shown
            if mine != theirs and name not in NEVER_TYPED
        ]

    def _full_label(self, name: str) -> str:
        label = str(self[name].label.text)
        key = next((key for key in self.criteria if name.startswith(f"{key}-")), "")
        return gettext("%(criterion)s: %(field)s", criterion=self.criteria[key], field=label) if key else label


def _shown(field: Field) -> str:
    """What is in a field, in words."""
    if isinstance(field, SelectField):
        return next((str(choice.label.text) for choice in field if choice.data == field.data), "")
    return str(field.data or "")

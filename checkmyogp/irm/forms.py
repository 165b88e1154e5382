"""Recording a code of the IRM, and sending a table of them."""

import uuid
from typing import Any

from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, SelectField
from wtforms.validators import DataRequired, ValidationError

from checkmyogp.domain.irm import SCHEMES, Coded, Mark, Scheme, coded
from checkmyogp.irm import labels
from checkmyogp.irm.models import IrmCode
from checkmyogp.irm.services import CodeSource
from checkmyogp.web.evidence_rows import AddressField
from checkmyogp.web.forms import Form, LineField, lazy_gettext, option

LONGEST_PLACE = 100


class SourceForm(Form):
    """Where something stands."""

    source_title = LineField(
        lazy_gettext("Title of the source"), [DataRequired(lazy_gettext("A code needs the title of its source."))]
    )
    source_url = AddressField(lazy_gettext("Web address of the source"), render_kw={"inputmode": "url"})

    def validate_source_url(self, field: Any) -> None:  # noqa: ANN401 - the library's own signature
        """A reader must be able to look it up."""
        if not field.data:
            raise ValidationError(gettext("A code needs the web address of its source."))


class CodeForm(SourceForm):
    """One code; made for one scheme, whose answers are the choices of the field ``answer``."""

    page = LineField(
        lazy_gettext("Page or place in the source"),
        [DataRequired(lazy_gettext("A code needs the page on which it stands."))],
        longest=LONGEST_PLACE,
    )
    seen = HiddenField()

    def said(self, scheme: Scheme) -> Coded:
        """The chosen answer; only for a valid form."""
        return coded(scheme, self["answer"].data)

    def source(self) -> CodeSource:
        """Where it stands; only for a valid form."""
        return CodeSource(self.source_title.data or "", self.source_url.data or "", self.page.data or "")

    @property
    def row_seen(self) -> uuid.UUID | None:
        """The code that stood when the page was opened, if one did."""
        return seen_row(self.seen.data or "")


def seen_row(text: str) -> uuid.UUID | None:
    """A row's identifier as a form carries it; where somebody changed it, one that no row has."""
    if not text:
        return None
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)


def code_form(scheme: Scheme, typed: MultiDict[str, str] | None = None) -> CodeForm:
    """The form of one question: as it was sent, or with what is given in its place."""
    answers = [option(code.value, labels.said(code)) for code in SCHEMES[scheme].codes]
    marks = [option(mark.value, labels.said(mark)) for mark in Mark]
    chosen = SelectField(
        gettext("What the IRM says"),
        [DataRequired(gettext("Choose what the IRM says."))],
        choices=[option("", gettext("Choose")), *answers, *marks],
    )
    kind: type[CodeForm] = type("CodeOfScheme", (CodeForm,), {"answer": chosen})
    return kind() if typed is None else kind(typed)


def as_recorded(row: IrmCode | None) -> MultiDict[str, str]:
    """What stands, as a form would send it."""
    if row is None:
        return MultiDict({"seen": ""})
    return MultiDict(
        {
            "answer": row.said.value,
            "page": row.page,
            "source_title": row.source_title,
            "source_url": row.source_url,
            "seen": str(row.id),
        }
    )


class WithdrawForm(Form):
    """Taking back what stands."""

    seen = HiddenField()

    @property
    def row_seen(self) -> uuid.UUID | None:
        """The code that stood when the page was opened."""
        return seen_row(self.seen.data or "")


class TableForm(SourceForm):
    """A table to look at; the file itself is no field of the form."""


class ImportForm(Form):
    """What was previewed, sealed."""

    previewed = HiddenField()

"""Rows of a form into which evidence is typed: empty ones are passed over, half-filled ones kept and pointed out."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext
from wtforms import DateField, Field
from wtforms.validators import Optional, ValidationError

from checkmyogp.domain.evidence import WEB_ADDRESSES, NotALink, TypedEvidence, refuse_unless_link
from checkmyogp.web.forms import Form, LineField, ProseField

ROWS = 5
LONGEST_ADDRESS = 2_000
LONGEST_QUOTATION = 2_000
FIELDS = ("url", "title", "publisher", "published", "page", "quotation")


class AddressField(LineField):
    """A web address. Browsers write the scheme in small letters, people sometimes do not."""

    def __init__(self, label: str, **options: Any) -> None:  # noqa: ANN401 - the library's own signature
        """An address of some length."""
        super().__init__(label, [_is_link], longest=LONGEST_ADDRESS, **options)
        self.filters = (*self.filters, _usual_scheme)


def _usual_scheme(address: str) -> str:
    scheme, mark, rest = address.partition("://")
    return f"{scheme.lower()}{mark}{rest}" if f"{scheme.lower()}{mark}" in WEB_ADDRESSES else address


def _is_link(_form: object, field: Field) -> None:
    if not field.data:
        return
    try:
        refuse_unless_link(field.data)
    except NotALink as refusal:
        raise ValidationError(
            gettext("This is not a web address. It must begin with https:// or http://.")
        ) from refusal


def name(about: str, row: int, field: str) -> str:
    """What a field is called: of the row of the evidence about something."""
    return f"{about}-evidence-{row}-{field}"


def fields(about: str, *, rows: int = ROWS) -> dict[str, Any]:
    """Every field of every row, by its name, to be put into a form."""
    return {name(about, row, key): field for row in range(1, rows + 1) for key, field in _row(row).items()}


def _row(row: int) -> dict[str, Any]:
    return {
        "url": AddressField(gettext("Evidence %(num)s: web address", num=row), render_kw={"inputmode": "url"}),
        "title": LineField(gettext("Evidence %(num)s: title", num=row)),
        "publisher": LineField(gettext("Evidence %(num)s: publisher", num=row)),
        "published": DateField(gettext("Evidence %(num)s: date of publication", num=row), validators=[Optional()]),
        "page": LineField(gettext("Evidence %(num)s: page or place in it", num=row), longest=100),
        "quotation": ProseField(gettext("Evidence %(num)s: the words you rely on", num=row), longest=LONGEST_QUOTATION),
    }


def of_row(form: Form, about: str, row: int) -> list[Field]:
    """The fields of one row, for a template."""
    return [form[name(about, row, key)] for key in FIELDS]


def rows_of(form: Form, about: str) -> list[int]:
    """The numbers of the rows that a form has about something."""
    return [row for row in range(1, ROWS + 1) if name(about, row, FIELDS[0]) in form]


def typed(form: Form, about: str) -> Iterator[tuple[int, TypedEvidence]]:
    """The rows that hold anything, with their numbers."""
    for row in rows_of(form, about):
        texts = [form[name(about, row, key)].data for key in FIELDS]
        found = TypedEvidence(*("" if text is None else str(text) for text in texts))
        if not found.is_empty:
            yield row, found


def point_out_half_filled(form: Form, about: str) -> bool:
    """Put a sentence beside whatever a row lacks to be evidence; whether there was anything to say."""
    found = False
    for row, evidence in typed(form, about):
        for key in ("url", "title"):
            if not getattr(evidence, key):
                found = True
                form[name(about, row, key)].errors = [
                    gettext("This piece of evidence lacks it: add it, or empty the whole row.")
                ]
    return found


def as_typed(about: str, rows: tuple[TypedEvidence, ...]) -> dict[str, str]:
    """Rows as the fields of a form hold them."""
    return {
        name(about, row, key): getattr(evidence, key) for row, evidence in enumerate(rows, start=1) for key in FIELDS
    }

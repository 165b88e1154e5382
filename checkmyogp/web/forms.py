"""What every form shares: cleaned text, messages from our own catalogue, and a token against forged requests."""

from collections.abc import Sequence
from typing import Any

import flask_babel
from flask import request
from flask_babel import gettext, ngettext
from flask_wtf import CSRFProtect, FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import StringField, TextAreaField
from wtforms.fields import choices
from wtforms.validators import InputRequired, Length

from checkmyogp.domain.texts import clean_line, clean_text

csrf = CSRFProtect()
"""Every POST needs a token; a view that neither writes nor looks at the session may say ``@csrf.exempt``."""

LONGEST_LINE = 300
LONGEST_TEXT = 20_000


def lazy_gettext(sentence: str, **values: object) -> str:
    """A sentence that is looked up when a page is written: forms are made before anybody's language is known.

    WTForms asks for ``str``; this behaves like one.
    """
    return flask_babel.lazy_gettext(sentence, **values)  # pyright: ignore[reportReturnType]


def option(value: str, label: str) -> Any:  # noqa: ANN401 - the library's stubs do not know its own class
    """One entry of a list to choose from."""
    return choices.SelectChoice(value, label)  # pyright: ignore[reportAttributeAccessIssue]


WTFORMS_MESSAGES = (
    lazy_gettext("This field is required."),
    lazy_gettext("Not a valid choice."),
    lazy_gettext("Not a valid date value."),
    lazy_gettext("Not a valid datetime value."),
    lazy_gettext("Not a valid integer value."),
    lazy_gettext("Invalid input."),
)
"""Sentences that the form library says by itself; named here so that the catalogue knows them."""


class _Catalogue:
    """The form library's own sentences, looked up in our catalogue."""

    def gettext(self, string: str) -> str:
        """One sentence."""
        return gettext(string)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """One sentence with a number."""
        return ngettext(singular, plural, n)


class Form(FlaskForm):
    """The base of every form."""

    class Meta(FlaskForm.Meta):
        """How WTForms behaves here."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:  # noqa: ANN401 - the library's own signature
            """Texts that a form sent, and nothing else: JSON and files would bring lists and bytes in their place."""
            if formdata is None or isinstance(formdata, MultiDict):
                return formdata
            return (request.form or None) if form.is_submitted() else None

        def get_translations(self, form: Any) -> _Catalogue:  # noqa: ANN401 - the library's own signature
            """Our catalogue."""
            del form
            return _Catalogue()

    @property
    def mistakes(self) -> list[tuple[str, str, str]]:
        """Every mistake: the field's id, its label and what is wrong, in the order of the fields."""
        return [
            (field.id, str(field.label.text), str(error))
            for field in self
            # A field made of several keeps theirs as a mapping; a page that uses such fields lists them.
            for error in (field.errors if isinstance(field.errors, list | tuple) else ())
        ]


def _line(value: str | None) -> str:
    return clean_line(value or "")


def _text(value: str | None) -> str:
    return clean_text(value or "")


def required(message: str) -> InputRequired:
    """A field that must be filled, with a sentence of its own."""
    return InputRequired(message)


class LineField(StringField):
    """One line of text."""

    def __init__(
        self,
        label: str,
        validators: Sequence[Any] = (),
        *,
        longest: int = LONGEST_LINE,
        **options: Any,  # noqa: ANN401 - the library's own signature
    ) -> None:
        """A line of at most ``longest`` characters."""
        too_long = Length(max=longest, message=lazy_gettext("Please use at most %(max)d characters."))
        super().__init__(label, [*validators, too_long], filters=[_line], **options)


class ProseField(TextAreaField):
    """Text of several lines."""

    def __init__(
        self,
        label: str,
        validators: Sequence[Any] = (),
        *,
        longest: int = LONGEST_TEXT,
        **options: Any,  # noqa: ANN401 - the library's own signature
    ) -> None:
        """A text of at most ``longest`` characters."""
        too_long = Length(max=longest, message=lazy_gettext("Please use at most %(max)d characters."))
        super().__init__(label, [*validators, too_long], filters=[_text], **options)

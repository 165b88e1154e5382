"""The fields that the forms of NGOs and agencies share."""

from wtforms import HiddenField, SelectField

from checkmyogp.web import languages
from checkmyogp.web.forms import Form, option


class SubmitForm(Form):
    """Somebody's word for everything that was looked through."""

    reviewed = HiddenField(default="")


def language_field(label: str) -> SelectField:
    """What a text is written in: a language of the pages, at first the reader's."""
    written_in = [option(code, languages.own_name(code)) for code in languages.languages()]
    return SelectField(label, choices=written_in, default=languages.current())

"""Form fields for a text in every language of the pages: at least one is filled, and none is required."""

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from flask_babel import gettext
from wtforms import Field, StringField

from checkmyogp.domain.wording import Wording, editorial
from checkmyogp.web import languages
from checkmyogp.web.forms import Form

Worded = TypeVar("Worded", bound="WordedForm")


class WordedForm(Form):
    """The base of forms with texts in several languages; ``in_each_language`` adds the fields."""

    worded: ClassVar[tuple[str, ...]] = ()
    """The names of those texts."""

    def versions(self, name: str) -> list[Field]:
        """The fields of a text, in the order of the pages' languages."""
        return [self[f"{name}_{code}"] for code in languages.languages()]

    def wording(self, name: str) -> Wording:
        """What was written, in the same order."""
        written = zip(languages.languages(), self.versions(name), strict=True)
        return editorial(**{code: field.data for code, field in written if field.data})

    def fill(self, name: str, wording: Wording) -> None:
        """Show what was written before."""
        texts = wording.texts()
        for code, field in zip(languages.languages(), self.versions(name), strict=True):
            field.data = texts.get(code, "")

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 - the library's own signature
        """Each text in one language at least."""
        sound = super().validate(extra_validators)
        for name in self.worded:
            versions = self.versions(name)
            if not any(field.data for field in versions):
                versions[0].errors = [gettext("Write it in one of the languages at least; both are better.")]
                sound = False
        return sound


def in_each_language(
    base: type[Worded], kinds: Mapping[str, tuple[type[StringField], str, Mapping[str, Any]]]
) -> type[Worded]:
    """The form with each of these texts as one field per language: its name to the field's kind, label and options."""
    fields: dict[str, Any] = {
        f"{name}_{code}": kind(f"{label} ({languages.own_name(code)})", **options)
        for name, (kind, label, options) in kinds.items()
        for code in languages.languages()
    }
    made: Any = type(base.__name__, (base,), fields | {"worded": tuple(kinds)})
    return made

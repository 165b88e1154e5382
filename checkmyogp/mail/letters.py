"""A mail's words, from a template and a catalogue, without any request: mails are written by services."""

import re
from functools import cache
from typing import Any

from babel.support import Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from checkmyogp import resources

SITE = "{{site}}"
"""Stands in a waiting mail for the site's public address, which is put in when the mail is delivered."""


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(resources.TEMPLATES / "emails"),
        # Plain text: there is no mark-up to escape into, and an escaped name would be read as it is.
        autoescape=False,  # noqa: S701
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        lstrip_blocks=True,
    )
    environment.policies["ext.i18n.trimmed"] = True
    translations = Translations.load(str(resources.TRANSLATIONS), [language])
    environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]  # By the extension.
    return environment


def written(template: str, language: str, facts: dict[str, Any]) -> tuple[str, str]:
    """Subject and body: the template's first line, and everything after the empty line below it."""
    text = _environment(language).get_template(f"{template}.txt").render(facts, site=SITE, language=language)
    # What a template leaves out leaves empty lines behind.
    subject, _, body = re.sub(r"\n(?:[ \t]*\n)+", "\n\n", text.strip()).partition("\n")
    # A line feed in a subject would let somebody's name add headers of its own.
    return " ".join(subject.split()), body.strip() + "\n"

"""What templates can use on every page: words in the reader's language, dates, numbers, addresses."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, url_for
from flask_babel import format_date
from jinja2 import StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from checkmyogp.db.evidence import EvidenceColumns
from checkmyogp.domain.evidence import Evidence
from checkmyogp.domain.wording import TextStanding, Wording
from checkmyogp.web import clean_addresses, languages


def words(wording: Wording) -> Markup:
    """A text in the reader's language; in its own language's mark-up where it exists in another one only."""
    version = wording.best(languages.current())
    if version.language == languages.current():
        return escape(version.text)
    return Markup('<span lang="{}">{}</span>').format(version.language, version.text)


def plain(wording: Wording) -> str:
    """The same text without mark-up, for titles and attributes."""
    return wording.text(languages.current())


def lines(text: str) -> list[str]:
    """The paragraphs and list items of a text that keeps them on lines of their own."""
    return [line for line in text.splitlines() if line.strip()]


def is_translation(wording: Wording) -> bool:
    """Whether what the reader sees is a courtesy translation of an official text."""
    return wording.best(languages.current()).standing is TextStanding.UNOFFICIAL and bool(wording.official)


def day(value: date | datetime) -> str:
    """A day in the reader's language."""
    return format_date(value, format="long")


def signed(shown: str) -> str:
    """A shown number with a minus sign proper in the place of the ASCII hyphen."""
    return shown.replace("-", "−")


def pieces(rows: Iterable[EvidenceColumns]) -> list[Evidence]:
    """Rows of evidence as the component of a scorecard's evidence shows them."""
    return [row.evidence for row in rows]


def not_constant_folded(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that Jinja asks on every page.

    Given a constant, Jinja would otherwise ask a filter once, when the template is compiled, and the language of the
    first reader would be everybody's.
    """

    @pass_context
    def filtered(_context: Context, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - whatever the filter takes
        return function(*args, **kwargs)

    return filtered


@cache
def _fingerprint(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]


def init_app(app: Flask) -> None:
    """Give them to Jinja, which refuses names that it does not know."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    # Messages in templates may be broken over lines; the catalogue knows them in one.
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    for function in (words, plain, lines, day, signed, pieces):
        app.add_template_filter(not_constant_folded(function), function.__name__)
    app.add_template_test(is_translation)

    def asset(name: str) -> str:
        """A static file's address, with a fingerprint so that it can be kept for ever."""
        return url_for("static", filename=name, v=_fingerprint(Path(app.static_folder or "") / name))

    @app.context_processor
    def furniture() -> dict[str, Any]:
        current = languages.current()
        return {
            "language": current,
            "other_languages": [
                (code, languages.own_name(code), address) for code, address in languages.other_addresses()
            ],
            "asset": asset,
            "canonical": clean_addresses.canonical(),
        }

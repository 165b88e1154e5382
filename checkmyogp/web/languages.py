"""The language is in the path: /mn/… and /en/…; the root negotiates once and redirects."""

from pathlib import Path
from typing import Any

from babel import Locale
from flask import Blueprint, Flask, current_app, g, has_request_context, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import Babel
from werkzeug.routing import BaseConverter, ValidationError

from checkmyogp import resources
from checkmyogp.domain.permissions import Permission
from checkmyogp.web import clean_addresses, times
from checkmyogp.web.access import access
from checkmyogp.web.settings import Unusable


class LanguageConverter(BaseConverter):
    """Matches a language that the pages are written in."""

    part_isolating = True
    regex = "[a-z]{2,3}"

    def to_python(self, value: str) -> str:
        """The language code itself."""
        if value not in current_app.config["LANGUAGES"]:
            raise ValidationError
        return value


def current() -> str:
    """The language of the page being answered."""
    if has_request_context() and "language" in g:
        return str(g.language)
    return str(current_app.config["DEFAULT_LANGUAGE"])


def negotiated() -> str:
    """The best of our languages for this reader's browser."""
    accepted = request.accept_languages.best_match(current_app.config["LANGUAGES"])
    return str(accepted or current_app.config["DEFAULT_LANGUAGE"])


def own_name(language: str) -> str:
    """What a language calls itself."""
    name = Locale.parse(language).get_display_name(language) or language
    return name[:1].upper() + name[1:]


def in_each_language(blueprint: Blueprint) -> None:
    """Put a blueprint's pages under the language prefix, and keep links within the reader's language."""

    @blueprint.url_value_preprocessor
    def take(_endpoint: str | None, values: dict[str, Any] | None) -> None:
        if values and "language" in values:
            g.language = values.pop("language")

    @blueprint.url_defaults
    def give(endpoint: str, values: dict[str, Any]) -> None:
        if "language" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "language"):
            values["language"] = current()


def other_addresses() -> list[tuple[str, str]]:
    """Each language with this same page's address in it; for pages that have one."""
    # What is hidden from somebody has no more of an address than what does not exist.
    endpoint = None if g.get("missing") else request.endpoint
    if endpoint is None or not current_app.url_map.is_endpoint_expecting(endpoint, "language"):
        return [(language, url_for("scorecards.home", language=language)) for language in languages()]
    here: dict[str, Any] = dict(request.view_args or {})
    # The query is carried as text: among its names may be ones that mean something to url_for.
    # A query that was refused is not passed on.
    query = "" if g.get("refused") else clean_addresses.clean_query()
    addresses: list[tuple[str, str]] = []
    for language in languages():
        here["language"] = language
        addresses.append((language, url_for(endpoint, **here) + (f"?{query}" if query else "")))
    return addresses


def languages() -> list[str]:
    """Every language of the pages, in the order of the setting."""
    return list(current_app.config["LANGUAGES"])


def init_app(app: Flask) -> None:
    """Set up translations, the language prefix and the root's redirect."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(resources.TRANSLATIONS)
    app.config["BABEL_DEFAULT_LOCALE"] = app.config["DEFAULT_LANGUAGE"]
    _refuse_silent_english(app)
    app.url_map.converters["language"] = LanguageConverter
    Babel(app, locale_selector=lambda: times.dates_as_in(current()))

    @app.get("/")
    @access(Permission.READ)
    def negotiate() -> ResponseReturnValue:
        response = redirect(url_for("scorecards.home", language=negotiated()))
        response.vary.add("Accept-Language")
        return response


def _refuse_silent_english(app: Flask) -> None:
    """A catalogue that is not compiled would leave the site silently English."""
    for language in app.config["LANGUAGES"]:
        catalogue = Path(resources.TRANSLATIONS) / language / "LC_MESSAGES" / "messages.mo"
        if language != "en" and not catalogue.exists():
            msg = f"translations/{language} is not compiled; run: make translations"
            raise Unusable(msg)

"""Pages of the comparison."""

from flask import Flask
from flask_babel import lazy_gettext

from checkmyogp.comparison import labels, party_words, passage_words, scenario_words
from checkmyogp.comparison.views import (  # noqa: F401 - each registers its views
    codes,  # pyright: ignore[reportUnusedImport]
    files,  # pyright: ignore[reportUnusedImport]
    importing,  # pyright: ignore[reportUnusedImport]
    index,  # pyright: ignore[reportUnusedImport]
    irm,  # pyright: ignore[reportUnusedImport]
    matrix,  # pyright: ignore[reportUnusedImport]
    notes,  # pyright: ignore[reportUnusedImport]
    pair,  # pyright: ignore[reportUnusedImport]
    reading,  # pyright: ignore[reportUnusedImport]
    reliability,  # pyright: ignore[reportUnusedImport]
    sensitivity,  # pyright: ignore[reportUnusedImport]
)
from checkmyogp.comparison.views.blueprint import bp
from checkmyogp.domain.permissions import Permission
from checkmyogp.web import workspace as work
from checkmyogp.web.pages import asked_anew


def init_app(app: Flask) -> None:
    """Register the pages and the words they use, and offer the workbench to researchers."""
    app.register_blueprint(bp)
    names = (
        "coefficient_or_why",
        "in_brackets",
        "lifting",
        "mistake",
        "party",
        "product",
        "question",
        "said",
        "stance",
    )
    for name in names:
        app.add_template_filter(asked_anew(getattr(labels, name)), f"irm_{name}")
    for name, function in (party_words.FILTERS | passage_words.FILTERS | scenario_words.FILTERS).items():
        app.add_template_filter(asked_anew(function), name)
    work.offer(app, Permission.WORKBENCH, lazy_gettext("Workbench"), "comparison.workbench_index", place=35)

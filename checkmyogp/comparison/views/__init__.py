"""Pages of the comparison."""

from flask import Flask
from flask_babel import lazy_gettext

from checkmyogp.comparison import labels
from checkmyogp.comparison.views import (  # noqa: F401 - each registers its views
    files,  # pyright: ignore[reportUnusedImport]
    index,  # pyright: ignore[reportUnusedImport]
    matrix,  # pyright: ignore[reportUnusedImport]
    notes,  # pyright: ignore[reportUnusedImport]
    reading,  # pyright: ignore[reportUnusedImport]
)
from checkmyogp.comparison.views.blueprint import bp
from checkmyogp.domain.permissions import Permission
from checkmyogp.web import workspace as work
from checkmyogp.web.pages import asked_anew


def init_app(app: Flask) -> None:
    """Register the pages, and offer the workbench to researchers."""
    app.register_blueprint(bp)
    app.add_template_filter(asked_anew(labels.sort), "passage_label")
    work.offer(app, Permission.COMPARE, lazy_gettext("Workbench"), "comparison.workbench_index", place=35)

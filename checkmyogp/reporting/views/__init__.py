"""Pages on which agencies report on the milestones they lead, and keep their receipts."""

from flask import Flask
from flask_babel import lazy_gettext

from checkmyogp.domain.permissions import Permission
from checkmyogp.reporting import labels
from checkmyogp.reporting.views import (  # noqa: F401 - each registers its views
    milestone,  # pyright: ignore[reportUnusedImport]
    receipts,  # pyright: ignore[reportUnusedImport]
    submitting,  # pyright: ignore[reportUnusedImport]
    workspace,  # pyright: ignore[reportUnusedImport]
)
from checkmyogp.reporting.views.blueprint import bp
from checkmyogp.web import workspace as work
from checkmyogp.web.pages import asked_anew


def init_app(app: Flask) -> None:
    """Register the pages and the words they use, and offer them to agencies."""
    app.register_blueprint(bp)
    for name in ("answer_explained", "group", "missing", "quarter", "said", "stage", "state"):
        app.add_template_filter(asked_anew(getattr(labels, name)), f"report_{name}")
    work.offer(app, Permission.AGENCY_ROUNDS, lazy_gettext("Report"), "reporting.index", place=20)

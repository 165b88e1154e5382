"""Pages on which agencies report on the milestones they lead, and keep their receipts."""

from flask import Flask
from flask_babel import lazy_gettext

from checkmyogp.domain.permissions import Permission
from checkmyogp.drafting.views import blueprint
from checkmyogp.reporting import labels
from checkmyogp.reporting.views.pages import ReportPages
from checkmyogp.web import workspace as work
from checkmyogp.web.pages import asked_anew


def init_app(app: Flask) -> None:
    """Register the pages and the words they use, and offer them to agencies."""
    app.register_blueprint(blueprint("reporting", "/report", ReportPages()))
    for name in ("answer_explained", "group", "missing", "quarter", "said", "stage"):
        app.add_template_filter(asked_anew(getattr(labels, name)), f"report_{name}")
    work.offer(app, Permission.AGENCY_ROUNDS, lazy_gettext("Report"), "reporting.index", place=20)

"""Pages of the comparison."""

from flask import Flask
from flask_babel import lazy_gettext

from checkmyogp.comparison import party_labels, passage_labels
from checkmyogp.comparison.views import files, index, irm, matrix, notes, pair, reading, reliability, sensitivity
from checkmyogp.comparison.views.blueprint import bp
from checkmyogp.domain.permissions import Permission
from checkmyogp.web import workspace as work
from checkmyogp.web.jinja import not_constant_folded

__all__ = ["files", "index", "irm", "matrix", "notes", "pair", "reading", "reliability", "sensitivity"]


def init_app(app: Flask) -> None:
    """Register the pages and the words they use, and offer the workbench to researchers."""
    app.register_blueprint(bp)
    for name, function in (party_labels.FILTERS | passage_labels.FILTERS).items():
        app.add_template_filter(not_constant_folded(function), name)
    work.offer(app, Permission.WORKBENCH, lazy_gettext("Workbench"), "comparison.workbench_index", place=35)

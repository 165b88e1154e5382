"""Pages on which researchers record and import what the IRM says."""

from flask import Flask

from checkmyogp.irm import labels
from checkmyogp.irm.views import codes, table_import
from checkmyogp.irm.views.blueprint import bp
from checkmyogp.web.jinja import not_constant_folded

__all__ = ["codes", "table_import"]

LABELS = (
    labels.coefficient_or_why,
    labels.in_brackets,
    labels.lifting,
    labels.mistake,
    labels.party,
    labels.product,
    labels.question,
    labels.said,
    labels.stance,
)


def init_app(app: Flask) -> None:
    """Register the pages and the words they use."""
    app.register_blueprint(bp)
    for label in LABELS:
        app.add_template_filter(not_constant_folded(label), f"irm_{label.__name__}")

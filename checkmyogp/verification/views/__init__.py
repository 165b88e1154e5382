"""Pages on which anybody can check a scorecard, a receipt and the public chain."""

from flask import Flask

from checkmyogp.verification import labels
from checkmyogp.verification.views import chain, receipts, verify
from checkmyogp.verification.views.blueprint import bp
from checkmyogp.web.jinja import not_constant_folded

__all__ = ["chain", "receipts", "verify"]


def init_app(app: Flask) -> None:
    """Register the pages and the words they use."""
    app.register_blueprint(bp)
    app.add_template_filter(not_constant_folded(labels.occasion), "occasion_label")

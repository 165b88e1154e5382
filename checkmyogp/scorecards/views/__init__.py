"""The public pages of published scorecards."""

from flask import Flask

from checkmyogp.scorecards.views import chain, front, method, officers, pages, receipts, rounds, verify, words
from checkmyogp.scorecards.views.blueprint import bp

__all__ = ["chain", "front", "method", "officers", "pages", "receipts", "rounds", "verify"]


def init_app(app: Flask) -> None:
    """Register the pages and the words they use."""
    app.register_blueprint(bp)
    words.init_app(app)

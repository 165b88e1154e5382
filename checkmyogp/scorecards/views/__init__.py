"""The public pages of published scorecards."""

from flask import Flask

from checkmyogp.scorecards.views import front, method, method_words, pages, registrations, rounds, words
from checkmyogp.scorecards.views.blueprint import bp

__all__ = ["front", "method", "pages", "registrations", "rounds"]


def init_app(app: Flask) -> None:
    """Register the pages and the words they use."""
    app.register_blueprint(bp)
    words.init_app(app)
    method_words.init_app(app)

"""Members, their organisations, and the action plans they adopted."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""

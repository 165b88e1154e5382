"""Closing a round, freezing what it came to, publishing it, and the public pages."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""

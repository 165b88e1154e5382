"""The site behind an asynchronous front, which no slow sender can hold up.

Granian reads headers against a time limit of its own, but hands a request to one of few threads before its body is
there. This front takes the body first, against a time limit, and only then a thread.
"""

from checkmyogp.app import create_app
from checkmyogp.serving.front import Capacity, Front

__all__ = ["Capacity", "Front", "application"]


def application() -> Front:
    """The site as an ASGI application, for `flask serve` and any other ASGI server."""
    app = create_app()
    return Front(app, Capacity.of(app))

"""The site behind an asynchronous front, which no slow sender can hold up.

Granian reads headers against a time limit of its own, but hands a request to one of few threads before its body is
there. This front takes the body first, against a time limit, and only then a thread.
"""

from checkmyogp.app import create_app
from checkmyogp.db import key_check
from checkmyogp.serving.front import Capacity, Front

__all__ = ["Capacity", "Front", "application"]


def application() -> Front:
    """The site as an ASGI application, for `flask serve` and any other ASGI server."""
    app = create_app()
    with app.app_context():
        # Better no site than one that answers every page of the people at work with an error.
        key_check.refuse_unfit_keys()
    return Front(app, Capacity.of(app))

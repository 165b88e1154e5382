"""The one blueprint that the read-only JSON shares."""

from flask import Blueprint, Response

from checkmyogp.web import headers

bp = Blueprint("api", __name__, url_prefix="/api/v1")


def kept(response: Response) -> Response:
    """An answer that is the same for every reader."""
    return headers.public(response)

"""The one blueprint that the read-only JSON shares."""

import base64

from flask import Blueprint, Response, request

from checkmyogp.web import headers

bp = Blueprint("api", __name__, url_prefix="/api/v1")


def kept(response: Response) -> Response:
    """An answer that is the same for every reader."""
    return headers.public(response)


def frozen_bytes(content: bytes, digest: str, name: str) -> Response:
    """Bytes that were frozen as JSON, with the hash that was published of them."""
    response = Response(content, mimetype="application/json")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["Digest"] = f"sha-256={base64.b64encode(bytes.fromhex(digest)).decode('ascii')}"
    response.set_etag(digest)
    response.make_conditional(request)
    return response

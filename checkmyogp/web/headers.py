"""What every answer says to browsers and caches."""

from flask import Flask, Response, current_app, g, make_response, request
from flask.typing import ResponseReturnValue

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; object-src 'none'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
WITH_OUR_SCRIPT = f"{CONTENT_SECURITY_POLICY}; script-src 'self'; connect-src 'self'"
PERMISSIONS = ", ".join(
    [
        *(
            f"{feature}=()"
            for feature in (
                "accelerometer", "autoplay", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer",
                "microphone", "midi", "payment", "screen-wake-lock", "usb",
            )
        ),
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
    ]
)  # fmt: skip
"""What no page of ours uses, and so none may be talked into; passkeys alone are asked for."""
ENCRYPTED_ONLY = f"max-age={2 * 365 * 24 * 3600}; includeSubDomains"
"""For two years a browser asks for this host encrypted, and for whatever is below its name: who could answer there in
the clear could plant cookies here."""
STATIC_MAX_AGE = 365 * 24 * 3600
PUBLIC_MAX_AGE = 60
"""Seconds for which anybody may keep what is the same for every reader: a correction is seen within the minute."""


def public(response: Response) -> Response:
    """Let anybody keep this answer for a minute: it is the same for every reader."""
    response.headers["Cache-Control"] = f"public, max-age={PUBLIC_MAX_AGE}"
    return response


def public_page(page: str) -> Response:
    """A page that is the same for every reader."""
    return public(make_response(page))


def immutable(response: Response) -> Response:
    """Let anybody keep this answer for ever: its address names a version that never changes."""
    response.headers["Cache-Control"] = f"public, max-age={STATIC_MAX_AGE}, immutable"
    return response


def forgotten(response: ResponseReturnValue) -> Response:
    """Have the browser drop the pages that it keeps of this site: whoever sits down next finds nothing behind Back."""
    answer = make_response(response)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def allow_our_script() -> None:
    """Let the page being answered load scripts from our own static files; every other page loads none at all."""
    g.own_script = True


def _is_encrypted() -> bool:
    """Whether this answer goes out encrypted: as a believed proxy says, or else as PUBLIC_URL does."""
    public = str(current_app.config["PUBLIC_URL"]).startswith("https://")
    return public and (request.is_secure or not current_app.config["TRUSTED_PROXIES"])


def init_app(app: Flask) -> None:
    """Add the headers; nothing is kept by caches unless a view says so."""
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = STATIC_MAX_AGE
    # One step above what Flask-Compress takes by itself: a long page in Cyrillic is a tenth smaller, for a millisecond.
    app.config["COMPRESS_BR_LEVEL"] = 5
    app.config["COMPRESS_MIMETYPES"] = [
        "text/html",
        "text/css",
        "application/json",
        "image/svg+xml",
        "text/plain",
        "text/csv",
        "text/x-python",
    ]

    @app.after_request
    def close_files(response: Response) -> Response:
        # Flask-Compress reads a static file through an iterator of its own, which does not close it.
        if response.is_streamed and hasattr(response.response, "close"):
            response.call_on_close(response.response.close)  # pyright: ignore[reportAttributeAccessIssue]
        return response

    @app.after_request
    def secure(response: Response) -> Response:
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = PERMISSIONS
        if _is_encrypted():
            response.headers["Strict-Transport-Security"] = ENCRYPTED_ONLY
        response.headers["Content-Security-Policy"] = WITH_OUR_SCRIPT if "own_script" in g else CONTENT_SECURITY_POLICY
        if request.path.startswith("/api/"):
            # Published data is for everybody's pages, not only for ours.
            response.headers["Access-Control-Allow-Origin"] = "*"
        return response

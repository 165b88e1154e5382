"""What every answer says to browsers and caches."""

from flask import Flask, Response, request

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
STATIC_MAX_AGE = 365 * 24 * 3600


def public(response: Response, *, seconds: int) -> Response:
    """Let anybody keep this answer for so long: it is the same for every reader."""
    response.headers["Cache-Control"] = f"public, max-age={seconds}"
    return response


def immutable(response: Response) -> Response:
    """Let anybody keep this answer for ever: its address names a version that never changes."""
    response.headers["Cache-Control"] = f"public, max-age={STATIC_MAX_AGE}, immutable"
    return response


def init_app(app: Flask) -> None:
    """Add the headers; nothing is kept by caches unless a view says so."""
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = STATIC_MAX_AGE
    app.config["COMPRESS_MIMETYPES"] = [
        "text/html",
        "text/css",
        "application/json",
        "image/svg+xml",
        "text/plain",
        "text/x-python",
    ]

    @app.after_request
    def secure(response: Response) -> Response:
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
        if request.path.startswith("/api/"):
            # Published data is for everybody's pages, not only for ours.
            response.headers["Access-Control-Allow-Origin"] = "*"
        return response

"""Three addresses for programs. They look at no cookie, set none, and are kept by nobody."""

import hmac
import ipaddress
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Blueprint, Flask, Response, abort, current_app, g, request
from flask.typing import ResponseReturnValue

from checkmyogp.domain.permissions import Permission
from checkmyogp.watching import metrics, readiness
from checkmyogp.web import query_string
from checkmyogp.web.access import access

bp = Blueprint("watching", __name__)
PATHS = frozenset({"/health", "/ready", "/metrics"})
SIGNS_OF_A_PROXY = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA", "HTTP_X_FORWARDED_PROTO")
KNOWN_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
PEER = "checkmyogp.peer"


@bp.get("/health")
@access(Permission.READ)
def health() -> ResponseReturnValue:
    """The process lives; nothing else is asked."""
    query_string.query_args({})
    return {"status": "alive"}


@bp.get("/ready")
@access(Permission.READ)
def ready() -> ResponseReturnValue:
    """Whether pages can be answered. It tells nothing of mails: a submission writes one, and would be seen by it."""
    query_string.query_args({})
    found = readiness.look()
    words = {True: "ready", False: "missing"}
    said = {
        "status": words[found.ready],
        "database": words[found.database],
        "migrations": words[found.migrations],
        "key": words[found.key],
    }
    return said, HTTPStatus.OK if found.ready else HTTPStatus.SERVICE_UNAVAILABLE


@bp.get("/metrics")
@access(Permission.READ)
def figures() -> ResponseReturnValue:
    """For a program on this machine that knows the token; for everybody else there is no such page."""
    query_string.query_args({})
    if not _is_this_machine_s_own():
        abort(404)
    lines = [*current_app.extensions["answers"].lines(), *metrics.of_outbox(now=datetime.now(UTC))]
    return Response("\n".join(lines) + "\n", content_type=metrics.KIND)


def _is_this_machine_s_own() -> bool:
    """A proxy on this machine asks for the whole world: it shows by its headers, or it lacks the token."""
    token = str(current_app.config["METRICS_TOKEN"])
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    # Not who a proxy says it speaks for, but who really is at the other end.
    return (
        bool(token)
        and hmac.compare_digest(given.encode(), token.encode())
        and not any(sign in request.environ for sign in SIGNS_OF_A_PROXY)
        and _is_loopback(str(request.environ.get(PEER, "")))
    )


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


class ByAnyName:
    """Lets the three addresses be asked for by any name of this machine; every page insists on the public one."""

    def __init__(self, inner: WSGIApplication, host: str) -> None:
        self._inner = inner
        self._host = host

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Hand the request on."""
        environ[PEER] = environ.get("REMOTE_ADDR", "")
        if environ.get("PATH_INFO") in PATHS:
            environ["HTTP_HOST"] = self._host
        return self._inner(environ, start_response)


def _note(response: Response) -> Response:
    began = g.get("began", time.perf_counter())
    # What anybody can make up would be a line of its own for each that is made up.
    method = request.method if request.method in KNOWN_METHODS else "other"
    answer = (request.endpoint or "none", method, response.status_code)
    current_app.extensions["answers"].note(answer, milliseconds=round((time.perf_counter() - began) * 1000))
    return response


def init_app(app: Flask) -> None:
    """Register the three, and count what is answered."""
    app.extensions["answers"] = metrics.AnswerTimes()
    app.after_request(_note)
    app.wsgi_app = ByAnyName(app.wsgi_app, urlsplit(str(app.config["PUBLIC_URL"])).netloc)
    app.register_blueprint(bp)

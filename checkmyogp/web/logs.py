"""One line for each answer, each refusal and each error, with the number of the request that it belongs to.

Nothing in it is a person's: no address, no text, no token. A network is known by a hash that only this site can make,
an address of a page by its rule, and an error of the database by its code, since its message holds a row.
"""

import hashlib
import hmac
import json
import logging
import secrets
import sys
import time
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from flask import Flask, Response, current_app, g, has_request_context, request
from sqlalchemy.exc import DBAPIError

ANSWERS = logging.getLogger("checkmyogp.answers")
SECURITY = logging.getLogger("checkmyogp.security")
HEADER = "X-Request-ID"
ENOUGH_OF_A_HASH = 12
LONGEST_MESSAGE = 200

Excinfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def request_id() -> str:
    """The number of the request being answered, made up when it is first asked for."""
    if "request_id" not in g:
        g.request_id = secrets.token_hex(8)
    return str(g.request_id)


def route() -> str:
    """Which page is asked for, without what its address names."""
    return request.url_rule.rule if request.url_rule else "none"


def security(event: str, **facts: str | int) -> None:
    """Keep that something happened that whoever guards the site may want to know of; from which network, as a hash."""
    SECURITY.info(event, extra={"facts": {**facts, "route": route(), "network": _network()}})


def _network() -> str:
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, (request.remote_addr or "").encode(), hashlib.sha256).hexdigest()[:ENOUGH_OF_A_HASH]


def _said_of(error: BaseException) -> str:
    """What kind of error, with no word of what people wrote."""
    if isinstance(error, DBAPIError):
        details = getattr(error.orig, "diag", None)
        facts = [getattr(error.orig, "sqlstate", None), getattr(details, "constraint_name", None)]
        return " ".join([type(error).__name__, type(error.orig).__name__, *filter(None, facts)])
    if type(error).__module__.startswith(("psycopg", "sqlite3")):
        return type(error).__name__
    return f"{type(error).__name__}: {error}"[:LONGEST_MESSAGE]


def _chain(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


class OneLine(logging.Formatter):
    """A record as one line of words, or of JSON."""

    def __init__(self, *, as_json: bool) -> None:
        super().__init__()
        self._as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        facts: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "log": record.name,
            "event": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if has_request_context():
            facts["request"] = request_id()
        if record.exc_info:
            facts["error"] = self.formatException(record.exc_info)
        if self._as_json:
            return json.dumps(facts, ensure_ascii=False)
        begins = " ".join(str(facts.pop(name)) for name in ("at", "level", "log", "event"))
        line = " ".join([begins, *(f"{name}={value}" for name, value in facts.items())])
        # A terminal obeys other signs than line feeds as well.
        return "".join(sign if sign.isprintable() else " " for sign in line)

    def formatException(self, ei: Excinfo) -> str:  # noqa: N802 - the name that logging calls
        """Each error of the chain with where it came by, the last one first."""
        return " | ".join(
            f"{_said_of(error)} at "
            + " > ".join(
                f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(error.__traceback__)
            )
            for error in _chain(ei[1])
        )


class WithoutAddresses(logging.Filter):
    """Flask says which address an error was met at; that may hold a link that lets somebody in."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Put the rule of the address in its place."""
        if record.exc_info and str(record.msg).startswith("Exception on ") and has_request_context():
            record.msg, record.args = "Exception on %s [%s]", (route(), request.method)
        return True


def _begin() -> None:
    g.began = time.perf_counter()
    request_id()


def _end(response: Response) -> Response:
    response.headers[HEADER] = request_id()
    milliseconds = round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000)
    facts = {"method": request.method, "route": route(), "status": response.status_code, "ms": milliseconds}
    ANSWERS.info("answered", extra={"facts": facts})
    return response


def init_app(app: Flask) -> None:
    """Write to standard error, as whatever runs the site expects."""
    log = logging.getLogger(app.name)
    log.filters[:] = [WithoutAddresses()]
    if not app.testing:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(OneLine(as_json=app.config["LOG_FORMAT"] == "json"))
        log.handlers[:] = [handler]
        log.propagate = False
    log.setLevel(logging.INFO)
    app.before_request(_begin)
    app.after_request(_end)

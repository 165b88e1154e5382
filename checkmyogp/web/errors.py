"""Refusals as pages and as JSON: what is wrong, and what to do."""

import logging
import math
from http import HTTPStatus

from flask import Flask, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import BadHost, BadRequest, HTTPException, SecurityError, ServiceUnavailable

from checkmyogp.db.keyring import KeyDoesNotFit
from checkmyogp.web import languages, logs
from checkmyogp.web.limits import TooOften

LOG = logging.getLogger("checkmyogp.security")
SECONDS_UNTIL_IT_IS_BACK = 10
"""For how long a database is usually away that is started again."""


class UnreadableAddress(BadRequest):
    """A query parameter that the page does not know, or a value that it cannot use."""

    def __init__(self, parameter: str, allowed: str) -> None:
        super().__init__(
            gettext(
                "The address holds “%(parameter)s”, which this page cannot use. Allowed: %(allowed)s.",
                parameter=parameter,
                allowed=allowed,
            )
            if allowed
            else gettext("The address holds “%(parameter)s”; this page takes no parameters.", parameter=parameter)
        )


class DatabaseAway(ServiceUnavailable):
    """The database cannot be used at this moment."""

    def __init__(self, *, certain: bool = True) -> None:
        super().__init__(retry_after=SECONDS_UNTIL_IT_IS_BACK)
        self.certain = certain
        """Whether it is known that nothing was changed."""


def _titles() -> dict[int, tuple[str, str]]:
    return {
        400: (gettext("This address cannot be read"), gettext("Go back and use one of the links on the page.")),
        404: (
            gettext("There is no such page"),
            gettext("The address may be misspelt. Everything that is published can be found from the front page."),
        ),
        405: (gettext("This cannot be done here"), gettext("Go back and use the form or link on the page.")),
        408: (
            gettext("This took too long to arrive"),
            gettext("The connection is slow or broke off. Go back: what you typed still stands there. Send it again."),
        ),
        413: (gettext("This file is too large"), gettext("Choose a smaller file and send it again.")),
        503: (
            gettext("This site is not ready"),
            gettext(
                "Its operator has to put the right encryption key in place. Nothing was lost or changed. Try again "
                "later."
            ),
        ),
        500: (
            gettext("Something went wrong on our side"),
            gettext("Nothing was lost or changed. Try again in a moment; if it keeps happening, tell the operator."),
        ),
    }


def too_often(error: TooOften) -> tuple[str, str]:
    """That there were too many attempts, and when to try again."""
    longest_in_minutes = 120
    if error.minutes <= longest_in_minutes:
        when = ngettext(
            "Wait %(num)d minute, then try again. Nothing is locked for good.",
            "Wait %(num)d minutes, then try again. Nothing is locked for good.",
            error.minutes,
        )
    else:
        when = ngettext(
            "Wait %(num)d hour, then try again. Nothing is locked for good.",
            "Wait %(num)d hours, then try again. Nothing is locked for good.",
            math.ceil(error.minutes / 60),
        )
    return gettext("Too many attempts"), when


def _words(error: HTTPException, code: int) -> tuple[str, str]:
    """What is wrong, and what to do about it."""
    if isinstance(error, TooOften):
        return too_often(error)
    if isinstance(error, CSRFError):
        return gettext("This form can no longer be sent"), gettext(
            "Nothing was changed. Go back, load the page again, and send the form once more; your browser must accept "
            "cookies from this site."
        )
    if isinstance(error, DatabaseAway):
        return gettext("The site cannot be reached for a moment"), (
            gettext("Its database does not answer. Nothing was changed. Try again in ten seconds.")
            if error.certain
            else gettext(
                "Its database went away in the moment of saving. Look at what is saved before you try it again, in ten "
                "seconds."
            )
        )
    return _titles().get(code, (gettext("This did not work"), gettext("Go back and try again.")))


def answer(error: HTTPException) -> ResponseReturnValue:
    """The refusal as a page or as JSON."""
    code = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if code < HTTPStatus.BAD_REQUEST:
        return error
    if isinstance(error, SecurityError | BadHost):
        # Under a foreign name, or one that no site can have, no address of ours can be built, and no page either.
        return gettext("This site does not answer to that name."), code, {"Content-Type": "text/plain; charset=utf-8"}
    _log(error, code)
    take_language_from_path()
    g.refused, g.missing = True, code == HTTPStatus.NOT_FOUND
    title, advice = _words(error, code)
    reason = error.description if isinstance(error, UnreadableAddress) else ""
    later = {"Retry-After": str(error.retry_after)} if isinstance(error, TooOften | DatabaseAway) else {}
    if request.path.startswith("/api/"):
        return jsonify(error={"status": int(code), "title": title, "detail": reason or advice}), code, later
    # Only where something is wrong with the site: what is hidden is answered like what is not there, byte for byte.
    number = logs.request_id() if code >= HTTPStatus.INTERNAL_SERVER_ERROR else ""
    page = render_template("errors/refusal.html", title=title, advice=advice, reason=reason, number=number)
    # A view that asked who is signed in says so to caches; where there is no view, the answer must be the same.
    return page, code, {"Vary": "Cookie"} | later


def _sealed(error: KeyDoesNotFit) -> ResponseReturnValue:
    """A page that needs what cannot be opened: the operator reads why in the log."""
    LOG.error("%s", error)
    return answer(ServiceUnavailable())


def _log(error: HTTPException, code: int) -> None:
    """A wrong address is nobody's concern, and a limit is logged where it is met; the rest may be an attack."""
    if isinstance(error, CSRFError):
        logs.security("form.refused")
    elif not isinstance(error, TooOften) and code != HTTPStatus.NOT_FOUND:
        logs.security("request.refused", status=int(code))


def take_language_from_path() -> None:
    """An address that matches nothing has no view to say its language; its first part still does."""
    first = request.path.strip("/").split("/", maxsplit=1)[0]
    if "language" not in g:
        g.language = first if first in languages.languages() else languages.negotiated()


def init_app(app: Flask) -> None:
    """Answer every refusal in the reader's language."""
    app.register_error_handler(HTTPException, answer)
    app.register_error_handler(KeyDoesNotFit, _sealed)

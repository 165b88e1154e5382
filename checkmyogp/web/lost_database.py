"""While the database is away, locked or full: what is read is read once more, and nothing that was typed is lost."""

import logging
from collections.abc import Iterable
from http import HTTPStatus
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, Response, g, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.exc import DBAPIError

from checkmyogp.db import db, failures
from checkmyogp.db.failures import Unacknowledged
from checkmyogp.web import errors, kept_form, logs

DATABASE = logging.getLogger("checkmyogp.database")
ASKED_AGAIN = "checkmyogp.asked_again"
READING = frozenset({"GET", "HEAD"})
LATER = {"Retry-After": str(errors.SECONDS_UNTIL_IT_IS_BACK)}

Failure = DBAPIError | Unacknowledged
FAILURES = (DBAPIError, Unacknowledged)


class AskAgain(BaseException):
    """The same request is to be answered anew. No ``Exception``, which Flask would answer instead of handing it on."""


class OnceMore:
    """Reads what could not be read a second time: a page that only reads can be asked for as often as one likes."""

    def __init__(self, inner: WSGIApplication) -> None:
        self._inner = inner

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Hand the request on, each time as it came."""
        try:
            return self._inner({**environ}, start_response)
        except AskAgain:
            return self._inner({**environ, ASKED_AGAIN: True}, start_response)


def noted(failure: Failure) -> str:
    """What is said above a form that could not be saved, once the log has it.

    Raises:
        DBAPIError: the same one, when it does not pass by itself.
    """
    _undo(failure)
    if isinstance(failure, Unacknowledged):
        return gettext(
            "The database went away in the moment of saving, so that it is not known whether this was saved. What you "
            "typed is still here. Look in another window at what is saved before you send it again."
        )
    return gettext(
        "Nothing was saved: the database cannot be written to at this moment. What you typed is still here. Send it "
        "again in ten seconds."
    )


def _undo(failure: Failure) -> None:
    if isinstance(failure, DBAPIError) and not failures.passes(failure):
        raise failure
    # A server that dies says so before it hangs up, so that only going back finds the connection dead.
    with failures.letting_go():
        db.session.rollback()
    facts = {"method": request.method, "route": logs.route()}
    DATABASE.warning("database.away", extra={"facts": facts}, exc_info=failure)


def _answer(failure: Failure) -> ResponseReturnValue:
    """What no form answers: a page that is read, or a request that did not even come to its form."""
    said = noted(failure)
    if _may_be_asked_again() and isinstance(failure, DBAPIError) and failures.is_gone(failure):
        raise AskAgain
    # Who is signed in stands in the database, so that the page is one for anybody.
    g.pop("identity", None)
    return _typed(said) or errors.answer(errors.DatabaseAway(certain=isinstance(failure, DBAPIError)))


def _may_be_asked_again() -> bool:
    return request.method in READING and ASKED_AGAIN not in request.environ


def _typed(said: str) -> Response | None:
    """A page that gives back what was typed, to be copied or sent again; none where nothing was typed."""
    typed = kept_form.typed()
    if not typed:
        return None
    errors.take_language_from_path()
    page = render_template("errors/not_saved.html", said=said, typed=typed, sendable=kept_form.what_can_be_sent_again())
    return make_response(page, HTTPStatus.SERVICE_UNAVAILABLE, LATER)


def _give_back(_error: BaseException | None) -> None:
    """End what was read. That its connection is found dead by now takes nothing from an answer that is complete."""
    with failures.letting_go():
        db.session.close()


def init_app(app: Flask) -> None:
    """Answer for the database where it cannot."""
    for kind in FAILURES:
        app.register_error_handler(kind, _answer)
    # Before the session is taken away, which is the last thing that is done.
    app.teardown_appcontext(_give_back)
    app.wsgi_app = OnceMore(app.wsgi_app)

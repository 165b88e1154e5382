"""Do what a sent form asks for, or show the same form again: the one way in which an action is answered."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from flask.typing import ResponseReturnValue
from flask_babel import LazyString

from checkmyogp.web import lost_database
from checkmyogp.web.forms import Form
from checkmyogp.web.unit_of_work import transactional

Act = Callable[[], ResponseReturnValue]
Again = Callable[[str], str]
"""Shows the same page once more, with everything typed kept and this sentence above it."""
Refusals = Mapping[type[Exception], LazyString | Callable[[Any], str]]
"""What an action may be refused for, and what is then said; where the sentence names something, how to write it."""


def sentence(refused: Exception, refusals: Refusals) -> str:
    """What is said of a refusal: of the class itself, or of the nearest one that it is a kind of."""
    said = next(refusals[kind] for kind in type(refused).__mro__ if kind in refusals)
    return str(said) if isinstance(said, LazyString) else said(refused)


def unless_refused(
    act: Act, again: Again, refusals: Refusals, *, status: HTTPStatus = HTTPStatus.CONFLICT
) -> ResponseReturnValue:
    """Do it; whatever the table names shows the same page again, anything else is raised."""

    def judged() -> ResponseReturnValue:
        try:
            return act()
        except tuple(refusals) as refused:
            said = sentence(refused, refusals)
        return again(said), status

    return unless_lost(judged, again)


def unless_lost(act: Act, again: Again) -> ResponseReturnValue:
    """Do it; while the database is away, locked or full, the same page is shown again."""
    try:
        return act()
    except lost_database.FAILURES as failure:
        said = lost_database.noted(failure)
    return again(said), HTTPStatus.SERVICE_UNAVAILABLE, lost_database.LATER


def done(act: Act, again: Again, refusals: Refusals) -> ResponseReturnValue:
    """Do it in one transaction, all of it or nothing."""
    return unless_refused(transactional(act), again, refusals)


def taken(form: Form, act: Act, again: Again, refusals: Refusals) -> ResponseReturnValue:
    """The same with a form to fill in, whose mistakes stand beside its fields."""
    if not form.validate():
        return again(""), HTTPStatus.BAD_REQUEST
    return done(act, again, refusals)

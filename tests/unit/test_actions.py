"""An action is done, or the same form is shown again with the sentence for what it was refused for."""

from http import HTTPStatus

import pytest
from flask import Flask
from flask_babel import Babel, lazy_gettext

from checkmyogp.web.actions import Refusals, sentence, unless_refused


class Refused(ValueError):
    """Something of the domain."""


class RefusedLater(Refused):
    """A kind of it."""


class RefusedFor(ValueError):
    """One whose sentence names something."""


TABLE: Refusals = {Refused: lazy_gettext("No."), RefusedFor: lambda refused: f"Not for {refused}."}


def refuse(error: Exception):
    raise error


@pytest.fixture(autouse=True)
def english():
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        yield


def test_what_is_done_is_the_answer():
    assert unless_refused(lambda: "done", str.upper, TABLE) == "done"


def test_a_refusal_shows_the_form_again_with_its_sentence():
    assert unless_refused(lambda: refuse(Refused()), str.upper, TABLE) == ("NO.", HTTPStatus.CONFLICT)


def test_a_refusal_of_a_kind_has_the_sentence_of_the_nearest_kind():
    assert sentence(RefusedLater(), TABLE) == "No."
    assert sentence(RefusedLater(), {**TABLE, RefusedLater: lazy_gettext("Later.")}) == "Later."


def test_a_sentence_can_name_what_it_is_about():
    assert sentence(RefusedFor("a reader"), TABLE) == "Not for a reader."


def test_what_the_table_does_not_name_is_raised():
    with pytest.raises(KeyError):
        unless_refused(lambda: refuse(KeyError("lost")), str.upper, TABLE)

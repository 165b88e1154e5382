"""The one way in which a form about an account is answered: shown, refused with everything typed kept, or done."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from checkmyogp.accounts import labels
from checkmyogp.web.actions import unless_refused
from checkmyogp.web.errors import too_often
from checkmyogp.web.forms import Form
from checkmyogp.web.limits import TooOften


def answered(
    form: Form, template: str, act: Callable[[], ResponseReturnValue], **facts: Any  # noqa: ANN401 - whatever the page shows
) -> ResponseReturnValue:  # fmt: skip
    """Do what the form asks for if it is sent and complete; otherwise show it, with what is wrong."""

    def again(sentence: str) -> str:
        return render_template(template, form=form, sentence=sentence, **facts)

    if request.method != "POST":
        return again("")
    if not form.validate():
        return again(""), HTTPStatus.BAD_REQUEST
    try:
        # Each act says itself what it keeps although it is refused, such as that a code was tried.
        return unless_refused(act, again, labels.REFUSALS, status=HTTPStatus.BAD_REQUEST)
    except TooOften as refusal:
        wait = {"Retry-After": str(refusal.retry_after)}
        return again(" ".join(too_often(refusal))), HTTPStatus.TOO_MANY_REQUESTS, wait


def link_spent() -> ResponseReturnValue:
    """A link that leads nowhere any more."""
    return render_template("accounts/link_spent.html"), 410

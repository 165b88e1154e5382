"""The one way in which a form about an account is answered: shown, refused with everything typed kept, or done."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from checkmyogp.accounts import labels
from checkmyogp.accounts.refusals import Refusal
from checkmyogp.web.errors import too_often
from checkmyogp.web.forms import Form
from checkmyogp.web.limits import TooOften


def answered(
    form: Form, template: str, act: Callable[[], ResponseReturnValue], **facts: Any  # noqa: ANN401 - whatever the page shows
) -> ResponseReturnValue:  # fmt: skip
    """Do what the form asks for if it is sent and complete; otherwise show it, with what is wrong."""
    sentence = ""
    if form.validate_on_submit():
        try:
            return act()
        except Refusal as refusal:
            sentence = labels.refusal_sentence(refusal)
        except TooOften as refusal:
            page = render_template(template, form=form, sentence=" ".join(too_often(refusal)), **facts)
            return page, HTTPStatus.TOO_MANY_REQUESTS, {"Retry-After": str(refusal.retry_after)}
    page = render_template(template, form=form, sentence=sentence, **facts)
    return page, 400 if request.method == "POST" else 200


def link_spent() -> ResponseReturnValue:
    """A link that leads nowhere any more."""
    return render_template("accounts/link_spent.html"), 410

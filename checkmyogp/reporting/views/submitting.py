"""A reporter looks through what is ready and submits it."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from checkmyogp.domain.lifecycles import RoundNotOpen
from checkmyogp.domain.permissions import Permission
from checkmyogp.reporting import presenting, queries, services
from checkmyogp.reporting.forms import SubmitForm
from checkmyogp.reporting.views.blueprint import Desk, anew, bp, own_desk
from checkmyogp.web import parameters
from checkmyogp.web.access import access, current_identity
from checkmyogp.web.writing import writes

REFUSALS = (RoundNotOpen, services.ChangedMeanwhile, services.NothingReady)


def refused(desk: Desk, refusal: Exception) -> ResponseReturnValue:
    """The same page as it stands by now, and why nothing is submitted."""
    return _page(anew(desk), refusal=_in_words(refusal)), HTTPStatus.CONFLICT


@bp.get("/report/<plan>/<round_>/submit")
@access(Permission.REPORT_SUBMIT, of=own_desk, otherwise=refused)
def review(desk: Desk) -> ResponseReturnValue:
    """What would be submitted, what would stay, and the button."""
    parameters.chosen({})
    return _page(desk)


@bp.post("/report/<plan>/<round_>/submit")
@access(Permission.REPORT_SUBMIT, of=own_desk, otherwise=refused)
def submit(desk: Desk) -> ResponseReturnValue:
    """Submit it, or say why not; the drafts stay as they are either way."""
    try:
        return _submit(desk, SubmitForm())
    except REFUSALS as refusal:
        return refused(desk, refusal)


@writes
def _submit(desk: Desk, form: SubmitForm) -> ResponseReturnValue:
    submission = services.submit_drafts(
        round_=desk.round,
        agency=desk.organisation,
        reviewed=form.reviewed.data or "",
        actor=current_identity(),
        now=datetime.now(UTC),
    )
    address = url_for(".receipt", plan=desk.round.plan.slug, round_=desk.round.slug, version=submission.version)
    return redirect(address, code=HTTPStatus.SEE_OTHER)


def _page(desk: Desk, *, refusal: str = "") -> str:
    overview = presenting.overview(desk.round, desk.organisation)
    return render_template(
        "reporting/submit.html",
        desk=desk,
        overview=overview,
        form=SubmitForm(formdata=None, reviewed=overview.reviewed),
        earlier=queries.last_version(desk.round.id, desk.organisation.id),
        refusal=refusal,
    )


def _in_words(refusal: Exception) -> str:
    sentences: dict[type[Exception], str] = {
        RoundNotOpen: gettext("The round is closed. Nothing was submitted now; your drafts are kept."),
        services.ChangedMeanwhile: gettext(
            "Somebody saved a draft after you opened this page. Nothing was submitted: look through it again, so that "
            "you know what you submit."
        ),
        services.NothingReady: gettext("Nothing is ready that was not submitted before, so nothing was submitted."),
    }
    return sentences[type(refusal)]

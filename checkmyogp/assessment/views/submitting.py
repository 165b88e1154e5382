"""The lead looks through everything and submits it."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from checkmyogp.assessment import presenting, queries, services
from checkmyogp.assessment.forms import SubmitForm
from checkmyogp.assessment.views.blueprint import Desk, anew, bp, own_desk
from checkmyogp.domain.lifecycles import NotAccredited, RoundNotOpen
from checkmyogp.domain.permissions import Permission
from checkmyogp.web import parameters
from checkmyogp.web.access import access, current_identity
from checkmyogp.web.writing import writes

REFUSALS = (
    RoundNotOpen,
    NotAccredited,
    services.ChangedMeanwhile,
    services.Incomplete,
    services.NothingAnswered,
)


def refused(desk: Desk, refusal: Exception) -> ResponseReturnValue:
    """The same page as it stands by now, and why nothing is submitted."""
    return _page(anew(desk), refusal=_in_words(refusal)), HTTPStatus.CONFLICT


@bp.get("/assess/<plan>/<round_>/submit")
@access(Permission.ASSESSMENT_SUBMIT, of=own_desk, otherwise=refused)
def review(desk: Desk) -> ResponseReturnValue:
    """What would be submitted, what is missing, and the button."""
    parameters.chosen({})
    return _page(desk)


@bp.post("/assess/<plan>/<round_>/submit")
@access(Permission.ASSESSMENT_SUBMIT, of=own_desk, otherwise=refused)
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
        organisation=desk.organisation,
        reviewed=form.reviewed.data or "",
        actor=current_identity(),
        now=datetime.now(UTC),
    )
    address = url_for(".receipt", plan=desk.round.plan.slug, round_=desk.round.slug, version=submission.version)
    return redirect(address, code=HTTPStatus.SEE_OTHER)


def _page(desk: Desk, *, refusal: str = "") -> str:
    overview = presenting.overview(desk.round, desk.organisation)
    return render_template(
        "assessment/submit.html",
        desk=desk,
        overview=overview,
        form=SubmitForm(formdata=None, reviewed=overview.reviewed),
        earlier=queries.last_version(desk.round.id, desk.organisation.id),
        refusal=refusal,
    )


def _in_words(refusal: Exception) -> str:
    sentences: dict[type[Exception], str] = {
        RoundNotOpen: gettext("The round is closed. Nothing was submitted now; your drafts are kept."),
        NotAccredited: gettext(
            "Your organisation is not accredited for this plan at this moment. Nothing was submitted; your drafts are "
            "kept."
        ),
        services.ChangedMeanwhile: gettext(
            "Somebody saved a draft after you opened this page. Nothing was submitted: look through it again, so that "
            "you know what you sign."
        ),
        services.Incomplete: gettext("Something is still missing. Nothing was submitted; it is listed below."),
        services.NothingAnswered: gettext("Nothing has been assessed yet, so there is nothing to submit."),
    }
    return sentences[type(refusal)]

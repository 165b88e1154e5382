"""A reporter looks through what is ready and submits it."""

from datetime import UTC, datetime
from http import HTTPStatus

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from checkmyogp.domain.permissions import Permission
from checkmyogp.reporting import presenting, queries, services
from checkmyogp.reporting.forms import SubmitForm
from checkmyogp.reporting.views.blueprint import Desk, bp, desk
from checkmyogp.rounds.services import RoundNotOpen
from checkmyogp.web import parameters
from checkmyogp.web.access import access, current_identity
from checkmyogp.web.writing import writes

REFUSALS = (RoundNotOpen, services.ChangedMeanwhile, services.NothingReady)


@bp.get("/report/<plan>/<round_>/submit")
@access(Permission.REPORT_SUBMIT)
def review(plan: str, round_: str) -> ResponseReturnValue:
    """What would be submitted, what would stay, and the button."""
    parameters.chosen({})
    return _page(desk(plan, round_))


@bp.post("/report/<plan>/<round_>/submit")
@access(Permission.REPORT_SUBMIT)
def submit(plan: str, round_: str) -> ResponseReturnValue:
    """Submit it, or say why not; the drafts stay as they are either way."""
    found = desk(plan, round_)
    form = SubmitForm()
    try:
        return _submit(found, form)
    except REFUSALS as refusal:
        return _page(desk(plan, round_), refusal=_in_words(refusal)), HTTPStatus.CONFLICT


@writes
def _submit(found: Desk, form: SubmitForm) -> ResponseReturnValue:
    submission = services.submit_drafts(
        round_=found.round,
        agency=found.organisation,
        reviewed=form.reviewed.data or "",
        actor=current_identity(),
        now=datetime.now(UTC),
    )
    address = url_for(".receipt", plan=found.round.plan.slug, round_=found.round.slug, version=submission.version)
    return redirect(address, code=HTTPStatus.SEE_OTHER)


def _page(found: Desk, *, refusal: str = "") -> str:
    overview = presenting.overview(found.round, found.organisation, found.recovery)
    return render_template(
        "reporting/submit.html",
        desk=found,
        overview=overview,
        form=SubmitForm(formdata=None, reviewed=overview.reviewed),
        earlier=queries.last_version(found.round.id, found.organisation.id),
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

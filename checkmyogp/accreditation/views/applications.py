"""What the lead of an NGO does: apply, and appeal."""

import uuid
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from checkmyogp.accounts import queries as accounts
from checkmyogp.accreditation import labels, queries, services, view_models
from checkmyogp.accreditation.forms import AppealForm, ApplicationForm
from checkmyogp.accreditation.models import Application, Decision
from checkmyogp.accreditation.view_models import Dossier
from checkmyogp.accreditation.views.blueprint import bp, plan_at, utcnow
from checkmyogp.domain.permissions import NOWHERE, Permission, Situation
from checkmyogp.plans.models import Organisation
from checkmyogp.web import languages
from checkmyogp.web.access import Found, access, current_identity
from checkmyogp.web.actions import taken


def own_ngo() -> Found[Organisation]:
    """The real organisation that whoever is asking signs for."""
    organisation = accounts.organisation(current_identity().organisation)
    if organisation is None or organisation.demonstration:
        abort(HTTPStatus.NOT_FOUND)
    return Found(organisation, Situation(owner=organisation.key))


def own_dossier(plan: str) -> Found[Dossier]:
    """What it has to do with a plan that it can apply for."""
    of, own = plan_at(plan), own_ngo()
    if of.member_id != own.thing.member_id or not of.current:
        abort(HTTPStatus.NOT_FOUND)
    return Found(view_models.dossier(plan=of, organisation=own.thing, now=utcnow()), own.situation)


def decision_at(decision_id: uuid.UUID) -> Found[Decision]:
    """A decision, and whose it is."""
    decision = queries.decision(decision_id) or abort(HTTPStatus.NOT_FOUND)
    own = own_ngo()
    # By its row: organisations of two countries may go by the same key.
    return Found(decision, own.situation if decision.organisation_id == own.thing.id else NOWHERE)


@bp.get("/apply")
@access(Permission.APPLY, of=own_ngo)
def own(organisation: Organisation) -> ResponseReturnValue:
    """Every plan the NGO can apply for, and where it stands."""
    now = utcnow()
    dossiers = [
        view_models.dossier(plan=plan, organisation=organisation, now=now)
        for plan in queries.plans_open_to(organisation.member_id)
    ]
    appealable = {
        key: until for dossier in dossiers for key, until in view_models.appealable(dossier.entry, now=now).items()
    }
    return render_template(
        "accreditation/own.html", dossiers=dossiers, organisation=organisation, appealable=appealable
    )


@bp.get("/apply/<plan>")
@access(Permission.APPLY, of=own_dossier)
def application(dossier: Dossier) -> ResponseReturnValue:
    """The form, with what was said last, and everything that was decided."""
    return _form_page(dossier, ApplicationForm(formdata=None, data=_said_last(dossier.applications)))


@bp.post("/apply/<plan>")
@access(Permission.APPLY, of=own_dossier)
def apply(dossier: Dossier) -> ResponseReturnValue:
    """Take an application."""
    form = ApplicationForm()

    def act() -> ResponseReturnValue:
        services.apply(
            plan=dossier.plan,
            organisation=dossier.organisation,
            said=form.said(),
            actor=current_identity(),
            now=utcnow(),
        )
        return redirect(url_for(".own"), code=HTTPStatus.SEE_OTHER)

    return taken(form, act, lambda sentence: _form_page(dossier, form, sentence), labels.REFUSALS)


def _form_page(dossier: Dossier, form: ApplicationForm, refusal: str = "") -> str:
    return render_template("accreditation/apply.html", dossier=dossier, form=form, refusal=refusal)


def _said_last(applications: Sequence[Application]) -> dict[str, Any]:
    """What the form starts from: the last application, or nothing but the reader's language."""
    if not applications:
        return {"written_in": languages.current()}
    last = applications[0]
    same = ("registration_number", "about", "independence", "funding", "fields", "signatory", "documents")
    return {name: getattr(last, name) for name in same} | {"written_in": last.language}


@bp.get("/apply/appeal/<uuid:decision_id>")
@access(Permission.APPLY, of=decision_at)
def objection(decision: Decision) -> ResponseReturnValue:
    """The form for an appeal."""
    return _appeal_page(decision, AppealForm(formdata=None, written_in=languages.current()))


@bp.post("/apply/appeal/<uuid:decision_id>")
@access(Permission.APPLY, of=decision_at)
def appeal(decision: Decision) -> ResponseReturnValue:
    """Take an appeal."""
    form = AppealForm()

    def act() -> ResponseReturnValue:
        services.lodge_appeal(
            decision=decision,
            grounds=form.grounds.data or "",
            language=form.written_in.data,
            actor=current_identity(),
            now=utcnow(),
        )
        return redirect(url_for(".own"), code=HTTPStatus.SEE_OTHER)

    return taken(form, act, lambda sentence: _appeal_page(decision, form, sentence), labels.REFUSALS)


def _appeal_page(decision: Decision, form: AppealForm, refusal: str = "") -> str:
    entry = view_models.entry(plan_id=decision.plan_id, organisation_id=decision.organisation_id, now=utcnow())
    return render_template(
        "accreditation/appeal.html",
        decision=decision,
        appeals=queries.appeals([decision.id]),
        open_until=view_models.appealable(entry, now=utcnow()).get(decision.id),
        form=form,
        refusal=refusal,
    )

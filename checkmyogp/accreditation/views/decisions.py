"""What officers do: read applications, propose, confirm or withdraw, settle appeals."""

import uuid
from http import HTTPStatus

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from checkmyogp.accounts.seats import second_opinions
from checkmyogp.accreditation import labels, queries, services, view_models
from checkmyogp.accreditation.forms import ProposalAnswerForm, ProposalForm, proposal_form
from checkmyogp.accreditation.models import Proposal
from checkmyogp.accreditation.view_models import Dossier
from checkmyogp.accreditation.views.blueprint import bp, ngo_at, plan_at, utcnow
from checkmyogp.domain.permissions import Permission
from checkmyogp.plans import queries as plan_queries
from checkmyogp.web.access import access, current_identity
from checkmyogp.web.actions import done, taken


@bp.get("/accreditation/applications")
@access(Permission.ACCREDITATION_READ)
def waiting() -> ResponseReturnValue:
    """What waits for an officer, and every NGO that ever applied."""
    dossiers = view_models.dossiers(now=utcnow())
    return render_template(
        "accreditation/waiting.html",
        dossiers=dossiers,
        undecided=[found for found in dossiers if found.waiting and not found.proposal],
        plans=plan_queries.plans(),
        proposals=queries.open_proposals(),
        appeals=queries.waiting_appeals(),
        officer=current_identity().key,
    )


@bp.get("/accreditation/applications/<plan>/<ngo>")
@access(Permission.ACCREDITATION_READ)
def dossier(plan: str, ngo: str) -> ResponseReturnValue:
    """One NGO's application beside the criteria, and what was decided on it."""
    return _page(_dossier(plan, ngo))


@bp.get("/accreditation/applications/<plan>/<ngo>/propose")
@access(Permission.ACCREDIT)
def proposing(plan: str, ngo: str) -> ResponseReturnValue:
    """The form for a decision."""
    found = _dossier(plan, ngo)
    return _proposal_page(found, _proposal_form(found))


@bp.post("/accreditation/applications/<plan>/<ngo>/propose")
@access(Permission.ACCREDIT)
def propose(plan: str, ngo: str) -> ResponseReturnValue:
    """Take a proposal."""
    found = _dossier(plan, ngo)
    form = _proposal_form(found)

    def act() -> ResponseReturnValue:
        services.propose(
            plan=found.plan,
            organisation=found.organisation,
            verdict=form.verdict(),
            actor=current_identity(),
            now=utcnow(),
        )
        return redirect(url_for(".dossier", plan=plan, ngo=ngo), code=HTTPStatus.SEE_OTHER)

    return taken(form, act, lambda sentence: _proposal_page(found, form, sentence), labels.REFUSALS)


@bp.post("/accreditation/applications/<plan>/<ngo>")
@access(Permission.ACCREDIT)
def answer(plan: str, ngo: str) -> ResponseReturnValue:
    """Confirm another officer's proposal, or withdraw one."""
    form = ProposalAnswerForm()
    if not form.validate():
        abort(HTTPStatus.BAD_REQUEST)
    proposal = _proposal(_dossier(plan, ngo), form.proposal_id)
    step = services.confirm if form.step.data == ProposalAnswerForm.CONFIRM else services.withdraw

    def act() -> ResponseReturnValue:
        step(proposal=proposal, actor=current_identity(), now=utcnow())
        return redirect(url_for(".dossier", plan=plan, ngo=ngo), code=HTTPStatus.SEE_OTHER)

    return done(act, lambda sentence: _page(_dossier(plan, ngo), sentence), labels.REFUSALS)


def _proposal(found: Dossier, id_: uuid.UUID) -> Proposal:
    proposal = queries.proposal(id_) or abort(HTTPStatus.NOT_FOUND)
    same = (proposal.plan_id, proposal.organisation_id) == (found.plan.id, found.organisation.id)
    return proposal if same else abort(HTTPStatus.NOT_FOUND)


def _dossier(plan: str, ngo: str) -> Dossier:
    of = plan_at(plan)
    found = view_models.dossier(plan=of, organisation=ngo_at(of, ngo), now=utcnow())
    return found if found.standing else abort(HTTPStatus.NOT_FOUND)


def _page(found: Dossier, refusal: str = "") -> str:
    proposed_by = found.proposal.proposed_by if found.proposal else ""
    return render_template(
        "accreditation/dossier.html",
        dossier=found,
        officer=current_identity().key,
        confirmers=second_opinions.confirmers(proposed_by, now=utcnow()) if found.proposal else (),
        refusal=refusal,
    )


def _proposal_form(found: Dossier) -> ProposalForm:
    assert found.standing is not None  # noqa: S101 - only an NGO that has applied has a file
    return proposal_form(state=found.standing, open_to=found.decisions)


def _proposal_page(found: Dossier, form: ProposalForm, refusal: str = "") -> str:
    return render_template("accreditation/propose.html", dossier=found, form=form, refusal=refusal)

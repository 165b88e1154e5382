"""Appeals, as officers settle them, and the groups that a plan names."""

import uuid
from http import HTTPStatus

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from checkmyogp.accreditation import labels, queries, services
from checkmyogp.accreditation.forms import OutcomeForm, outcome_form
from checkmyogp.accreditation.models import Appeal
from checkmyogp.accreditation.services.appeals import fingerprint, part_of
from checkmyogp.accreditation.views.blueprint import bp, plan_at, utcnow
from checkmyogp.domain.permissions import Permission
from checkmyogp.web.access import access, current_identity
from checkmyogp.web.actions import Again, done, taken


@bp.get("/accreditation/appeals/<uuid:appeal_id>")
@access(Permission.ACCREDIT)
def settling(appeal_id: uuid.UUID) -> ResponseReturnValue:
    """An appeal, what it is against, and the form for its outcome."""
    return _page(_appeal(appeal_id), outcome_form())


@bp.post("/accreditation/appeals/<uuid:appeal_id>")
@access(Permission.ACCREDIT)
def settle(appeal_id: uuid.UUID) -> ResponseReturnValue:
    """Take an outcome, or a second officer's agreement with one."""
    appeal, form, agrees = _appeal(appeal_id), outcome_form(), "seen" in request.form
    actor, now = current_identity(), utcnow()

    def act() -> ResponseReturnValue:
        if agrees:
            services.agree_outcome(appeal=appeal, seen=request.form["seen"], actor=actor, now=now)
        else:
            services.settle_appeal(appeal=appeal, outcome=form.wording("outcome"), actor=actor, now=now)
        decision = appeal.decision
        address = url_for(".dossier", plan=decision.plan.slug, ngo=decision.organisation.key)
        return redirect(address, code=HTTPStatus.SEE_OTHER)

    again: Again = lambda sentence: _page(appeal, form, sentence)  # noqa: E731 - one line, used twice
    return done(act, again, labels.REFUSALS) if agrees else taken(form, act, again, labels.REFUSALS)


@bp.get("/accreditation/groups/<plan>")
@access(Permission.ACCREDITATION_READ)
def groups(plan: str) -> ResponseReturnValue:
    """The groups that a plan names, with their known members."""
    of = plan_at(plan)
    return render_template("accreditation/groups.html", plan=of, groups=queries.groups(of.id))


def _appeal(appeal_id: uuid.UUID) -> Appeal:
    return queries.appeal(appeal_id) or abort(HTTPStatus.NOT_FOUND)


def _page(appeal: Appeal, form: OutcomeForm, refusal: str = "") -> str:
    return render_template(
        "accreditation/settle.html",
        appeal=appeal,
        part=part_of(appeal, current_identity(), now=utcnow()),
        seen=fingerprint(appeal.outcome) if appeal.outcome else "",
        officer=current_identity().key,
        form=form,
        refusal=refusal,
    )

"""What an organisation sees of a recovery of its own seat, and how it stops it."""

import uuid
from datetime import UTC, datetime
from http import HTTPStatus

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from checkmyogp.accounts import labels
from checkmyogp.accounts.refusals import Settled
from checkmyogp.accounts.seats import queries as seats
from checkmyogp.accounts.seats import recoveries
from checkmyogp.accounts.seats.models import Recovery
from checkmyogp.accounts.views.blueprint import bp
from checkmyogp.db import db
from checkmyogp.domain.permissions import Permission, Situation
from checkmyogp.domain.recoveries import PUBLIC, RecoveryState
from checkmyogp.web.access import access, current_identity, require
from checkmyogp.web.writing import writes


@bp.get("/recovery")
@access(Permission.RECOVERY_STOP)
def own_recovery() -> ResponseReturnValue:
    """The recovery that waits, if there is one."""
    return _page()


def _page(refusal: str = "") -> str:
    recovery = waiting_recovery(current_identity().organisation)
    return render_template("accounts/recovery.html", recovery=recovery, refusal=refusal)


def waiting_recovery(organisation: str) -> Recovery | None:
    """What this organisation can stop now."""
    found = seats.open_recovery(organisation)
    return found if found and found.state is RecoveryState.WAITING else None


@bp.post("/recovery/<uuid:recovery_id>/stop")
@access(Permission.RECOVERY_STOP)
def stop_recovery(recovery_id: uuid.UUID) -> ResponseReturnValue:
    """Stop it, with one press."""
    recovery = db.session.get(Recovery, recovery_id) or abort(HTTPStatus.NOT_FOUND)
    require(Permission.RECOVERY_STOP, Situation(owner=recovery.organisation))
    if recovery.state not in PUBLIC:
        abort(HTTPStatus.NOT_FOUND)
    try:
        return _stopped(recovery)
    except Settled as refused:
        sentence = labels.refusal_sentence(refused)
    return _page(sentence), HTTPStatus.CONFLICT


@writes
def _stopped(recovery: Recovery) -> ResponseReturnValue:
    recoveries.stop(recovery=recovery, actor=current_identity(), now=datetime.now(UTC))
    return redirect(url_for(".own_recovery"), code=HTTPStatus.SEE_OTHER)

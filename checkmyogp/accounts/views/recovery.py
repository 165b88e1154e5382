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
from checkmyogp.web.access import Found, access, current_identity
from checkmyogp.web.actions import done


def own_organisation() -> Found[str]:
    """The key of whom the visitor acts for."""
    key = current_identity().organisation
    return Found(key, Situation(owner=key))


@bp.get("/recovery")
@access(Permission.RECOVERY_STOP, of=own_organisation)
def own_recovery(organisation: str) -> ResponseReturnValue:
    """The recovery that waits, if there is one."""
    return _page(organisation)


def _page(organisation: str, refusal: str = "") -> str:
    recovery = waiting_recovery(organisation)
    return render_template("accounts/recovery.html", recovery=recovery, refusal=refusal)


def waiting_recovery(organisation: str) -> Recovery | None:
    """What this organisation can stop now."""
    found = seats.open_recovery(organisation)
    return found if found and found.state is RecoveryState.WAITING else None


def recovery_at(recovery_id: uuid.UUID) -> Found[Recovery]:
    """One that two officers agreed on; of what one alone has proposed nobody knows yet."""
    recovery = db.session.get(Recovery, recovery_id)
    if recovery is None or recovery.state not in PUBLIC:
        abort(HTTPStatus.NOT_FOUND)
    return Found(recovery, Situation(owner=recovery.organisation))


@bp.post("/recovery/<uuid:recovery_id>/stop")
@access(Permission.RECOVERY_STOP, of=recovery_at)
def stop_recovery(recovery: Recovery) -> ResponseReturnValue:
    """Stop it, with one press."""

    def act() -> ResponseReturnValue:
        recoveries.stop(recovery=recovery, actor=current_identity(), now=datetime.now(UTC))
        return redirect(url_for(".own_recovery"), code=HTTPStatus.SEE_OTHER)

    return done(act, lambda refusal: _page(recovery.organisation, refusal), {Settled: labels.REFUSALS[Settled]})

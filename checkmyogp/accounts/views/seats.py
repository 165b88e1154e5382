"""What takes two officers about seats: officers who come or go, and lost seats of organisations."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http import HTTPStatus

from flask import abort, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from checkmyogp.accounts import forms, labels, queries
from checkmyogp.accounts.seats import officers, recoveries, second_opinions
from checkmyogp.accounts.seats import queries as seats
from checkmyogp.accounts.seats.models import OfficerChange, Recovery
from checkmyogp.accounts.services.invitations import Guest
from checkmyogp.accounts.views.account_forms import answered
from checkmyogp.accounts.views.blueprint import bp
from checkmyogp.db import db
from checkmyogp.domain.identities import Office
from checkmyogp.domain.permissions import Permission
from checkmyogp.web.access import access, current_identity
from checkmyogp.web.actions import done
from checkmyogp.web.forms import option
from checkmyogp.web.jinja import plain
from checkmyogp.web.unit_of_work import transactional

SeatStep = Callable[[], None]


@bp.get("/seats")
@access(Permission.SEATS_READ)
def seats_list() -> ResponseReturnValue:
    """What waits for a second officer or for its time, and who can confirm it."""
    return _page()


def _page(refusal: str = "") -> str:
    now = datetime.now(UTC)
    return render_template(
        "accounts/seats.html",
        officer=current_identity().key,
        officers=queries.in_office(Office.OFFICER),
        waiting=[
            (row, _named(row), second_opinions.confirmers_of(row.proposed, now=now)) for row in seats.open_changes()
        ],
        recoveries=[(row, second_opinions.confirmers_of(row.proposed, now=now)) for row in seats.open_recoveries()],
        hours=current_app.config["RECOVERY_WAIT_HOURS"],
        refusal=refusal,
    )


def _named(change: OfficerChange) -> str:
    """The address of whoever is to come or to go."""
    person = queries.person(seats.as_id(change.about))
    return change.address or (person.address if person else "")


def _done(act: SeatStep) -> ResponseReturnValue:
    """Do it; a refusal shows the page again with its sentence."""

    def acted() -> ResponseReturnValue:
        act()
        return redirect(url_for(".seats_list"), code=HTTPStatus.SEE_OTHER)

    return done(acted, _page, labels.REFUSALS)


@bp.route("/seats/officers/invite", methods=["GET", "POST"])
@access(Permission.SEATS_DECIDE)
def propose_officer() -> ResponseReturnValue:
    """Propose that somebody becomes an officer."""
    form = forms.Invite()
    return answered(form, "accounts/propose_officer.html", lambda: _officer_proposed(form))


@transactional
def _officer_proposed(form: forms.Invite) -> ResponseReturnValue:
    guest = Guest(str(form.address.data), str(form.language.data))
    officers.propose_invitation(guest=guest, actor=current_identity(), now=datetime.now(UTC))
    return redirect(url_for(".seats_list"), code=HTTPStatus.SEE_OTHER)


@bp.post("/seats/officers/dismiss/<uuid:person>")
@access(Permission.SEATS_DECIDE)
def propose_dismissal(person: uuid.UUID) -> ResponseReturnValue:
    """Propose that another officer's office ends."""
    found = queries.person(person)
    if found is None or found.office is not Office.OFFICER:
        abort(HTTPStatus.NOT_FOUND)
    actor, now = current_identity(), datetime.now(UTC)
    return _done(lambda: _ignored(officers.propose_dismissal(person_key=str(person), actor=actor, now=now)))


def _ignored(_row: object) -> None:
    """Nothing more is done with what was made."""


@bp.post("/seats/officers/<uuid:change_id>/confirm")
@access(Permission.SEATS_DECIDE)
def confirm_officer(change_id: uuid.UUID) -> ResponseReturnValue:
    """Agree with what another officer proposed about an officer."""
    change, actor, now = _change(change_id), current_identity(), datetime.now(UTC)
    return _done(lambda: officers.confirm(change=change, actor=actor, now=now))


@bp.post("/seats/officers/<uuid:change_id>/withdraw")
@access(Permission.SEATS_DECIDE)
def withdraw_officer(change_id: uuid.UUID) -> ResponseReturnValue:
    """Put it aside."""
    change, actor, now = _change(change_id), current_identity(), datetime.now(UTC)
    return _done(lambda: officers.withdraw(change=change, actor=actor, now=now))


@bp.route("/seats/recoveries/propose", methods=["GET", "POST"])
@access(Permission.SEATS_DECIDE)
def propose_recovery() -> ResponseReturnValue:
    """Propose that a lost seat is filled anew."""
    form = forms.recover_form()
    found = [queries.organisation(key) for key in seats.held_organisations()]
    form.organisation.choices = [
        option("", gettext("Choose")),
        *(option(row.key, plain(row.name)) for row in found if row),
    ]
    hours = current_app.config["RECOVERY_WAIT_HOURS"]
    return answered(form, "accounts/propose_recovery.html", lambda: _recovery_proposed(form), hours=hours)


@transactional
def _recovery_proposed(form: forms.Recover) -> ResponseReturnValue:
    organisation = queries.organisation(str(form.organisation.data)) or abort(HTTPStatus.NOT_FOUND)
    guest = Guest(str(form.address.data), str(form.language.data))
    wanted = recoveries.Wanted(guest, form.wording("reason"))
    recoveries.propose(organisation=organisation, wanted=wanted, actor=current_identity(), now=datetime.now(UTC))
    return redirect(url_for(".seats_list"), code=HTTPStatus.SEE_OTHER)


@bp.post("/seats/recoveries/<uuid:recovery_id>/confirm")
@access(Permission.SEATS_DECIDE)
def confirm_recovery(recovery_id: uuid.UUID) -> ResponseReturnValue:
    """Agree with it: the organisation is told, and the time to stop it begins."""
    recovery, actor, now = _recovery(recovery_id), current_identity(), datetime.now(UTC)
    wait = timedelta(hours=current_app.config["RECOVERY_WAIT_HOURS"])
    return _done(lambda: recoveries.confirm(recovery=recovery, wait=wait, actor=actor, now=now))


@bp.post("/seats/recoveries/<uuid:recovery_id>/withdraw")
@access(Permission.SEATS_DECIDE)
def withdraw_recovery(recovery_id: uuid.UUID) -> ResponseReturnValue:
    """Take it back."""
    recovery, actor, now = _recovery(recovery_id), current_identity(), datetime.now(UTC)
    return _done(lambda: recoveries.withdraw(recovery=recovery, actor=actor, now=now))


def _change(change_id: uuid.UUID) -> OfficerChange:
    return db.session.get(OfficerChange, change_id) or abort(HTTPStatus.NOT_FOUND)


def _recovery(recovery_id: uuid.UUID) -> Recovery:
    return db.session.get(Recovery, recovery_id) or abort(HTTPStatus.NOT_FOUND)

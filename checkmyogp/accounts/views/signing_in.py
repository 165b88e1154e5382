"""Signing in, confirming that it is still the same person, signing out."""

from datetime import UTC, datetime
from typing import Any

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from checkmyogp.accounts import forms, queries, sessions
from checkmyogp.accounts.models import LoginSession, Person
from checkmyogp.accounts.services import second_factor as factors
from checkmyogp.accounts.services import signing_in
from checkmyogp.accounts.services.signing_in import Opened
from checkmyogp.accounts.views.account_forms import answered
from checkmyogp.accounts.views.blueprint import bp
from checkmyogp.domain.addresses import folded
from checkmyogp.domain.permissions import Permission
from checkmyogp.web import devices, headers, limits, return_path
from checkmyogp.web.access import access
from checkmyogp.web.unit_of_work import transactional


@bp.route("/sign-in", methods=["GET", "POST"])
@access(Permission.SIGN_IN)
def sign_in() -> ResponseReturnValue:
    """Address and password."""
    form = forms.SignIn()
    return answered(form, "accounts/sign_in.html", lambda: _with_password(form), way=way())


def _with_password(form: forms.SignIn) -> ResponseReturnValue:
    address, password = str(form.address.data), str(form.password.data)
    with limits.attempt(limits.SIGN_IN, folded(address)):
        person = signing_in.person_with(address=address, password=password)
        return _begun(person, person.password, password)


@transactional
def _begun(person: Person, verified: str, password: str) -> ResponseReturnValue:
    now, browser = datetime.now(UTC), sessions.browser()
    return on_to_the_second_factor(
        signing_in.begin_with(person=person, verified=verified, password=password, browser=browser, now=now)
    )


def on_to_the_second_factor(opened: Opened) -> ResponseReturnValue:
    """Put a session that has begun in the place of the browser's present one, inside of a unit of work."""
    _end_present()
    sessions.enter(opened)
    return redirect(url_for(".second_factor", **way()), code=303)


def _end_present() -> None:
    present = sessions.current_session()
    if present:
        signing_in.end(person=present.person, token=present.token, now=datetime.now(UTC))


@bp.route("/second-factor", methods=["GET", "POST"])
@access(Permission.SIGN_IN)
def second_factor() -> ResponseReturnValue:
    """The code of somebody who has given the password."""
    session = sessions.half_way()
    if session is None:
        return redirect(url_for(".sign_in", **way()), code=303)
    if not factors.is_set_up(session.person):
        return redirect(url_for(".set_up", **way()), code=303)
    form = forms.SecondFactorForm()
    return answered(
        form, "accounts/second_factor.html", lambda: _with_code(session, form, first=True), **_ways(session)
    )


@bp.route("/confirm", methods=["GET", "POST"])
@access(Permission.OWN_ACCOUNT)
def confirm() -> ResponseReturnValue:
    """The second factor once more, before a step that binds."""
    session = sessions.current_session() or abort(404)
    form = forms.SecondFactorForm()
    return answered(form, "accounts/confirm.html", lambda: _with_code(session, form, first=False), **_ways(session))


def _ways(session: LoginSession) -> dict[str, Any]:
    """Where to go on afterwards, and whether a passkey may do instead of a code."""
    return {"way": way(), "has_passkey": bool(queries.passkeys_of(session.person_id))}


def _with_code(session: LoginSession, form: forms.SecondFactorForm, *, first: bool) -> ResponseReturnValue:
    person, code = session.person, str(form.code.data)
    with limits.attempt(limits.SECOND_FACTOR, person.folded_address):
        return _checked(session, code, first=first)


@transactional
def _checked(session: LoginSession, code: str, *, first: bool) -> ResponseReturnValue:
    now = datetime.now(UTC)
    factors.check(person=session.person, code=code, now=now)
    return go_in(session, first=first, now=now)


def go_in(session: LoginSession, *, first: bool, now: datetime) -> ResponseReturnValue:
    """A second factor was given: under a new token, back to where one was going."""
    opened = signing_in.confirm(session=session, now=now)
    (sessions.enter if first else sessions.go_on)(opened)
    devices.remember(session.person.folded_address)
    return redirect(onward(session.person), code=303)


@bp.post("/sign-out")
@access(Permission.OWN_ACCOUNT)
@transactional
def sign_out() -> ResponseReturnValue:
    """End this session, and every copy of its cookie."""
    _end_present()
    sessions.leave()
    return headers.forgotten(redirect(url_for(".sign_in"), code=303))


def way() -> dict[str, Any]:
    """Where to go on afterwards, to be carried along."""
    return {"next": request.args["next"]} if return_path.asked_for() else {}


def onward(person: Person) -> str:
    """Where to go on now; to one's own page, in one's own language, where nothing was carried along."""
    return return_path.asked_for() or url_for(".home", language=person.language)

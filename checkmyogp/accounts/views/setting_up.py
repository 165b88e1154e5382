"""Setting up the second factor: for the first time, or in place of the one before."""

from datetime import UTC, datetime

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from markupsafe import Markup

from checkmyogp.accounts import codes, forms, queries, sessions
from checkmyogp.accounts.models import LoginSession, Person
from checkmyogp.accounts.services import second_factor as factors
from checkmyogp.accounts.services import signing_in
from checkmyogp.accounts.views.account_forms import answered
from checkmyogp.accounts.views.blueprint import bp
from checkmyogp.accounts.views.signing_in import onward, way
from checkmyogp.domain.permissions import Permission
from checkmyogp.web import devices, limits
from checkmyogp.web.access import access, current_identity
from checkmyogp.web.unit_of_work import transactional


@bp.route("/set-up", methods=["GET", "POST"])
@access(Permission.SIGN_IN)
def set_up() -> ResponseReturnValue:
    """The first authenticator app of somebody who has given the password, and may do nothing before it is set up."""
    session = sessions.half_way()
    if session is None:
        return redirect(url_for(".sign_in", **way()), code=303)
    if factors.is_set_up(session.person):
        return redirect(url_for(".second_factor", **way()), code=303)
    form = forms.SecondFactorForm()
    return answered(form, "accounts/set_up.html", lambda: _first(session, form), way=way(), **_shown(session.person))


def _first(session: LoginSession, form: forms.SecondFactorForm) -> ResponseReturnValue:
    with limits.attempt(limits.SECOND_FACTOR, session.person.folded_address):
        return _taken_into_use(session, str(form.code.data))


@transactional
def _taken_into_use(session: LoginSession, code: str) -> ResponseReturnValue:
    now, person = datetime.now(UTC), session.person
    paper = factors.set_up(person=person, code=code, actor=person.identity(confirmed=False), now=now)
    sessions.enter(signing_in.confirm(session=session, now=now))
    devices.remember(person.folded_address)
    return render_template("accounts/recovery_codes.html", paper=paper, onward=onward(person))


@bp.route("/authenticator", methods=["GET", "POST"])
@access(Permission.OWN_ACCOUNT_CHANGE)
def authenticator() -> ResponseReturnValue:
    """Another app in place of the one in use."""
    person = sessions.current_person() or abort(404)
    form = forms.SecondFactorForm()
    return answered(form, "accounts/authenticator.html", lambda: _replaced(form), **_shown(person))


def _replaced(form: forms.SecondFactorForm) -> ResponseReturnValue:
    person = sessions.current_person() or abort(404)
    with limits.attempt(limits.SECOND_FACTOR, person.folded_address):
        return _changed(str(form.code.data))


@transactional
def _changed(code: str) -> ResponseReturnValue:
    now, session = datetime.now(UTC), sessions.current_session() or abort(404)
    paper = factors.set_up(person=session.person, code=code, actor=current_identity(), now=now)
    signing_in.end_others(person=session.person, keep=session.token, now=now)
    sessions.go_on(signing_in.confirm(session=session, now=now))
    return render_template("accounts/recovery_codes.html", paper=paper, onward=url_for(".home"))


@bp.post("/authenticator/begin")
@access(Permission.OWN_ACCOUNT_CHANGE)
@transactional
def begin_authenticator() -> ResponseReturnValue:
    """Make the secret for another app. The one in use stays in use until the other has shown a code."""
    factors.replace(person=sessions.current_person() or abort(404))
    return redirect(url_for(".authenticator"), code=303)


@bp.get("/recovery-codes")
@access(Permission.OWN_ACCOUNT_CHANGE)
def recovery_codes() -> ResponseReturnValue:
    """How many codes on paper are left."""
    person = sessions.current_person() or abort(404)
    return render_template("accounts/recovery_codes_left.html", left=queries.recovery_codes_left(person.id))


@bp.post("/recovery-codes")
@access(Permission.OWN_ACCOUNT_CHANGE)
@transactional
def renew_recovery_codes() -> ResponseReturnValue:
    """Ten new codes for paper."""
    person = sessions.current_person() or abort(404)
    paper = factors.renew_recovery_codes(person=person, actor=current_identity(), now=datetime.now(UTC))
    return render_template("accounts/recovery_codes.html", paper=paper, onward=url_for(".home"))


def _shown(person: Person) -> dict[str, object]:
    """What an app is given: the picture to scan, and the same to type."""
    secret = factors.secret_to_confirm(person)
    if secret is None:
        return {"picture": "", "secret": ""}
    uri = codes.provisioning_uri(secret, address=person.address)
    # The library writes this SVG from squares alone; nothing that somebody typed is in it but as squares.
    picture = Markup(codes.drawn(uri, title=gettext("QR code for your authenticator app")))  # noqa: S704
    return {"picture": picture, "secret": codes.in_groups(secret)}

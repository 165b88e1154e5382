"""One's own account: language, password, address, sessions, and leaving."""

from datetime import UTC, datetime

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from checkmyogp import times
from checkmyogp.accounts import forms, labels, queries, sessions
from checkmyogp.accounts.models import LoginSession, Person
from checkmyogp.accounts.refusals import TooFewOfficers
from checkmyogp.accounts.services import addresses, people, signing_in
from checkmyogp.accounts.tokens import hashed
from checkmyogp.accounts.views.account_forms import answered, link_spent
from checkmyogp.accounts.views.blueprint import bp
from checkmyogp.domain.permissions import Permission
from checkmyogp.web import headers, languages, limits
from checkmyogp.web.access import access, current_identity
from checkmyogp.web.actions import done
from checkmyogp.web.unit_of_work import transactional


def _session() -> LoginSession:
    return sessions.current_session() or abort(404)


def _person() -> Person:
    return sessions.current_person() or abort(404)


@bp.get("")
@access(Permission.OWN_ACCOUNT)
def home() -> ResponseReturnValue:
    """One's work and one's account."""
    person = _person()
    return render_template(
        "accounts/home.html",
        person=person,
        form=forms.Language(language=person.language),
    )


@bp.post("/language")
@access(Permission.OWN_ACCOUNT)
@transactional
def language() -> ResponseReturnValue:
    """The language of mails to this person."""
    form = forms.Language()
    if not form.validate_on_submit():
        abort(400)
    chosen = str(form.language.data)
    people.change_language(person=_person(), language=chosen)
    return redirect(url_for(".home", language=chosen), code=303)


@bp.route("/password", methods=["GET", "POST"])
@access(Permission.OWN_ACCOUNT_CHANGE)
def password() -> ResponseReturnValue:
    """Another password."""
    form = forms.ChangePassword()
    form.owner = _person().address
    return answered(form, "accounts/password.html", lambda: _password_changed(form))


def _password_changed(form: forms.ChangePassword) -> ResponseReturnValue:
    with limits.attempt(limits.SIGN_IN, _person().folded_address):
        return _change_password(str(form.current.data), str(form.password.data))


@transactional
def _change_password(current: str, new: str) -> ResponseReturnValue:
    people.change_password(
        person=_person(),
        current=current,
        new=new,
        keep=_session().token,
        actor=current_identity(),
        now=datetime.now(UTC),
    )
    return redirect(url_for(".home"), code=303)


@bp.route("/address", methods=["GET", "POST"])
@access(Permission.OWN_ACCOUNT_CHANGE)
def address() -> ResponseReturnValue:
    """Ask for another address."""
    form = forms.NewAddress()
    return answered(form, "accounts/address.html", lambda: _ask_for_address(str(form.address.data)))


def _ask_for_address(wanted: str) -> ResponseReturnValue:
    # Counted for whoever asks: an address that is asked for by somebody else has done nothing.
    limits.spend(limits.RESET, _person().folded_address)
    return _asked_for_address(wanted)


@transactional
def _asked_for_address(wanted: str) -> ResponseReturnValue:
    addresses.ask(person=_person(), address=wanted, actor=current_identity(), now=datetime.now(UTC))
    return render_template("accounts/address_asked.html", old=_person().address, new=wanted)


@bp.get("/new-address/<token>")
@access(Permission.SIGN_IN)
def new_address(token: str) -> ResponseReturnValue:
    """One of the two addresses is asked whether it agrees."""
    found = queries.address_change(hashed(token), now=datetime.now(UTC))
    if found is None:
        return link_spent()
    return render_template("accounts/new_address.html", address=found.address, token=token)


@bp.post("/new-address/<token>")
@access(Permission.SIGN_IN)
def agree_to_address(token: str) -> ResponseReturnValue:
    """It agrees."""
    try:
        return _agreed(token)
    except ValueError:
        return link_spent()


@transactional
def _agreed(token: str) -> ResponseReturnValue:
    agreed = addresses.agree(token=token, now=datetime.now(UTC))
    return render_template("accounts/address_agreed.html", done=agreed.done)


@bp.get("/sessions")
@access(Permission.OWN_ACCOUNT)
def own_sessions() -> ResponseReturnValue:
    """Where one is signed in."""
    present, now = _session(), datetime.now(UTC)
    zone = queries.time_zone_of(present.person)
    listed = [
        (
            row,
            times.written(row.began_at, zone, languages.current()),
            times.written(row.seen_at, zone, languages.current()),
        )
        for row in queries.sessions_of(present.person_id, now=now)
    ]
    return render_template("accounts/sessions.html", listed=listed, present=present)


@bp.post("/sessions/<token>/end")
@access(Permission.OWN_ACCOUNT)
@transactional
def end_session(token: str) -> ResponseReturnValue:
    """End one of them; the address holds the hash of its token, which opens nothing."""
    signing_in.end(person=_person(), token=token, now=datetime.now(UTC))
    return redirect(url_for(".own_sessions"), code=303)


@bp.post("/sessions/end-others")
@access(Permission.OWN_ACCOUNT)
@transactional
def end_other_sessions() -> ResponseReturnValue:
    """End all but the present one."""
    signing_in.end_others(person=_person(), keep=_session().token, now=datetime.now(UTC))
    return redirect(url_for(".own_sessions"), code=303)


@bp.get("/leave")
@access(Permission.OWN_ACCOUNT_CHANGE)
def leave() -> ResponseReturnValue:
    """What leaving means."""
    return _leave_page()


def _leave_page(refusal: str = "") -> str:
    return render_template("accounts/leave.html", person=_person(), refusal=refusal)


@bp.post("/leave")
@access(Permission.OWN_ACCOUNT_CHANGE)
def leave_for_good() -> ResponseReturnValue:
    """Close one's own account, unless too few would be left."""
    return done(_left, _leave_page, {TooFewOfficers: labels.REFUSALS[TooFewOfficers]})


def _left() -> ResponseReturnValue:
    people.leave(person=_person(), actor=current_identity(), now=datetime.now(UTC))
    sessions.leave()
    return headers.forgotten(redirect(url_for(".sign_in"), code=303))

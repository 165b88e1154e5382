"""Accepting an invitation, and choosing a new password: both by a link from a mail."""

from datetime import UTC, datetime

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from checkmyogp.accounts import forms, queries, sessions
from checkmyogp.accounts.refusals import LinkSpent
from checkmyogp.accounts.services import invitations, resets
from checkmyogp.accounts.services.signing_in import begin
from checkmyogp.accounts.tokens import hashed
from checkmyogp.accounts.views.account_forms import answered, link_spent
from checkmyogp.accounts.views.blueprint import bp
from checkmyogp.accounts.views.signing_in import on_to_the_second_factor
from checkmyogp.domain.addresses import folded
from checkmyogp.domain.permissions import Permission
from checkmyogp.web import languages, limits
from checkmyogp.web.access import access
from checkmyogp.web.unit_of_work import transactional


@bp.route("/invitation/<token>", methods=["GET", "POST"])
@access(Permission.SIGN_IN)
def invitation(token: str) -> ResponseReturnValue:
    """Come in: the address is known, a password is chosen."""
    found = queries.invitation(hashed(token), now=datetime.now(UTC))
    if found is None:
        return link_spent()
    form = forms.Accept()
    form.owner = found.address
    return answered(form, "accounts/invitation.html", lambda: _joined(token, form), invitation=found)


def _joined(token: str, form: forms.Accept) -> ResponseReturnValue:
    try:
        return _accepted(token, password=str(form.password.data), language=str(form.language.data))
    except LinkSpent:
        return link_spent()


@transactional
def _accepted(token: str, *, password: str, language: str) -> ResponseReturnValue:
    now = datetime.now(UTC)
    person = invitations.accept(token=token, password=password, language=language, now=now)
    return on_to_the_second_factor(begin(person=person, browser=sessions.browser(), now=now))


@bp.route("/forgotten", methods=["GET", "POST"])
@access(Permission.SIGN_IN)
def forgotten() -> ResponseReturnValue:
    """Ask for a link to a new password. The answer is the same whether or not the address is known."""
    form = forms.Forgotten()
    return answered(form, "accounts/forgotten.html", lambda: _asked(str(form.address.data)))


def _asked(address: str) -> ResponseReturnValue:
    limits.spend(limits.RESET, folded(address))
    return _ask(address)


@transactional
def _ask(address: str) -> ResponseReturnValue:
    resets.ask(address=address, language=languages.current(), now=datetime.now(UTC))
    return redirect(url_for(".asked"), code=303)


@bp.get("/forgotten/asked")
@access(Permission.SIGN_IN)
def asked() -> ResponseReturnValue:
    """Say what happens next."""
    return render_template("accounts/asked.html")


@bp.route("/new-password/<token>", methods=["GET", "POST"])
@access(Permission.SIGN_IN)
def new_password(token: str) -> ResponseReturnValue:
    """Choose a new password. Signing in then asks for the second factor as always."""
    found = queries.reset(hashed(token), now=datetime.now(UTC))
    person = queries.person(found.person_id) if found and found.person_id else None
    if person is None:
        return link_spent()
    form = forms.NewPassword()
    form.owner = person.address
    return answered(form, "accounts/new_password.html", lambda: _chosen(token, form))


def _chosen(token: str, form: forms.NewPassword) -> ResponseReturnValue:
    try:
        return _choose(token, str(form.password.data))
    except LinkSpent:
        return link_spent()


@transactional
def _choose(token: str, password: str) -> ResponseReturnValue:
    resets.choose(token=token, password=password, now=datetime.now(UTC))
    return redirect(url_for(".sign_in"), code=303)

"""Pages on which a device is asked for a passkey. They alone load a script, and a code always does instead."""

import ipaddress
from binascii import Error as NotBase64
from datetime import UTC, datetime
from urllib.parse import urlsplit

from flask import abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from webauthn import base64url_to_bytes
from webauthn.helpers import bytes_to_base64url

from checkmyogp.accounts import forms, labels, queries, sessions
from checkmyogp.accounts.models import SignedIn
from checkmyogp.accounts.refusals import NotThisPasskey
from checkmyogp.accounts.services import passkeys
from checkmyogp.accounts.services.passkeys import Site
from checkmyogp.accounts.views.blueprint import bp
from checkmyogp.accounts.views.signing_in import go_in, way
from checkmyogp.domain.permissions import Permission
from checkmyogp.web import headers, limits
from checkmyogp.web.access import access, current_identity
from checkmyogp.web.writing import writes


def site() -> Site | None:
    """Whom passkeys are for; a site that is reached by a bare number has no name to make them for."""
    url = urlsplit(str(current_app.config["PUBLIC_URL"]))
    try:
        ipaddress.ip_address(url.hostname or "")
    except ValueError:
        return Site(url.hostname or "", f"{url.scheme}://{url.netloc}")
    return None


def _site() -> Site:
    return site() or abort(404)


def _session() -> SignedIn:
    return sessions.current_session() or abort(404)


@bp.get("/passkeys")
@access(Permission.OWN_ACCOUNT_CHANGE)
def own_passkeys() -> ResponseReturnValue:
    """One's passkeys."""
    listed = [(row, bytes_to_base64url(row.credential)) for row in queries.passkeys_of(_session().person_id)]
    return render_template("accounts/passkeys.html", listed=listed, possible=site() is not None)


@bp.get("/passkeys/question")
@access(Permission.OWN_ACCOUNT_CHANGE)
def adding_begins_at_the_list() -> ResponseReturnValue:
    """Each question is put once: whoever comes back to this address begins again."""
    return redirect(url_for(".own_passkeys"))


@bp.post("/passkeys/question")
@access(Permission.OWN_ACCOUNT_CHANGE)
@writes
def question_for_adding() -> ResponseReturnValue:
    """Put to a device the question to make a passkey."""
    question = passkeys.question_for_adding(session=_session(), site=_site())
    headers.allow_our_script()
    return render_template("accounts/passkey_adding.html", question=question, form=forms.NewPasskey())


@bp.post("/passkeys")
@access(Permission.OWN_ACCOUNT_CHANGE)
def add_passkey() -> ResponseReturnValue:
    """Keep what the device has made."""
    form = forms.NewPasskey()
    try:
        return _added(form)
    except NotThisPasskey as refusal:
        return render_template(
            "accounts/passkey_refused.html", sentence=labels.refusal_sentence(refusal), back=url_for(".own_passkeys")
        ), 400


@writes
def _added(form: forms.NewPasskey) -> ResponseReturnValue:
    if not form.validate_on_submit():
        raise NotThisPasskey
    answer, name = str(form.answer.data), str(form.name.data)
    passkeys.add(
        session=_session(), answer=answer, name=name, site=_site(), actor=current_identity(), now=datetime.now(UTC)
    )
    return redirect(url_for(".own_passkeys"), code=303)


@bp.post("/passkeys/<credential>/remove")
@access(Permission.OWN_ACCOUNT_CHANGE)
@writes
def remove_passkey(credential: str) -> ResponseReturnValue:
    """Forget one."""
    try:
        key = base64url_to_bytes(credential)
    except (ValueError, NotBase64):
        abort(404)
    passkeys.remove(person=_session().person, credential=key, actor=current_identity(), now=datetime.now(UTC))
    return redirect(url_for(".own_passkeys"), code=303)


@bp.get("/passkey/question", endpoint="using_begins_at_the_question")
@bp.get("/passkey", endpoint="using_begins_at_the_code")
@access(Permission.SIGN_IN)
def using_begins_at_the_code() -> ResponseReturnValue:
    """Likewise when it is to be used."""
    return redirect(_code_page())


def _code_page() -> str:
    session = sessions.current_session()
    return url_for(".confirm" if session and session.confirmed_at else ".second_factor", **way())


@bp.post("/passkey/question")
@access(Permission.SIGN_IN)
@writes
def question_for_using() -> ResponseReturnValue:
    """Put to a device the question for its passkey, to somebody who has given the password."""
    question = passkeys.question_for_using(session=_session(), site=_site())
    headers.allow_our_script()
    return render_template("accounts/passkey_using.html", question=question, way=way(), code_page=_code_page())


@bp.post("/passkey")
@access(Permission.SIGN_IN)
def use_passkey() -> ResponseReturnValue:
    """The answer stands for a second factor, the first time or once more."""
    session = _session()
    try:
        with limits.attempt(limits.SECOND_FACTOR, session.person.folded_address):
            return _used(session)
    except NotThisPasskey as refusal:
        return render_template(
            "accounts/passkey_refused.html", sentence=labels.refusal_sentence(refusal), back=_code_page()
        ), 400


@writes
def _used(session: SignedIn) -> ResponseReturnValue:
    passkeys.check(session=session, answer=request.form.get("answer", ""), site=_site())
    return go_in(session, first=session.confirmed_at is None, now=datetime.now(UTC))

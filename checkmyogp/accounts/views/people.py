"""Who has an account, whom to invite, and whose office has ended.

For officers, and for whoever decides on an organisation's seats.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cmp_to_key
from typing import Any

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from checkmyogp.accounts import forms, queries
from checkmyogp.accounts.refusals import NotForYouToFill
from checkmyogp.accounts.seats import queries as seats
from checkmyogp.accounts.seats import registered_addresses
from checkmyogp.accounts.services import invitations, organisations, people
from checkmyogp.accounts.services.invitations import Guest
from checkmyogp.accounts.views.account_forms import answered
from checkmyogp.accounts.views.blueprint import bp
from checkmyogp.db.engines import collate_mongolian
from checkmyogp.domain.conflicts import Sector
from checkmyogp.domain.identities import Identity, Office
from checkmyogp.domain.offices import Seat, decides, may_empty, may_fill, may_take_back
from checkmyogp.domain.permissions import Permission
from checkmyogp.plans.models import Organisation
from checkmyogp.web import languages
from checkmyogp.web.access import access, current_identity
from checkmyogp.web.forms import option
from checkmyogp.web.jinja import plain
from checkmyogp.web.unit_of_work import transactional


@dataclass(frozen=True, slots=True)
class InvitationKind:
    """A kind of invitation, with the seats it can fill."""

    title: Callable[[], str]
    seat: Callable[[Identity], Seat]
    """An example of such a seat, by which it is judged who may invite to it."""


KINDS = {
    "member": InvitationKind(
        lambda: gettext("Invite a member of your NGO"), lambda actor: Seat(Office.NGO, actor.organisation, lead=False)
    ),
    "fellow-lead": InvitationKind(
        lambda: gettext("Invite another lead of your NGO"),
        lambda actor: Seat(Office.NGO, actor.organisation, lead=True),
    ),
    "fellow-reporter": InvitationKind(
        lambda: gettext("Invite another reporter of your agency"),
        lambda actor: Seat(Office.REPORTER, actor.organisation),
    ),
    "ngo-lead": InvitationKind(
        lambda: gettext("Invite the first lead of an NGO"), lambda _: Seat(Office.NGO, "any", lead=True)
    ),
    "reporter": InvitationKind(
        lambda: gettext("Invite the first reporter of an agency"), lambda _: Seat(Office.REPORTER, "any")
    ),
    "researcher": InvitationKind(lambda: gettext("Invite an IRM researcher"), lambda _: Seat(Office.RESEARCHER)),
}


def _kinds(actor: Identity) -> dict[str, InvitationKind]:
    """The kinds of invitation that this actor can send alone."""
    return {key: kind for key, kind in KINDS.items() if may_fill(actor, kind.seat(actor), held=False)}


def _own() -> str | None:
    """The organisation whose people this actor sees; an officer sees everybody."""
    identity = current_identity()
    return None if identity.office is Office.OFFICER else identity.organisation


@bp.get("/people")
@access(Permission.PEOPLE_READ)
def people_list() -> ResponseReturnValue:
    """Everybody whose seat this actor decides on, and those who see them."""
    actor = current_identity()
    return _people_page(actor)


def _people_page(actor: Identity, registered: forms.RegisteredAddress | None = None) -> str:
    kept = seats.seated(actor.organisation)
    waiting = queries.open_invitations(now=datetime.now(UTC), organisation=_own())
    return render_template(
        "accounts/people.html",
        listed=[(row, may_empty(actor, row.seat)) for row in queries.people(organisation=_own())],
        waiting=[(row, may_take_back(actor, row.seat, from_within=seats.is_from_within(row))) for row in waiting],
        kinds=_kinds(actor),
        decides=decides(actor, Seat(actor.office, actor.organisation, actor.lead)),
        form=registered or forms.RegisteredAddress(formdata=None, registered=kept.registered_address if kept else ""),
    )


@bp.post("/people/registered-address")
@access(Permission.INVITE)
def register_address() -> ResponseReturnValue:
    """Have the organisation itself written to somewhere else."""
    actor, form = current_identity(), forms.RegisteredAddress()
    if not decides(actor, Seat(actor.office, actor.organisation, actor.lead)):
        abort(404)
    if not form.validate_on_submit():
        return _people_page(actor, form), 400
    return _registered(str(form.registered.data), actor)


@transactional
def _registered(address: str, actor: Identity) -> ResponseReturnValue:
    registered_addresses.register(address=address, language=languages.current(), actor=actor, now=datetime.now(UTC))
    return redirect(url_for(".people_list"), code=303)


@bp.route("/people/invite/<kind>", methods=["GET", "POST"])
@access(Permission.INVITE)
def invite(kind: str) -> ResponseReturnValue:
    """Invite somebody to one kind of office."""
    chosen = _kinds(current_identity()).get(kind) or abort(404)
    form = _form(kind)
    return answered(form, "accounts/invite.html", lambda: _invited(kind, form), title=chosen.title())


def _form(kind: str) -> forms.Invite:
    if kind == "reporter":
        form = forms.InviteReporter()
        form.organisation.choices = [option("", gettext("Choose")), *_choices(Sector.GOVERNMENT)]
        return form
    if kind == "ngo-lead":
        form = forms.invite_lead()
        form.organisation.choices = [option("", gettext("A new NGO")), *_choices(Sector.CIVIL_SOCIETY)]
        form.member.choices = [option(member.code, plain(member.name)) for member in queries.members()]
        return form
    return forms.Invite()


def _choices(sector: Sector) -> list[Any]:
    def by_name(left: Organisation, right: Organisation) -> int:
        return collate_mongolian(plain(left.name), plain(right.name))

    return [option(row.key, plain(row.name)) for row in sorted(queries.bodies(sector), key=cmp_to_key(by_name))]


@transactional
def _invited(kind: str, form: forms.Invite) -> ResponseReturnValue:
    now, actor = datetime.now(UTC), current_identity()
    wanted = KINDS[kind].seat(actor)
    seat = Seat(wanted.office, _organisation(form, actor, now), wanted.lead)
    guest = Guest(str(form.address.data), str(form.language.data))
    invitations.invite(guest=guest, seat=seat, actor=actor, now=now)
    return redirect(url_for(".people_list"), code=303)


def _organisation(form: forms.Invite, actor: Identity, now: datetime) -> str:
    """The key of whom the guest is to act for; a new NGO is added."""
    if isinstance(form, forms.InviteLead) and not form.organisation.data:
        member = next(row for row in queries.members() if row.code == form.member.data)
        names = {code: str(field.data) for code, field in form.names.items()}
        return organisations.add_ngo(member=member, names=names, actor=actor, now=now).key
    if isinstance(form, forms.InviteLead | forms.InviteReporter):
        return str(form.organisation.data)
    return actor.organisation


@bp.post("/people/<uuid:person>/withdraw")
@access(Permission.INVITE)
def withdraw(person: uuid.UUID) -> ResponseReturnValue:
    """Take an invitation back. One that was accepted or has expired in the meantime is no longer in the list."""
    try:
        return _withdrawn(person)
    except ValueError:
        return abort(404)


@transactional
def _withdrawn(person: uuid.UUID) -> ResponseReturnValue:
    invitations.withdraw(person_id=person, actor=current_identity(), now=datetime.now(UTC))
    return redirect(url_for(".people_list"), code=303)


@bp.get("/people/<uuid:person>/dismiss")
@access(Permission.INVITE)
def dismissal(person: uuid.UUID) -> ResponseReturnValue:
    """What it means to end somebody's office."""
    row = queries.person(person) or abort(404)
    if not may_empty(current_identity(), row.seat):
        abort(404)
    return render_template("accounts/dismissal.html", person=row)


@bp.post("/people/<uuid:person>/dismiss")
@access(Permission.INVITE)
def dismiss(person: uuid.UUID) -> ResponseReturnValue:
    """End it."""
    try:
        return _dismissed(person)
    except NotForYouToFill:
        return abort(404)


@transactional
def _dismissed(person: uuid.UUID) -> ResponseReturnValue:
    people.dismiss(person_id=person, actor=current_identity(), now=datetime.now(UTC))
    return redirect(url_for(".people_list"), code=303)

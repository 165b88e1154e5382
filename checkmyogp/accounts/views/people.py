"""Who has an account, whom to invite, and whose office has ended: for officers, and for leads of their own NGO."""

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
from checkmyogp.accounts.services import invitations, organisations, people
from checkmyogp.accounts.services.invitations import Guest
from checkmyogp.accounts.views.answering import answered
from checkmyogp.accounts.views.blueprint import bp
from checkmyogp.db.engines import collate_mongolian
from checkmyogp.domain.conflicts import Sector
from checkmyogp.domain.identities import Identity, Office
from checkmyogp.domain.offices import Seat, may_fill
from checkmyogp.domain.permissions import Permission
from checkmyogp.plans.models import Organisation
from checkmyogp.web.access import access, current_identity
from checkmyogp.web.forms import option
from checkmyogp.web.jinja import plain
from checkmyogp.web.unit_of_work import transactional


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of invitation, with the seats it can fill."""

    title: Callable[[], str]
    seat: Callable[[Identity], Seat]
    """An example of such a seat, by which it is judged who may invite to it."""


KINDS = {
    "member": Kind(
        lambda: gettext("Invite a member of your NGO"), lambda actor: Seat(Office.NGO, actor.organisation, lead=False)
    ),
    "ngo-lead": Kind(lambda: gettext("Invite the lead of an NGO"), lambda _: Seat(Office.NGO, "any", lead=True)),
    "reporter": Kind(lambda: gettext("Invite an agency's reporter"), lambda _: Seat(Office.REPORTER, "any")),
    "researcher": Kind(lambda: gettext("Invite an IRM researcher"), lambda _: Seat(Office.RESEARCHER)),
    "officer": Kind(lambda: gettext("Invite an accreditation officer"), lambda _: Seat(Office.OFFICER)),
}


def _kinds(actor: Identity) -> dict[str, Kind]:
    """The kinds of invitation that this actor can send. Members are invited by their NGO, and an officer has none."""
    return {
        key: kind
        for key, kind in KINDS.items()
        if may_fill(actor, kind.seat(actor))
        and (kind.seat(actor).office is not Office.NGO or kind.seat(actor).organisation)
    }


def _own() -> str | None:
    """The organisation whose people this actor sees; an officer sees everybody."""
    identity = current_identity()
    return None if identity.office is Office.OFFICER else identity.organisation


@bp.get("/people")
@access(Permission.PEOPLE_READ)
def people_list() -> ResponseReturnValue:
    """Everybody whose seat this actor decides on, and those who see them."""
    actor = current_identity()
    listed = [
        (row, may_fill(actor, Seat(row.office, row.organisation, row.lead)))
        for row in queries.people(organisation=_own())
    ]
    waiting = queries.open_invitations(now=datetime.now(UTC), organisation=_own())
    return render_template("accounts/people.html", listed=listed, waiting=waiting, kinds=_kinds(actor))


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
    seat = Seat(KINDS[kind].seat(actor).office, _organisation(form, actor, now), lead=kind == "ngo-lead")
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
    if not may_fill(current_identity(), Seat(row.office, row.organisation, row.lead)):
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

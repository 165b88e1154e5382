"""Seats that come and go along the road that people take: by two officers, an invitation, and a link in a mail."""

from datetime import datetime, timedelta

from flask import Flask

from checkmyogp.accounts import queries
from checkmyogp.accounts.models import Person
from checkmyogp.accounts.seats import officers, recoveries
from checkmyogp.accounts.seats.models import OfficerChange, Recovery
from checkmyogp.accounts.services import invitations
from checkmyogp.accounts.services.invitations import Guest
from checkmyogp.db import db
from checkmyogp.db.transactions import unit_of_work
from checkmyogp.domain.identities import OPERATOR, Identity, Office
from checkmyogp.domain.offices import Seat
from checkmyogp.domain.wording import editorial
from tests.factories import people, rounds
from tests.factories.accounts import PASSWORD, links_to

WAIT = timedelta(hours=72)
REASON = editorial(en="The lead has died.", mn="Ахлагч нь нас барсан.")


def officer(address: str = "") -> Identity:
    """An officer with an account, in the context that is entered; none of them is bound to another."""
    return people.identity(people.person(office=Office.OFFICER, address=address))


def sitting(organisation: str, *, lead: bool = False, office: Office = Office.NGO, address: str = "") -> Identity:
    """Somebody who has a seat of this organisation."""
    return people.identity(people.person(office=office, organisation=organisation, lead=lead, address=address))


def join(app: Flask, address: str, *, now: datetime) -> Person:
    """Follow the last link that was mailed to this address."""
    token = links_to(app, address)[-1].rpartition("/")[2]
    with unit_of_work(db.session):
        person = invitations.accept(token=token, password=PASSWORD, language="en", now=now)
    db.session.refresh(person)
    return person


def invite(address: str, seat: Seat, *, actor: Identity, now: datetime) -> None:
    """Somebody who alone decides on a seat invites to it."""
    with unit_of_work(db.session):
        invitations.invite(guest=Guest(address, "en"), seat=seat, actor=actor, now=now)


def another_officer(app: Flask, address: str, *, by: Identity, agreed: Identity, now: datetime) -> Identity:
    """Two officers bring in a third."""
    with unit_of_work(db.session):
        change = officers.propose_invitation(guest=Guest(address, "en"), actor=by, now=now)
    with unit_of_work(db.session):
        officers.confirm(change=change, actor=agreed, now=now)
    return people.identity(join(app, address, now=now))


def propose_dismissal(person_key: str, *, by: Identity, now: datetime) -> OfficerChange:
    """One officer wants another's office to end."""
    with unit_of_work(db.session):
        return officers.propose_dismissal(person_key=person_key, actor=by, now=now)


def propose_recovery(
    organisation: str = "open-ledger", *, by: Identity, now: datetime, address: str = "new@example.org"
) -> Recovery:
    """One officer wants a lost seat to be filled anew."""
    wanted = recoveries.Wanted(Guest(address, "en"), REASON)
    with unit_of_work(db.session):
        return recoveries.propose(organisation=rounds.organisation(organisation), wanted=wanted, actor=by, now=now)


def confirm_recovery(recovery: Recovery, *, by: Identity, now: datetime) -> None:
    """Another officer agrees."""
    with unit_of_work(db.session):
        recoveries.confirm(recovery=recovery, wait=WAIT, actor=by, now=now)


def complete(recovery: Recovery, *, now: datetime) -> None:
    """The scheduler finds that its time is over."""
    with unit_of_work(db.session):
        recoveries.complete(recovery=recovery, actor=OPERATOR, now=now)


def recovered(
    app: Flask, organisation: str = "open-ledger", *, now: datetime, address: str = "new@example.org"
) -> Person:
    """Whoever came by a recovery that two officers agreed on so long before that it is due now."""
    began = now - WAIT
    one, another = officer(), officer()
    recovery = propose_recovery(organisation, by=one, now=began, address=address)
    confirm_recovery(recovery, by=another, now=began)
    complete(recovery, now=now)
    return join(app, address, now=now)


def left(person_key: str) -> bool:
    """Whether nobody with this key has an account any more."""
    return person_key not in {str(person.id) for person in queries.people()}

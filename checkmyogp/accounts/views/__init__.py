"""Pages about accounts."""

from typing import Any

from flask import Flask
from flask_babel import lazy_gettext
from markupsafe import Markup, escape

from checkmyogp import times
from checkmyogp.accounts import labels, queries, sessions
from checkmyogp.accounts.models import Invitation, Person
from checkmyogp.accounts.seats.models import Recovery
from checkmyogp.accounts.views import mailed_links, own, passkeys, people, recovery, seats, setting_up, signing_in
from checkmyogp.accounts.views.blueprint import bp
from checkmyogp.domain.identities import ROLES
from checkmyogp.domain.permissions import Permission
from checkmyogp.web import languages, workspace
from checkmyogp.web.access import current_identity
from checkmyogp.web.jinja import not_constant_folded, words

__all__ = ["init_app", "mailed_links", "own", "passkeys", "people", "recovery", "seats", "setting_up", "signing_in"]


def init_app(app: Flask) -> None:
    """Register the pages, and what every work page says about who is signed in."""
    app.register_blueprint(bp)
    app.add_template_filter(not_constant_folded(office_label), "office_label")
    app.add_template_filter(not_constant_folded(organisation_name), "organisation_name")
    app.add_template_filter(not_constant_folded(labels.recovery_state), "recovery_state")
    app.add_template_filter(not_constant_folded(due_moment), "due_moment")
    app.context_processor(work_bar)
    app.before_request(notice_visitor)
    workspace.offer(app, Permission.PEOPLE_READ, lazy_gettext("People"), "accounts.people_list", place=80)
    workspace.offer(app, Permission.SEATS_READ, lazy_gettext("Seats"), "accounts.seats_list", place=85)
    workspace.offer(app, Permission.OWN_ACCOUNT, lazy_gettext("Your account"), "accounts.home", place=90)


def office_label(somebody: Person | Invitation) -> str:
    """What somebody's office is called."""
    return labels.office_label(somebody.office, lead=somebody.lead)


def organisation_name(key: str) -> Markup:
    """An organisation's name in the reader's language, by its key."""
    organisation = queries.organisation(key)
    return words(organisation.name) if organisation else escape(key)


def due_moment(found: Recovery) -> str:
    """Until when a recovery can be stopped, by the clock of the organisation's country."""
    organisation = queries.organisation(found.organisation)
    zone = organisation.member.time_zone if organisation else times.UTC_ZONE
    return times.written(found.due_at, zone, languages.current()) if found.due_at else ""


def work_bar() -> dict[str, Any]:
    """Who is signed in, and what there is to do."""
    # Public pages never judge an identity, so that this never looks at their session.
    identity = current_identity()
    visitor = sessions.current_person() if identity.office in ROLES else None
    waiting = recovery.waiting_recovery(identity.organisation) if visitor and identity.organisation else None
    links = workspace.links(identity) if visitor else []
    return {"visitor": visitor, "visitor_links": links, "waiting_recovery": waiting}


def notice_visitor() -> None:
    """Keep that somebody signed in is at work."""
    if current_identity().office in ROLES:
        sessions.notice()

"""Every address and method of the URL map, with everything that it can be about."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import select
from webauthn.helpers import bytes_to_base64url

from checkmyogp.accounts.models import Invitation, Person, SignedIn
from checkmyogp.accounts.seats.models import OfficerChange, Recovery
from checkmyogp.accreditation.models import Appeal, Decision
from checkmyogp.db import db
from checkmyogp.rounds.models import Round
from checkmyogp.scorecards.models import Correction
from tests.factories import accounts, rounds
from tests.trust.matrix import world

AUTOMATIC = frozenset({"HEAD", "OPTIONS"})
OWN, OTHER, NONE = "own", "other", "none"
"""Whose the thing is that an address names: one's organisation's or one's own, somebody else's, nobody's."""

Parts = Mapping[str, str]
Named = Mapping[str, Parts]
"""What the parts of an address are, for each thing that it can be about."""

USUAL: Parts = {
    "language": "en", "plan": rounds.PLAN, "slug": rounds.PLAN, "number": world.OWN_MILESTONE, "version": "1",
    "first": "1", "ngo": world.APPLICANT, "agency": world.AGENCY, "kind": "member", "filename": "site.css",
    "name": "ratings.csv",
}  # fmt: skip
NOWHERE: Parts = {
    "plan": "no-plan", "slug": "no-plan", "round_": "no-round", "number": "9.9", "version": "99", "first": "999999",
    "ngo": "nobody", "agency": "nobody", "kind": "king", "filename": "no.css", "name": "no.csv", "credential": "bm9uZQ",
    "token": "unknown", "scheme": "no_scheme",
} | dict.fromkeys(
    ("person", "decision_id", "appeal_id", "correction_id", "change_id", "recovery_id"), str(uuid.UUID(int=0))
)  # fmt: skip
VERSIONS: Named = {OWN: {"version": "1"}, OTHER: {"version": "2"}}
LED: Named = {OWN: {"number": world.OWN_MILESTONE}, OTHER: {"number": world.ANOTHERS_MILESTONE}}
TO_REPLY: Named = {OWN: {"number": world.UNANSWERED_MILESTONE}, OTHER: {"number": world.ANOTHERS_MILESTONE}}
CODED: Named = {"": {"number": "1", "scheme": "results_completion"}}
REPLIES: Named = {
    OWN: {"number": world.OWN_MILESTONE, "agency": world.AGENCY},
    OTHER: {"number": world.ANOTHERS_MILESTONE, "agency": world.ANOTHER_AGENCY},
}
KINDS = ("member", "fellow-lead", "fellow-reporter", "ngo-lead", "reporter", "researcher", "officer")
"""What somebody may be invited as."""

MAILED = {
    "accounts.invitation": (world.GUEST, "invitation"),
    "accounts.new_password": (world.FORGETFUL, "new-password"),
    "accounts.new_address": (world.MOVED, "new-address"),
    "accounts.agree_to_address": (world.MOVED, "new-address"),
}
"""Whose mail holds the link, and to which page."""


@dataclass(frozen=True, slots=True)
class Place:
    """One address with its method: what stands at the head of a line of the table."""

    endpoint: str
    method: str
    target: str = ""
    state: str = ""
    """Of the round that the address names, where it names one."""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.method, self.endpoint, self.target, self.state)))


class Addresses:
    """What there is to ask for, in a site that was built and entered."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._rules = {
            (rule.endpoint, method): rule
            for rule in sorted(app.url_map.iter_rules(), key=str)
            for method in (rule.methods or set()) - AUTOMATIC
        }
        with app.app_context():
            self._targets = _targets(app)

    def places(self) -> Iterator[Place]:
        """All of them, in an order that can be read."""
        for (endpoint, method), rule in sorted(self._rules.items()):
            for target in self._targets.get(endpoint, {"": {}}):
                for state in world.STATES if "round_" in rule.arguments else ("",):
                    yield Place(endpoint, method, target, state)
            if NOWHERE.keys() & rule.arguments:
                yield Place(endpoint, method, NONE)

    def path(self, place: Place, own: Parts) -> str:
        """Where that is for somebody, to whom these parts of an address are its own."""
        rule = self._rules[place.endpoint, place.method]
        round_ = world.PROPOSED_BY_ONESELF if (place.state, place.target) == ("correcting", OWN) else place.state
        known = self._targets.get(place.endpoint, {}).get(place.target, {})
        named = {**USUAL, **NOWHERE} if place.target == NONE else {**USUAL, "round_": round_, **own, **known}
        urls = self._app.url_map.bind("localhost")
        return urls.build(place.endpoint, {name: named[name] for name in rule.arguments}, method=place.method)


def _targets(app: Flask) -> Mapping[str, Named]:
    """The things that the addresses of an endpoint can be about, where that makes a difference."""
    person = {OWN: {"person": _person(world.COLLEAGUE)}, OTHER: {"person": _person(world.STRANGER)}}
    invitation = {OWN: {"person": _guest(world.GUEST)}, OTHER: {"person": _guest(world.FOREIGN_GUEST)}}
    proposal = {OWN: {"ngo": world.ANOTHER_APPLICANT}, OTHER: {"ngo": world.APPLICANT}}
    accredited = {"": {"ngo": world.NGO}}
    decision = {OWN: {}, OTHER: {"decision_id": decision_on(world.ANOTHER_NGO)}}
    appeal = {"": {"appeal_id": str(db.session.scalars(select(Appeal.id).order_by(Appeal.id)).one())}}
    correction = {
        target: {"correction_id": _correction(slug)}
        for target, slug in ((OWN, world.PROPOSED_BY_ONESELF), (OTHER, "correcting"))
    }
    session = {OWN: {}, OTHER: {"token": _session_of(world.STRANGER)}}
    credential = {OWN: {}, OTHER: {"credential": bytes_to_base64url(world.FOREIGN_KEY)}}
    mailed = {name: {"": {"token": _mailed(app, *link)}} for name, link in MAILED.items()}
    return {
        **mailed,
        **dict.fromkeys(("accounts.dismissal", "accounts.dismiss"), person),
        "accounts.withdraw": invitation,
        **_targets_of_seats(),
        "accounts.end_session": session,
        "accounts.remove_passkey": credential,
        "accounts.invite": {kind: {"kind": kind} for kind in KINDS},
        **dict.fromkeys(("accreditation.objection", "accreditation.appeal"), decision),
        "accreditation.answer": proposal,
        **dict.fromkeys(("accreditation.entry", "accreditation.proposing", "accreditation.propose"), accredited),
        **dict.fromkeys(("accreditation.settling", "accreditation.settle"), appeal),
        **dict.fromkeys(
            ("assessment.receipt", "assessment.content", "reporting.receipt", "reporting.content"), VERSIONS
        ),
        **dict.fromkeys(("reporting.milestone", "reporting.save"), LED),
        **dict.fromkeys(("comparison.code", "comparison.record", "comparison.withdraw"), CODED),
        **dict.fromkeys(("comparison.keep_note", "comparison.drop_note"), LED),
        **dict.fromkeys(("replies.reply", "replies.give_reply"), TO_REPLY),
        **dict.fromkeys(("replies.answer", "replies.give_answer"), REPLIES),
        **dict.fromkeys(("scorecards.confirm_correction", "scorecards.withdraw_correction"), correction),
    }


def _targets_of_seats() -> Mapping[str, Named]:
    stopped = {OWN: {"recovery_id": _recovery_of(world.NGO)}, OTHER: {"recovery_id": _recovery_of(world.ANOTHER_NGO)}}
    return {
        "accounts.propose_dismissal": {"": {"person": _person(world.FORGETFUL)}},
        **dict.fromkeys(("accounts.confirm_officer", "accounts.withdraw_officer"), _proposed(OfficerChange)),
        **dict.fromkeys(("accounts.confirm_recovery", "accounts.withdraw_recovery"), _proposed(Recovery)),
        "accounts.stop_recovery": stopped,
    }


def decision_on(ngo: str) -> str:
    """The last decision on this NGO, if there was one."""
    rows = select(Decision.id).where(Decision.organisation_id == rounds.organisation(ngo).id)
    found = db.session.scalars(rows.order_by(Decision.decided_at.desc(), Decision.id)).first()
    return str(found) if found else NOWHERE["decision_id"]


def _person(address: str) -> str:
    return str(db.session.scalars(select(Person.id).where(Person.address == address)).one())


def _proposed(kind: type[OfficerChange | Recovery]) -> Named:
    """One that the officer of the table proposed, and one of somebody else's; both wait for a second officer."""
    rows = {
        row.proposed_by == _officer_of_the_table(): str(row.id)
        for row in db.session.scalars(select(kind).where(kind.confirmed_at.is_(None)).order_by(kind.id))
    }
    name = "change_id" if kind is OfficerChange else "recovery_id"
    return {OWN: {name: rows[True]}, OTHER: {name: rows[False]}}


def _officer_of_the_table() -> str:
    """The key of the officer of the table: the one who proposed a correction of its own."""
    rows = select(Correction.proposed_by).join(Round, Round.id == Correction.round_id)
    return db.session.scalars(rows.where(Round.slug == world.PROPOSED_BY_ONESELF).order_by(Correction.id)).one()


def _recovery_of(ngo: str) -> str:
    return str(db.session.scalars(select(Recovery.id).where(Recovery.organisation == ngo).order_by(Recovery.id)).one())


def _guest(address: str) -> str:
    return str(db.session.scalars(select(Invitation.person_id).where(Invitation.address == address)).one())


def _session_of(address: str) -> str:
    return db.session.scalars(select(SignedIn.token).join(Person).where(Person.address == address)).one()


def _correction(slug: str) -> str:
    rows = select(Correction.id).join(Round, Round.id == Correction.round_id).where(Round.slug == slug)
    return str(db.session.scalars(rows).one())


def _mailed(app: Flask, address: str, page: str) -> str:
    return next(link for link in accounts.links_to(app, address) if f"/{page}/" in link).rpartition("/")[2]

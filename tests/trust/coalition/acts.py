"""Everything that a person can send who wants more than its seat: each a named act with its address and its form."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum, unique
from typing import Any

from sqlalchemy import select

from checkmyogp.accounts.models import Invitation, Person
from checkmyogp.accounts.seats import queries as seats
from checkmyogp.accounts.tokens import hashed
from checkmyogp.accreditation.models import Appeal, Proposal
from checkmyogp.accreditation.services.appeals import fingerprint
from checkmyogp.db import db
from checkmyogp.domain.identities import Office
from checkmyogp.domain.lifecycles import AccreditationState
from checkmyogp.mail.models import OutboxMail
from checkmyogp.rounds.models import Round
from checkmyogp.snapshots.models import Correction
from tests.factories.accounts import PASSWORD
from tests.factories.rounds import PLAN
from tests.trust.coalition import world
from tests.trust.coalition.world import Beginning

INVITATION = re.compile(r"\{\{site\}\}(/\S+/account/invitation/(\S+))")
REASON = {"reason_en": "For a test.", "reason_mn": "Туршилт."}
IN_ENGLISH = {"language": "en", "member": "xm"}
ACCOUNT, DOSSIERS = "/en/account", f"/en/accreditation/applications/{PLAN}"
FELLOWS = ("member", "fellow-lead", "fellow-reporter", "researcher", "officer")
FIRST_SEATS = (
    ("ngo-lead", world.NGO), ("ngo-lead", world.EMPTY_NGO), ("ngo-lead", world.APPLICANT), ("reporter", world.AGENCY),
)  # fmt: skip


@unique
class Kind(StrEnum):
    """What an act is about."""

    ARRIVALS = "arrivals"
    """Links in mails that are followed."""
    PEOPLE = "people"
    """Invitations and dismissals by one alone."""
    OFFICERS = "officers"
    """Officers who come or go by two."""
    RECOVERIES = "recoveries"
    STANDINGS = "standings"
    APPEALS = "appeals"
    SCORECARDS = "scorecards"
    WAITS = "waits"


@dataclass(frozen=True, slots=True)
class Act:
    """One request; whoever sends it is named by its mailbox, and a visitor has none."""

    says: str
    who: str
    path: str
    typed: Mapping[str, str] = field(default_factory=dict[str, str])
    lets_in: str = ""
    """The mailbox of whoever comes in by it."""

    def __str__(self) -> str:
        return f"{self.who or 'a visitor'} {self.says} (POST {self.path})"


def own(beginning: Beginning) -> Sequence[Person]:
    """Everybody who is the one person, and still has an account."""
    people = select(Person).where(Person.left_at.is_(None)).order_by(Person.joined_at, Person.address)
    return [person for person in db.session.scalars(people) if person.address.endswith(beginning.domain)]


def acts(beginning: Beginning, *, kinds: Collection[Kind], guests: int) -> list[Act]:
    """What can be tried now by each of its persons; it names at most so many mailboxes that were never named."""
    found = list(_arrivals(beginning)) if Kind.ARRIVALS in kinds else []
    another = _another(beginning, guests)
    for who in [person.address for person in own(beginning)] or [""]:
        about: Mapping[Kind, Iterable[Act]] = {
            Kind.PEOPLE: (*_invitations(who, another), *_dismissals(beginning, who)),
            Kind.OFFICERS: _about_officers(beginning, who, another),
            Kind.RECOVERIES: _about_recoveries(who, another),
            Kind.STANDINGS: _about_standings(who),
            Kind.APPEALS: _about_appeals(who),
            Kind.SCORECARDS: _about_scorecards(who),
        }
        found += [act for kind, each in about.items() if kind in kinds for act in each]
    return found


def _another(beginning: Beginning, guests: int) -> str:
    """A mailbox of its own that nobody has heard of yet."""
    named = set(db.session.scalars(select(Invitation.address).order_by(Invitation.address)))
    named |= {change.address for change in seats.open_changes()} | {row.address for row in seats.recoveries()}
    fresh = (f"self-{number}{beginning.domain}" for number in range(1, guests + 1))
    return next((address for address in fresh if address not in named), "")


def _arrivals(beginning: Beginning) -> Iterator[Act]:
    """Every link that came to one of its mailboxes."""
    mails = select(OutboxMail.recipient, OutboxMail.body).order_by(OutboxMail.written_at, OutboxMail.recipient)
    open_ = select(Invitation.token).where(Invitation.used_at.is_(None), Invitation.withdrawn_at.is_(None))
    unspent = set(db.session.scalars(open_.order_by(Invitation.token)))
    for recipient, body in db.session.execute(mails):
        link = INVITATION.search(body)
        if link and recipient.endswith(beginning.domain) and hashed(link[2]) in unspent:
            typed = {"password": PASSWORD, "language": "en"}
            yield Act("comes in by the link in the mail", recipient, link[1], typed, lets_in=recipient)


def _invitations(who: str, guest: str) -> Iterator[Act]:
    if not guest:
        return
    typed = {"address": guest, **IN_ENGLISH}
    for kind in FELLOWS:
        yield Act(f"invites {guest} as {kind}", who, f"{ACCOUNT}/people/invite/{kind}", typed)
    for kind, organisation in FIRST_SEATS:
        says = f"invites {guest} as {kind} of {organisation}"
        yield Act(says, who, f"{ACCOUNT}/people/invite/{kind}", {**typed, "organisation": organisation})


def _others(beginning: Beginning) -> Sequence[Person]:
    people = select(Person).where(Person.left_at.is_(None)).order_by(Person.address)
    return [person for person in db.session.scalars(people) if not person.address.endswith(beginning.domain)]


def _dismissals(beginning: Beginning, who: str) -> Iterator[Act]:
    others = [person for person in _others(beginning) if person.address in world.OTHERS]
    for person in others:
        yield Act(f"dismisses {person.address}", who, f"{ACCOUNT}/people/{person.id}/dismiss")


def _about_officers(beginning: Beginning, who: str, guest: str) -> Iterator[Act]:
    if guest:
        typed = {"address": guest, **IN_ENGLISH}
        yield Act(f"proposes {guest} as an officer", who, f"{ACCOUNT}/seats/officers/invite", typed)
    for person in _others(beginning):
        if person.office is Office.OFFICER:
            path = f"{ACCOUNT}/seats/officers/dismiss/{person.id}"
            yield Act(f"proposes to dismiss {person.address}", who, path)
    for change in seats.open_changes():
        says = f"confirms to {change.step} {change.address or change.about}"
        yield Act(says, who, f"{ACCOUNT}/seats/officers/{change.id}/confirm")


def _about_recoveries(who: str, guest: str) -> Iterator[Act]:
    if guest:
        typed = {"address": guest, **IN_ENGLISH, **REASON}
        for organisation in (world.NGO, world.AGENCY, world.APPLICANT):
            says = f"proposes that {guest} gets the lost seat of {organisation}"
            yield Act(says, who, f"{ACCOUNT}/seats/recoveries/propose", {**typed, "organisation": organisation})
    for row in seats.open_recoveries():
        at = f"{ACCOUNT}/seats/recoveries/{row.id}"
        yield Act(f"confirms the recovery of {row.organisation}", who, f"{at}/confirm")
        yield Act(f"withdraws the recovery of {row.organisation}", who, f"{at}/withdraw")
        yield Act(f"stops the recovery of {row.organisation}", who, f"{ACCOUNT}/recovery/{row.id}/stop")


def _about_standings(who: str) -> Iterator[Act]:
    for ngo, state in ((world.NGO, AccreditationState.REVOKED), (world.APPLICANT, AccreditationState.ACCREDITED)):
        ends_on = "2031-12-31" if state is AccreditationState.ACCREDITED else ""
        typed = {"state": state.value, "ends_on": ends_on, **REASON}
        yield Act(f"proposes that {ngo} is {state}", who, f"{DOSSIERS}/{ngo}/propose", typed)
    for row in db.session.scalars(unconfirmed(Proposal)):
        typed = {"proposal": str(row.id), "step": "confirm"}
        says = f"confirms that {row.organisation.key} is {row.state}"
        yield Act(says, who, f"{DOSSIERS}/{row.organisation.key}", typed)


def _about_appeals(who: str) -> Iterator[Act]:
    unsettled = select(Appeal).where(Appeal.settled_at.is_(None)).order_by(Appeal.id)
    for appeal in db.session.scalars(unsettled):
        path = f"/en/accreditation/appeals/{appeal.id}"
        typed = {"outcome_en": "It stands.", "outcome_mn": "Хэвээр."}
        yield Act("writes the outcome of an appeal", who, path, typed)
        if appeal.outcome:
            says = "agrees with the outcome of an appeal"
            yield Act(says, who, path, {"seen": fingerprint(appeal.outcome)})


def _about_scorecards(who: str) -> Iterator[Act]:
    corrected = f"/en/rounds/{PLAN}/{world.PUBLISHED}"
    yield Act("proposes a correction", who, f"{corrected}/correct", REASON)
    for row in db.session.scalars(unconfirmed(Correction)):
        slug = db.session.get_one(Round, row.round_id).slug
        path = f"/en/rounds/{PLAN}/{slug}/corrections/{row.id}/confirm"
        yield Act("confirms a correction", who, path)


def unconfirmed(kind: type[Any]) -> Any:
    """What one officer proposed and no other has answered."""
    return select(kind).where(kind.confirmed_at.is_(None), kind.withdrawn_at.is_(None)).order_by(kind.id)

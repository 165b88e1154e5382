"""Who may do what. A table of named rules, each a list of conditions, all of which must hold.

A condition is of one of three kinds. ``OfActor`` knows who is asking and nothing else, and is judged before anything is
looked up. A ``Relation`` knows the thing as well; whom it fails finds what is found where there is no such thing.
``OfMoment`` knows only how the thing stands at this moment; whom it fails is told so in words.

Everything that is not allowed here is refused, also by a rule that says nothing of who is asking. Source: the trust
description, section "Who may see what".
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum, unique

from checkmyogp.domain.identities import ROLES, Identity, Office
from checkmyogp.domain.lifecycles import NotAccredited, NotNow, RoundNotOpen, WindowClosed


@unique
class Permission(StrEnum):
    """Something that somebody may be allowed to do."""

    READ = "read"
    """Read what is published. Everybody may."""
    SIGN_IN = "sign_in"
    """Use an invitation, sign in, ask for a new password."""
    OWN_ACCOUNT = "own_account"
    """See and change one's own account."""
    OWN_ACCOUNT_CHANGE = "own_account_change"
    """Change what protects one's own account."""
    PEOPLE_READ = "people_read"
    """See who holds an office, as far as one decides on it."""
    INVITE = "invite"
    """Invite a person to an office, or end somebody's office."""
    SEATS_READ = "seats_read"
    """See what officers propose about seats, and who can confirm it."""
    SEATS_DECIDE = "seats_decide"
    """Propose, confirm or withdraw what takes two officers about seats."""
    RECOVERY_STOP = "recovery_stop"
    """See a recovery of one's own organisation's seat, and stop it."""
    APPLY = "apply"
    """Apply for accreditation on behalf of one's NGO."""
    ACCREDITATION_READ = "accreditation_read"
    """Read applications, proposals and appeals."""
    ACCREDIT = "accredit"
    """Decide on an accreditation."""
    ROUND_MANAGE = "round_manage"
    """Draft, open and extend rounds; see who has submitted."""
    ROUND_CLOSE = "round_close"
    """Close a round."""
    SCORECARD_PUBLISH = "scorecard_publish"
    """Publish a scorecard, propose or confirm a correction."""
    NGO_ROUNDS = "ngo_rounds"
    """See in which rounds one's own NGO has a part."""
    ASSESSMENT_DRAFT = "assessment_draft"
    """Work on one's own NGO's assessment."""
    ASSESSMENT_READ = "assessment_read"
    """Read one's own NGO's assessment and its receipts, also once the round has closed."""
    ASSESSMENT_SUBMIT = "assessment_submit"
    """Submit it."""
    AGENCY_ROUNDS = "agency_rounds"
    """See in which rounds one's own agency has a part."""
    REPORT_DRAFT = "report_draft"
    """Work on one's own agency's self-report."""
    REPORT_READ = "report_read"
    """Read one's own agency's self-report and its receipts, also once the round has closed."""
    REPORT_SUBMIT = "report_submit"
    """Submit it."""
    REPLY = "reply"
    """Reply for one's own agency; read what it replied once that time is over."""
    ANSWER_REPLY = "answer_reply"
    """Answer a reply for one's own NGO; read what it answered once that time is over."""
    CLOSED_ROUNDS = "closed_rounds"
    """See which rounds have closed."""
    READ_CLOSED = "read_closed"
    """Read everything said in a round that has closed."""
    WORKBENCH = "workbench"
    """See which rounds can be compared."""
    COMPARE = "compare"
    """Compare what the parties of a closed round said."""
    NOTE = "note"
    """Keep a note of one's own beside a milestone of a closed round."""
    CODE = "code"
    """Record the IRM's codes, and read all notes of one's own."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What a rule can know of the thing that is acted upon. What nobody has looked up is not so."""

    owner: str = ""
    """The key of the organisation that the thing belongs to; empty where it belongs to none."""
    has_part: bool = False
    """Whether the organisation that is acted for has a part in it: in a round, or in a milestone by leading it."""
    accredited: bool = False
    """Whether that organisation may score the round's plan at this moment."""
    closed: bool = False
    """Whether the round has closed: what was said in it is no longer sealed."""
    takes_submissions: bool = False
    """Whether the round is open, its opening time has come and its closing time has not."""
    takes_replies: bool = False
    """Whether the round is closed and not published, and its time for replies has not passed."""


NOWHERE = Situation()


@dataclass(frozen=True, slots=True)
class OfActor:
    """A condition on who is asking, whatever it is about."""

    holds: Callable[[Identity], bool]


Relation = Callable[[Identity, Situation], bool]
"""A condition on the thing acted upon, or on what whoever is asking has to do with it."""


@dataclass(frozen=True, slots=True)
class OfMoment:
    """A condition on how things stand at this moment, and what is said to whom it fails."""

    holds: Callable[[Situation], bool]
    refusal: type[NotNow]


Predicate = OfActor | Relation | OfMoment


is_anybody = OfActor(lambda _identity: True)
"""No condition at all."""

is_signed_in = OfActor(lambda identity: identity.office is not Office.READER)
"""A person, whatever its office."""

is_officer = OfActor(lambda identity: identity.office is Office.OFFICER)
"""An accreditation officer."""

is_ngo_member = OfActor(lambda identity: identity.office is Office.NGO)
"""Somebody who scores for an NGO."""

is_ngo_lead = OfActor(lambda identity: identity.office is Office.NGO and identity.lead)
"""Somebody who signs for an NGO."""

may_invite = OfActor(
    lambda identity: (
        identity.office in {Office.OFFICER, Office.REPORTER} or (identity.office is Office.NGO and identity.lead)
    )
)
"""Officers, and whoever decides on an organisation's seats: an NGO's lead, an agency's reporters."""

acts_for_an_organisation = OfActor(lambda identity: identity.office in {Office.NGO, Office.REPORTER})
"""Somebody with a seat of an NGO or an agency."""

is_reporter = OfActor(lambda identity: identity.office is Office.REPORTER)
"""Somebody who reports for an agency."""

is_researcher = OfActor(lambda identity: identity.office is Office.RESEARCHER)
"""A researcher of the IRM."""

takes_part = OfActor(lambda identity: identity.office in ROLES)
"""Anybody who sees everything once a round has closed."""

second_factor_is_fresh = OfActor(lambda identity: identity.confirmed)
"""The second factor was given within the last minutes."""


def owns(identity: Identity, situation: Situation) -> bool:
    """The thing belongs to the organisation it acts for."""
    return bool(identity.organisation) and identity.organisation == situation.owner


def has_a_part(_identity: Identity, situation: Situation) -> bool:
    """The organisation it acts for has a part in it."""
    return situation.has_part


def round_is_closed(_identity: Identity, situation: Situation) -> bool:
    """Nothing more can be submitted; what was said is no longer sealed."""
    return situation.closed


round_is_open = OfMoment(lambda situation: situation.takes_submissions, refusal=RoundNotOpen)
"""The round takes submissions, by its state and by the clock."""

is_accredited = OfMoment(lambda situation: situation.accredited, refusal=NotAccredited)
"""The organisation may score at this moment."""

reply_window_is_open = OfMoment(lambda situation: situation.takes_replies, refusal=WindowClosed)
"""The round is closed and not yet published, and its time for replies is not over."""


RULES: Mapping[Permission, tuple[Predicate, ...]] = {
    Permission.READ: (is_anybody,),
    Permission.SIGN_IN: (is_anybody,),
    Permission.OWN_ACCOUNT: (is_signed_in,),
    Permission.OWN_ACCOUNT_CHANGE: (second_factor_is_fresh,),
    Permission.PEOPLE_READ: (may_invite,),
    Permission.INVITE: (may_invite, second_factor_is_fresh),
    Permission.SEATS_READ: (is_officer,),
    Permission.SEATS_DECIDE: (is_officer, second_factor_is_fresh),
    Permission.RECOVERY_STOP: (acts_for_an_organisation, owns),
    Permission.APPLY: (is_ngo_lead, owns),
    Permission.ACCREDITATION_READ: (is_officer,),
    Permission.ACCREDIT: (is_officer, second_factor_is_fresh),
    Permission.ROUND_MANAGE: (is_officer,),
    Permission.ROUND_CLOSE: (is_officer, second_factor_is_fresh),
    Permission.SCORECARD_PUBLISH: (is_officer, second_factor_is_fresh),
    Permission.NGO_ROUNDS: (is_ngo_member,),
    Permission.ASSESSMENT_DRAFT: (is_ngo_member, has_a_part, round_is_open),
    Permission.ASSESSMENT_READ: (is_ngo_member, has_a_part),
    Permission.ASSESSMENT_SUBMIT: (is_ngo_lead, second_factor_is_fresh, has_a_part, round_is_open, is_accredited),
    Permission.AGENCY_ROUNDS: (is_reporter,),
    Permission.REPORT_DRAFT: (is_reporter, has_a_part, round_is_open),
    Permission.REPORT_READ: (is_reporter, has_a_part),
    Permission.REPORT_SUBMIT: (is_reporter, second_factor_is_fresh, has_a_part, round_is_open),
    Permission.REPLY: (is_reporter, has_a_part, round_is_closed, reply_window_is_open),
    Permission.ANSWER_REPLY: (is_ngo_member, has_a_part, round_is_closed, reply_window_is_open),
    Permission.CLOSED_ROUNDS: (takes_part,),
    Permission.READ_CLOSED: (takes_part, round_is_closed),
    Permission.WORKBENCH: (is_researcher,),
    Permission.COMPARE: (is_researcher, round_is_closed),
    Permission.NOTE: (is_researcher, round_is_closed),
    Permission.CODE: (is_researcher,),
}


@unique
class Judgement(StrEnum):
    """What a rule says."""

    ALLOWED = "allowed"
    SIGN_IN_FIRST = "sign_in_first"
    """Nobody is signed in, and a person might be allowed."""
    CONFIRM_FIRST = "confirm_first"
    """All that is missing is a fresh second factor."""
    HIDDEN = "hidden"
    """Not for this identity: answered like something that does not exist."""
    NOT_NOW = "not_now"
    """For this identity, and not at this moment: answered in words."""


def is_open_to_all(permission: Permission) -> bool:
    """Whether nobody needs to be asked who they are."""
    return RULES[permission] == (is_anybody,)


def is_about_a_thing(permission: Permission) -> bool:
    """Whether the rule cannot be judged before the thing acted upon is known."""
    return any(not isinstance(rule, OfActor) for rule in RULES[permission])


def is_about_the_moment(permission: Permission) -> bool:
    """Whether the rule can refuse somebody for the time being."""
    return any(isinstance(rule, OfMoment) for rule in RULES[permission])


def judge_actor(permission: Permission, identity: Identity) -> Judgement:
    """Judge by the identity alone, before the thing acted upon is known."""
    return _judge(tuple(rule for rule in RULES[permission] if isinstance(rule, OfActor)), identity, NOWHERE)


def judge(permission: Permission, identity: Identity, situation: Situation) -> Judgement:
    """Judge by every condition of the rule."""
    return _judge(RULES[permission], identity, situation)


def refusal(permission: Permission, situation: Situation) -> NotNow:
    """Why the rule refuses for the time being: the first of its conditions on the moment that does not hold."""
    moments = (rule for rule in RULES[permission] if isinstance(rule, OfMoment))
    return next(rule.refusal() for rule in moments if not rule.holds(situation))


def _judge(rules: tuple[Predicate, ...], identity: Identity, situation: Situation) -> Judgement:
    failed = [rule for rule in rules if not _holds(rule, identity, situation)]
    if rules and not failed:
        return Judgement.ALLOWED
    if identity.office is Office.READER:
        return Judgement.SIGN_IN_FIRST
    lasting = [rule for rule in failed if not isinstance(rule, OfMoment)]
    if lasting == [second_factor_is_fresh]:
        return Judgement.CONFIRM_FIRST
    return Judgement.HIDDEN if lasting or not failed else Judgement.NOT_NOW


def _holds(rule: Predicate, identity: Identity, situation: Situation) -> bool:
    if isinstance(rule, OfActor):
        return rule.holds(identity)
    return rule.holds(situation) if isinstance(rule, OfMoment) else rule(identity, situation)

"""Who may do what. A table of named rules, each a pure predicate over an identity and a situation.

Everything that is not allowed here is refused. Source: the trust description, section "Who may see what".
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum, unique

from checkmyogp.domain.identities import Identity, Office
from checkmyogp.domain.lifecycles import RoundState


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
    ASSESSMENT_DRAFT = "assessment_draft"
    """Work on one's own NGO's assessment."""
    ASSESSMENT_READ = "assessment_read"
    """Read one's own NGO's assessment and its receipts, also once the round has closed."""
    ASSESSMENT_SUBMIT = "assessment_submit"
    """Submit it."""
    REPORT_DRAFT = "report_draft"
    """Work on one's own agency's self-report."""
    REPORT_READ = "report_read"
    """Read one's own agency's self-report and its receipts, also once the round has closed."""
    REPORT_SUBMIT = "report_submit"
    """Submit it."""
    REPLY = "reply"
    """Reply for one's own agency."""
    ANSWER_REPLY = "answer_reply"
    """Answer a reply for one's own NGO."""
    READ_CLOSED = "read_closed"
    """Read everything said in a round that has closed."""
    COMPARE = "compare"
    """Compare what the parties of a closed round said."""
    CODE = "code"
    """Record the IRM's codes, and notes of one's own."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What a rule can know of the thing that is acted upon; empty where it does not matter."""

    owner: str = ""
    """The key of the organisation that the thing belongs to."""
    round_state: RoundState | None = None
    accredited: bool = False
    """Whether the owner may score at this moment."""


NOWHERE = Situation()

Predicate = Callable[[Identity, Situation], bool]


def is_anybody(_identity: Identity, _situation: Situation) -> bool:
    """No condition at all."""
    return True


def is_signed_in(identity: Identity, _situation: Situation) -> bool:
    """A person, whatever its office."""
    return identity.office is not Office.READER


def is_officer(identity: Identity, _situation: Situation) -> bool:
    """An accreditation officer."""
    return identity.office is Office.OFFICER


def is_ngo_member(identity: Identity, _situation: Situation) -> bool:
    """Somebody who scores for an NGO."""
    return identity.office is Office.NGO


def is_ngo_lead(identity: Identity, _situation: Situation) -> bool:
    """Somebody who signs for an NGO."""
    return identity.office is Office.NGO and identity.lead


def may_invite(identity: Identity, _situation: Situation) -> bool:
    """Officers, and whoever decides on an organisation's seats: an NGO's lead, an agency's reporters."""
    return identity.office in {Office.OFFICER, Office.REPORTER} or (identity.office is Office.NGO and identity.lead)


def acts_for_an_organisation(identity: Identity, _situation: Situation) -> bool:
    """Somebody with a seat of an NGO or an agency."""
    return identity.office in {Office.NGO, Office.REPORTER}


def is_reporter(identity: Identity, _situation: Situation) -> bool:
    """Somebody who reports for an agency."""
    return identity.office is Office.REPORTER


def is_researcher(identity: Identity, _situation: Situation) -> bool:
    """A researcher of the IRM."""
    return identity.office is Office.RESEARCHER


def takes_part(identity: Identity, _situation: Situation) -> bool:
    """Anybody who sees everything once a round has closed."""
    return identity.office in {Office.OFFICER, Office.NGO, Office.REPORTER, Office.RESEARCHER}


def owns(identity: Identity, situation: Situation) -> bool:
    """The thing belongs to the organisation it acts for."""
    return bool(identity.organisation) and identity.organisation == situation.owner


def is_accredited(_identity: Identity, situation: Situation) -> bool:
    """The owner may score at this moment."""
    return situation.accredited


def round_is_open(_identity: Identity, situation: Situation) -> bool:
    """The round takes submissions."""
    return situation.round_state is RoundState.OPEN


def round_is_closed(_identity: Identity, situation: Situation) -> bool:
    """Nothing more can be submitted; what was said is no longer sealed."""
    return situation.round_state in {RoundState.CLOSED, RoundState.PUBLISHED}


def reply_window_is_open(_identity: Identity, situation: Situation) -> bool:
    """The round is closed and not yet published."""
    return situation.round_state is RoundState.CLOSED


def second_factor_is_fresh(identity: Identity, _situation: Situation) -> bool:
    """The second factor was given within the last minutes."""
    return identity.confirmed


RULES: Mapping[Permission, tuple[Predicate, ...]] = {
    Permission.READ: (is_anybody,),
    Permission.SIGN_IN: (is_anybody,),
    Permission.OWN_ACCOUNT: (is_signed_in,),
    Permission.OWN_ACCOUNT_CHANGE: (is_signed_in, second_factor_is_fresh),
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
    Permission.ASSESSMENT_DRAFT: (is_ngo_member, owns, round_is_open),
    Permission.ASSESSMENT_READ: (is_ngo_member, owns),
    Permission.ASSESSMENT_SUBMIT: (is_ngo_lead, owns, is_accredited, round_is_open, second_factor_is_fresh),
    Permission.REPORT_DRAFT: (is_reporter, owns, round_is_open),
    Permission.REPORT_READ: (is_reporter, owns),
    Permission.REPORT_SUBMIT: (is_reporter, owns, round_is_open, second_factor_is_fresh),
    Permission.REPLY: (is_reporter, owns, reply_window_is_open),
    Permission.ANSWER_REPLY: (is_ngo_member, owns, reply_window_is_open),
    Permission.READ_CLOSED: (takes_part, round_is_closed),
    Permission.COMPARE: (is_researcher, round_is_closed),
    Permission.CODE: (is_researcher,),
}

ABOUT_THE_ACTOR = frozenset(
    {
        is_anybody,
        is_signed_in,
        is_officer,
        is_ngo_member,
        is_ngo_lead,
        may_invite,
        acts_for_an_organisation,
        is_reporter,
        is_researcher,
        takes_part,
        second_factor_is_fresh,
    }
)
"""The predicates that can be judged before anything is looked up."""


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


def judge_actor(permission: Permission, identity: Identity) -> Judgement:
    """Judge by the identity alone, before the thing acted upon is known."""
    return _judge(tuple(rule for rule in RULES[permission] if rule in ABOUT_THE_ACTOR), identity, NOWHERE)


def judge(permission: Permission, identity: Identity, situation: Situation) -> Judgement:
    """Judge by every predicate of the rule."""
    return _judge(RULES[permission], identity, situation)


def _judge(rules: tuple[Predicate, ...], identity: Identity, situation: Situation) -> Judgement:
    failed = [rule for rule in rules if not rule(identity, situation)]
    if not failed:
        return Judgement.ALLOWED
    if identity.office is Office.READER:
        return Judgement.SIGN_IN_FIRST
    return Judgement.CONFIRM_FIRST if failed == [second_factor_is_fresh] else Judgement.HIDDEN

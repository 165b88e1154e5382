"""Applying, deciding, appealing. Every decision takes two officers, and holds from the moment the second agrees."""

from checkmyogp.accreditation.services.appealing import agree_outcome, lodge_appeal, settle_appeal
from checkmyogp.accreditation.services.applying import apply
from checkmyogp.accreditation.services.deciding import confirm, decide, expire, propose, withdraw
from checkmyogp.accreditation.services.refusals import (
    AlreadyAppealed,
    AlreadyProposed,
    AlreadySettled,
    ApplicationChanged,
    BoundOfficer,
    NeverApplied,
    NotADemonstration,
    NoTerm,
    NothingToAgreeWith,
    NothingToAppeal,
    NotIndependent,
    OutcomeChanged,
    OwnOutcome,
    OwnProposal,
    ProposalClosed,
    Refusal,
    TooLateToAppeal,
)

__all__ = [
    "AlreadyAppealed",
    "AlreadyProposed",
    "AlreadySettled",
    "ApplicationChanged",
    "BoundOfficer",
    "NeverApplied",
    "NoTerm",
    "NotADemonstration",
    "NotIndependent",
    "NothingToAgreeWith",
    "NothingToAppeal",
    "OutcomeChanged",
    "OwnOutcome",
    "OwnProposal",
    "ProposalClosed",
    "Refusal",
    "TooLateToAppeal",
    "agree_outcome",
    "apply",
    "confirm",
    "decide",
    "expire",
    "lodge_appeal",
    "propose",
    "settle_appeal",
    "withdraw",
]

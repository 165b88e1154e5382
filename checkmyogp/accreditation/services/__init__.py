"""Applying, deciding, appealing. Every decision takes two officers, and holds from the moment the second agrees."""

from checkmyogp.accreditation.services.appeals import agree_outcome, lodge_appeal, settle_appeal
from checkmyogp.accreditation.services.applications import apply
from checkmyogp.accreditation.services.decisions import confirm, decide, expire, propose, withdraw
from checkmyogp.accreditation.services.refusals import (
    AccreditationRefusal,
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
    TooLateToAppeal,
)

__all__ = [
    "AccreditationRefusal",
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

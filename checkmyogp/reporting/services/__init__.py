"""What agencies do in a round: write drafts of their self-reports, and submit them."""

from checkmyogp.db.optimistic_lock import Stale
from checkmyogp.reporting.services.drafting import ChangedMeanwhile, NothingReady, save_draft, submit_drafts
from checkmyogp.reporting.services.submitting import (
    InBands,
    InLevels,
    NotALead,
    NotAsked,
    Reported,
    Reports,
    UnknownQuarter,
    submit,
)

__all__ = [
    "ChangedMeanwhile",
    "InBands",
    "InLevels",
    "NotALead",
    "NotAsked",
    "NothingReady",
    "Reported",
    "Reports",
    "Stale",
    "UnknownQuarter",
    "save_draft",
    "submit",
    "submit_drafts",
]

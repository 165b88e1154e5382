"""What agencies do in a round: submit their self-reports."""

from checkmyogp.reporting.services.submissions import (
    InBands,
    InLevels,
    NotALead,
    NotAsked,
    Reported,
    Reports,
    UnknownQuarter,
    submit,
    write_reports,
)
from checkmyogp.reporting.services.submitting_drafts import NothingReady, submit_drafts

__all__ = [
    "InBands",
    "InLevels",
    "NotALead",
    "NotAsked",
    "NothingReady",
    "Reported",
    "Reports",
    "UnknownQuarter",
    "submit",
    "submit_drafts",
    "write_reports",
]

"""Recording the IRM's codes: one by one, or many from OGP's commitments table."""

from checkmyogp.irm.services.importing import Change, Preview, import_codes, known_plan, preview
from checkmyogp.irm.services.recording import (
    ChangedMeanwhile,
    NothingChanged,
    Source,
    record_code,
    withdraw_code,
)

__all__ = [
    "Change",
    "ChangedMeanwhile",
    "NothingChanged",
    "Preview",
    "Source",
    "import_codes",
    "known_plan",
    "preview",
    "record_code",
    "withdraw_code",
]

"""Recording the IRM's codes: one by one, or many from OGP's commitments table."""

from checkmyogp.irm.services.codes import (
    CodeChangedMeanwhile,
    CodeSource,
    NothingChanged,
    record_code,
    withdraw_code,
)
from checkmyogp.irm.services.table_import import CodeChange, Preview, import_codes, known_plan, preview

__all__ = [
    "CodeChange",
    "CodeChangedMeanwhile",
    "CodeSource",
    "NothingChanged",
    "Preview",
    "import_codes",
    "known_plan",
    "preview",
    "record_code",
    "withdraw_code",
]

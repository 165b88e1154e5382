"""The demonstration round: the real plan, and invented NGOs and agencies that score and report on it.

No real organisation is ever given an invented score, report or quotation: six demonstration NGOs score, and
"Demonstration agency 1" and so on report in the place of the agencies that lead the milestones.
"""

from checkmyogp.demonstration.loader import load
from checkmyogp.demonstration.removal import remove

__all__ = ["load", "remove"]

"""Who acts. Each write takes an identity, and the audit chain keeps its key."""

from dataclasses import dataclass
from enum import StrEnum, unique


@unique
class Office(StrEnum):
    """In what capacity somebody acts."""

    OPERATOR = "operator"
    """The command line of the machine the site runs on."""

    DEMONSTRATION = "demonstration"
    """The invented round that a new site shows."""


@dataclass(frozen=True, slots=True)
class Identity:
    """An actor: a stable key and the capacity."""

    key: str
    office: Office


OPERATOR = Identity("operator", Office.OPERATOR)
DEMONSTRATION = Identity("demonstration", Office.DEMONSTRATION)

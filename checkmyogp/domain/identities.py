"""Who acts. Each write takes an identity, and the audit chain keeps its key."""

from dataclasses import dataclass
from enum import StrEnum, unique


@unique
class Office(StrEnum):
    """In what capacity somebody acts. A person has one of the last four, never two."""

    OPERATOR = "operator"
    """The command line of the machine the site runs on."""

    DEMONSTRATION = "demonstration"
    """The invented round that a new site shows."""

    READER = "reader"
    """Anybody who has not signed in."""

    OFFICER = "officer"
    """Accredits NGOs and runs rounds."""

    NGO = "ngo"
    """Scores for an NGO."""

    REPORTER = "reporter"
    """Reports and replies for an agency."""

    RESEARCHER = "researcher"
    """Compares, for the Independent Reporting Mechanism."""


ROLES = (Office.OFFICER, Office.NGO, Office.REPORTER, Office.RESEARCHER)
"""What a person can be."""


@dataclass(frozen=True, slots=True)
class Identity:
    """An actor: a stable key, the capacity, and whom it acts for."""

    key: str
    office: Office
    organisation: str = ""
    """The key of the NGO or agency it acts for; empty for everybody else."""
    lead: bool = False
    """Whether it signs for its NGO."""
    confirmed: bool = False
    """Whether it gave its second factor within the last minutes."""


OPERATOR = Identity("operator", Office.OPERATOR)
DEMONSTRATION = Identity("demonstration", Office.DEMONSTRATION)
READER = Identity("reader", Office.READER)

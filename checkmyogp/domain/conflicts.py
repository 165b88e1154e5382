"""Who may not, or not without a mark, score which milestone.

Conflicts are found from the plan's own stakeholder lists before anybody scores. A commitment's lists hold for each
of its milestones. Source: product description, section "Conflicts of interest".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum, unique


@unique
class Role(StrEnum):
    """What a plan says an organisation does for a milestone."""

    LEAD = "lead"
    SUPPORTING = "supporting"


@unique
class Sector(StrEnum):
    """The column of the plan's stakeholder table."""

    GOVERNMENT = "government"
    CIVIL_SOCIETY = "civil_society"
    OTHER = "other"


@unique
class Conflict(StrEnum):
    """What an organisation has at stake in what it scores."""

    LEAD = "lead"
    SUPPORTING = "supporting"
    FUNDING = "funding"
    STAFF = "staff"
    FAMILY = "family"
    OTHER = "other"


DECLARABLE = (Conflict.FUNDING, Conflict.STAFF, Conflict.FAMILY, Conflict.OTHER)
"""What an NGO says of itself; the rest is found in the plan."""


@unique
class ConflictLevel(StrEnum):
    """What a conflict does to a score."""

    RECUSED = "recused"
    """Published as not counted."""

    INTERESTED = "interested"
    """Counted and marked; the result is also given without it."""


LEVEL_FROM_PLAN: Mapping[Role, ConflictLevel] = {
    Role.LEAD: ConflictLevel.RECUSED,
    Role.SUPPORTING: ConflictLevel.INTERESTED,
}


@dataclass(frozen=True, slots=True)
class Stake:
    """The plan's word that an organisation leads or supports a milestone."""

    milestone: str
    organisation: str
    role: Role


@dataclass(frozen=True, slots=True)
class FoundConflict:
    """A conflict between an organisation and a milestone."""

    milestone: str
    conflict: Conflict
    level: ConflictLevel


def detect(stakes: Iterable[Stake], *, identities: frozenset[str]) -> tuple[FoundConflict, ...]:
    """The conflicts of an organisation known under these keys: its own, and the groups it belongs to.

    A lead that also supports is a lead. Ordered by milestone as the stakes name them first.
    """
    roles: dict[str, Role] = {}
    for stake in stakes:
        if stake.organisation in identities and roles.get(stake.milestone) is not Role.LEAD:
            roles[stake.milestone] = stake.role
    return tuple(
        FoundConflict(milestone, Conflict(role.value), LEVEL_FROM_PLAN[role]) for milestone, role in roles.items()
    )


def strongest(levels: Iterable[ConflictLevel]) -> ConflictLevel:
    """Of several conflicts with one milestone the one that decides: recused before interested."""
    return ConflictLevel.RECUSED if ConflictLevel.RECUSED in set(levels) else ConflictLevel.INTERESTED

"""What an agency reported, as it was published."""

from dataclasses import dataclass
from datetime import date, datetime

from checkmyogp.domain.scales import Account
from checkmyogp.snapshots.entries.evidence import PublishedEvidence, account_of
from checkmyogp.snapshots.schema import FrozenReport


@dataclass(frozen=True, slots=True)
class ReportedBand:
    """The agency's own band, and the version of the crosswalk by which it was read."""

    crosswalk: str
    version: int
    raw: str


@dataclass(frozen=True)
class ReportEntry:
    """One agency's account on one criterion."""

    frozen: FrozenReport

    @property
    def agency(self) -> str:
        """Who reported, by its key."""
        return self.frozen["agency"]

    @property
    def criterion(self) -> str:
        """What it is about, by its key."""
        return self.frozen["criterion"]

    @property
    def account(self) -> Account:
        """The level, or why there is none."""
        return account_of(self.frozen["account"])

    @property
    def stands(self) -> bool:
        """Whether it is the latest of its criterion."""
        return self.frozen["stands"]

    @property
    def band(self) -> ReportedBand | None:
        """The band it was reported in; nothing where it was reported as a level."""
        frozen = self.frozen
        if "raw" in frozen and "crosswalk" in frozen and "crosswalk_version" in frozen:
            return ReportedBand(frozen["crosswalk"], frozen["crosswalk_version"], frozen["raw"])
        return None

    @property
    def from_recovered_seat(self) -> bool:
        """Whether it came from a seat that was recovered while the round was open."""
        return self.frozen.get("recovered_seat", False)

    @property
    def quarter(self) -> str:
        """Which quarter it is about, as "2025-Q2"; empty for the whole period."""
        return self.frozen.get("quarter", "")

    @property
    def narrative(self) -> str:
        """What the agency wrote."""
        return self.frozen["narrative"]

    @property
    def language(self) -> str:
        """What it is written in."""
        return self.frozen["language"]

    @property
    def day(self) -> date:
        """The day it was submitted on, in UTC."""
        return datetime.fromisoformat(self.frozen["submitted_at"]).date()

    @property
    def evidence(self) -> tuple[PublishedEvidence, ...]:
        """What it rests on."""
        return tuple(PublishedEvidence.of(piece) for piece in self.frozen["evidence"])

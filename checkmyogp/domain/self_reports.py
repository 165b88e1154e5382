"""What an agency's reporters have typed on a milestone, complete or not, and what it comes to.

A draft keeps everything as it was typed, so that nothing is lost. It can be submitted once it is whole.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum, unique
from typing import Any

from checkmyogp.domain.evidence import TypedEvidence
from checkmyogp.domain.rubrics import Lack, Missing
from checkmyogp.domain.scales import GOVERNMENT_SILENCES, Account, Silence

MONTHS_OF_A_QUARTER = 3


def quarters(starts: date, ends: date) -> tuple[str, ...]:
    """The quarters that a period touches, as 2025-Q1, in their order."""
    first, last = (day.year * 4 + (day.month - 1) // MONTHS_OF_A_QUARTER for day in (starts, ends))
    return tuple(f"{turn // 4}-Q{turn % 4 + 1}" for turn in range(first, last + 1))


@dataclass(frozen=True, slots=True)
class BandOf:
    """A band of an administration, by the names of its crosswalk."""

    crosswalk: str
    version: int
    raw: str

    def __str__(self) -> str:
        """As the form writes it."""
        return f"{self.crosswalk}/{self.version}/{self.raw}"

    @classmethod
    def read(cls, written: str) -> "BandOf":
        """From what the form wrote."""
        crosswalk, version, raw = written.split("/", 2)
        return cls(crosswalk, int(version), raw)


@dataclass(frozen=True, slots=True)
class TypedReport:
    """What was typed on one criterion."""

    answer: str = ""
    """A level's number, a silence's key, or a band as ``BandOf`` writes it; empty while nothing is chosen."""
    narrative: str = ""
    language: str = ""
    evidence: tuple[TypedEvidence, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed; a language alone says nothing."""
        return not (self.answer or self.narrative or self.evidence)

    @property
    def chosen(self) -> Account | BandOf:
        """The level, silence or band; only where something is chosen."""
        if self.answer in GOVERNMENT_SILENCES:
            return Silence(self.answer)
        return BandOf.read(self.answer) if "/" in self.answer else int(self.answer)

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """What it is still without; nothing where nothing was begun, for an agency may leave a criterion out."""
        if self.is_empty:
            return ()
        whole = all(row.is_whole for row in self.evidence)
        found = ((Lack.ANSWER, not self.answer), (Lack.REASON, not self.narrative), (Lack.WHOLE_EVIDENCE, not whole))
        return tuple(lack for lack, missing in found if missing)


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """Everything typed on one milestone: the quarter, and by criterion what was typed on it."""

    reports: Mapping[str, TypedReport]
    quarter: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed; a quarter alone says nothing."""
        return all(report.is_empty for report in self.reports.values())

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What it lacks to be submitted."""
        return tuple(Missing(key, lack) for key, report in self.reports.items() for lack in report.lacks)

    def report(self, criterion: str) -> TypedReport:
        """What was typed on this criterion."""
        return self.reports.get(criterion, TypedReport())

    def stored(self) -> dict[str, Any]:
        """As a draft's row keeps it. Rows of evidence without a word are left out."""
        criteria = {
            key: {**asdict(report), "evidence": [asdict(row) for row in report.evidence if not row.is_empty]}
            for key, report in self.reports.items()
        }
        return {"criteria": criteria, "quarter": self.quarter}

    @classmethod
    def restored(cls, stored: Mapping[str, Any]) -> "ReportSheet":
        """From a draft's row."""
        reports = {
            key: TypedReport(
                plain["answer"],
                plain["narrative"],
                plain["language"],
                tuple(TypedEvidence(**row) for row in plain["evidence"]),
            )
            for key, plain in stored["criteria"].items()
        }
        return cls(reports, stored["quarter"])


NOTHING_TYPED = ReportSheet({})
"""A milestone nobody has begun."""


@unique
class Stage(StrEnum):
    """How far an agency has come with a milestone."""

    NOTHING = "nothing"
    DRAFTED = "drafted"
    """Something is written that cannot be submitted yet."""
    READY = "ready"
    """Something is written that can be submitted."""
    REPORTED = "reported"
    """What is written was submitted."""

    @property
    def waits(self) -> bool:
        """Whether nothing is ready or reported."""
        return self in {Stage.NOTHING, Stage.DRAFTED}


def stage(sheet: ReportSheet, *, submitted: bool) -> Stage:
    """How far a milestone has come; ``submitted`` says whether this very text was."""
    if submitted:
        return Stage.REPORTED
    if sheet.is_empty:
        return Stage.NOTHING
    return Stage.DRAFTED if sheet.missing else Stage.READY

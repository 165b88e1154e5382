"""E. Which verdicts hang on what a band of the administration is taken to mean.

Source: the published method, version 2, section "How sure are we?", point E.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from checkmyogp.domain.crosswalks import Crosswalk
from checkmyogp.domain.method_2.changes import ChangedVerdict, changed_verdicts
from checkmyogp.domain.method_2.verdicts import find_all
from checkmyogp.domain.records import BandRead, MilestoneRecord, Records, rows
from checkmyogp.domain.rubrics import Criterion
from checkmyogp.domain.scales import Silence


@dataclass(frozen=True, slots=True)
class ShiftedBand:
    """One band read one level lower or higher, everything else as published."""

    band: str
    """As agencies report it."""
    published: int
    read_as: int
    changes: tuple[ChangedVerdict, ...]


def shifted_bands(
    records: Records, criterion: Criterion, crosswalk: Crosswalk, *, quorum: int
) -> tuple[ShiftedBand, ...]:
    """Every band that means a level, in the crosswalk's order, one level lower and then one higher.

    What would leave the scale is not tried, and a band that means a silence has no neighbour. Of a crosswalk that
    agencies used in two versions each version's bands are their own, for the two may mean different levels.
    """
    published = find_all(rows(records), quorum=quorum)
    return tuple(
        ShiftedBand(
            band=band.band,
            published=level,
            read_as=other,
            changes=changed_verdicts(published, find_all(rows(_read_as(records, band, other)), quorum=quorum)),
        )
        for band, level, other in _neighbours(crosswalk, criterion)
    )


def _read_as(records: Records, band: BandRead, level: int) -> list[MilestoneRecord]:
    """The same records if this band had meant this level."""
    return [
        replace(record, report=replace(record.report, account=level)) if record.report.read_from == band else record
        for record in records
    ]


def _neighbours(crosswalk: Crosswalk, criterion: Criterion) -> Iterator[tuple[BandRead, int, int]]:
    for band in crosswalk.bands:
        if not isinstance(band.account, Silence):
            for other in (band.account - 1, band.account + 1):
                if other in criterion.values:
                    yield BandRead(crosswalk.key, crosswalk.version, band.raw), band.account, other

"""E. Which verdicts hang on what a band of the administration is taken to mean.

Source: the published method, version 2, section "How sure are we?", point E.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from checkmyogp.domain.crosswalks import Band, Crosswalk
from checkmyogp.domain.method_2.changes import ChangedVerdict, changed_verdicts
from checkmyogp.domain.method_2.verdicts import find_all
from checkmyogp.domain.records import Records, read_by, rows
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

    What would leave the scale is not tried, and a band that means a silence has no neighbour.
    """
    published = find_all(rows(records), quorum=quorum)
    return tuple(
        ShiftedBand(
            band=shifted.raw,
            published=level,
            read_as=other,
            changes=changed_verdicts(
                published, find_all(rows(read_by(records, replace(crosswalk, bands=(shifted,)))), quorum=quorum)
            ),
        )
        for level, other, shifted in _neighbours(crosswalk, criterion)
    )


def _neighbours(crosswalk: Crosswalk, criterion: Criterion) -> Iterator[tuple[int, int, Band]]:
    for band in crosswalk.bands:
        if not isinstance(band.account, Silence):
            for other in (band.account - 1, band.account + 1):
                if other in criterion.values:
                    yield band.account, other, Band(band.raw, other)

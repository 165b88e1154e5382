"""How sure version 2 is of what it counts, points A to E, in the plain form that a snapshot keeps."""

from collections.abc import Iterable, Sequence

from checkmyogp.domain.crosswalks import Crosswalk
from checkmyogp.domain.figures import PlainTable
from checkmyogp.domain.findings import MilestoneRatings
from checkmyogp.domain.method_2.bands import ShiftedBand, shifted_bands
from checkmyogp.domain.method_2.bounds import Entitled, bounds
from checkmyogp.domain.method_2.changes import changed_verdicts
from checkmyogp.domain.method_2.direction import direction
from checkmyogp.domain.method_2.flip_numbers import Unflippable, verdicts_by_flip_number
from checkmyogp.domain.method_2.leans import leans, without_leans
from checkmyogp.domain.method_2.panels import panels
from checkmyogp.domain.method_2.plain import changes, count_ranges, mean, ranges
from checkmyogp.domain.method_2.verdicts import MilestoneFinding, find_all
from checkmyogp.domain.records import Records
from checkmyogp.domain.rubrics import Criterion


def of_flip_numbers(findings: Sequence[MilestoneFinding], criterion: Criterion) -> list[PlainTable]:
    """A. How many milestones of each verdict have which flip number; a scale of one level has none."""
    return [
        {"verdict": verdict.value, "flip_number": number, "milestones": milestones}
        for verdict, numbers in verdicts_by_flip_number(findings, criterion.values).items()
        for number, milestones in numbers.items()
        if not isinstance(number, Unflippable)
    ]


def of_panels(rows: Sequence[MilestoneRatings], criterion: Criterion, *, quorum: int, seed: int) -> list[PlainTable]:
    """B. The ranges over the panels of each size, the largest first."""
    return [
        {"size": found.size, "possible": found.possible, "tried": found.tried, **ranges(found.ranges, criterion)}
        for found in panels(rows, criterion, quorum=quorum, seed=seed)
    ]


def of_missing_scores(
    rows: Sequence[MilestoneRatings], criterion: Criterion, entitled: Entitled, *, quorum: int
) -> PlainTable:
    """C. The bounds of each count if nobody had kept silent."""
    found = bounds(rows, criterion, entitled, quorum=quorum)
    return {"missing": found.missing, "counts": count_ranges(found.counts, criterion)}


def of_direction(findings: Sequence[MilestoneFinding]) -> PlainTable:
    """D. How one-sided the verdicts are by commitment."""
    found = direction(findings)
    return {
        "by_commitment": [{"commitment": number, "signs": signs} for number, signs in found.by_commitment],
        "as_extreme": found.as_extreme,
        "flips": found.flips,
    }


def of_bands(
    records: Records, criterion: Criterion, crosswalks: Iterable[Crosswalk], *, quorum: int
) -> list[PlainTable]:
    """E. Each band of this criterion's crosswalks one level lower and higher."""
    return [
        _band(crosswalk, shifted)
        for crosswalk in crosswalks
        if crosswalk.criterion == criterion.key
        for shifted in shifted_bands(records, criterion, crosswalk, quorum=quorum)
    ]


def _band(crosswalk: Crosswalk, shifted: ShiftedBand) -> PlainTable:
    return {
        "crosswalk": crosswalk.key,
        "version": crosswalk.version,
        "band": shifted.band,
        "published": shifted.published,
        "read_as": shifted.read_as,
        "changes": changes(shifted.changes),
    }


def of_leans(rows: Sequence[MilestoneRatings], criterion: Criterion, *, quorum: int) -> PlainTable:
    """E. Each NGO's lean, and which verdicts change without them; none where there are no verdicts."""
    found = leans(rows)
    without = find_all(without_leans(rows, criterion, found), quorum=quorum) if criterion.compared else ()
    before = find_all(rows, quorum=quorum) if criterion.compared else ()
    return {
        "by_rater": [{"rater": rater, "lean": mean(lean)} for rater, lean in found.items()],
        "changes": changes(changed_verdicts(before, without)),
    }

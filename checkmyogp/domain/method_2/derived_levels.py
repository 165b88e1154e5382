"""One level for a whole commitment, for comparison with the IRM only, and always marked "derived".

Source: the published method, version 2, section "A plan, a commitment, an agency, any selection";
docs/decisions/0010-the-workbench.md for the two rules.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checkmyogp.domain.irm.agreement import Lifting
from checkmyogp.domain.method_2.verdicts import MilestoneFinding, active
from checkmyogp.domain.scales import Silence


@dataclass(frozen=True, slots=True)
class DerivedLevel:
    """A commitment's level by a declared rule, and what it rests on."""

    level: int | Silence
    rule: Lifting
    milestones: int  # with a level of this side
    active: int


def derived_level(
    levels: Iterable[int | Silence], scale: Sequence[int], *, rule: Lifting, otherwise: Silence
) -> DerivedLevel:
    """Derive a level from those of a commitment's active milestones; ``otherwise`` names the silence of them all.

    By the median rule it is the middle level, of two that differ the lower: always one that a milestone has. The
    strict rule keeps the scale's ends for commitments of which every milestone is there, and takes the others, which
    the median would put at an end, one level inwards.
    """
    said = tuple(levels)
    known = sorted(level for level in said if not isinstance(level, Silence))
    if not known:
        return DerivedLevel(otherwise, rule, 0, len(said))
    middle = known[(len(known) - 1) // 2]
    if rule is Lifting.STRICT and known[0] != known[-1]:
        middle = min(max(middle, scale[0] + 1), max(scale[-1] - 1, scale[0] + 1))
    return DerivedLevel(middle, rule, len(known), len(said))


def of_the_government(findings: Iterable[MilestoneFinding], scale: Sequence[int], *, rule: Lifting) -> DerivedLevel:
    """What the government's accounts of a commitment's milestones come to."""
    said = (finding.government for finding in active(findings))
    return derived_level(said, scale, rule=rule, otherwise=Silence.NOT_REPORTED)


def of_civil_society(findings: Iterable[MilestoneFinding], scale: Sequence[int], *, rule: Lifting) -> DerivedLevel:
    """What civil society's positions come to; a position between two levels is taken down to the lower."""
    stands = (finding.civil_society for finding in active(findings))
    levels = (each if isinstance(each, Silence) else each.middle.lower for each in stands)
    return derived_level(levels, scale, rule=rule, otherwise=Silence.NOT_ASSESSED)

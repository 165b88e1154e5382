"""A. How many NGOs would have to change their level for another verdict. It replaces *clear* and *mixed*.

Source: the published method, version 2, sections "One milestone, one criterion" and "How sure are we?".
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum, unique

from checkmyogp.domain.divergence import Verdict
from checkmyogp.domain.method_2.verdicts import MilestoneFinding, TwoAccounts, active


@unique
class Unflippable(StrEnum):
    """Why a verdict has no flip number."""

    ONE_LEVEL = "one_level"
    """The scale has a single level, so that nobody could have scored otherwise."""


FlipNumber = int | Unflippable


def flip_number(accounts: TwoAccounts, scale: Sequence[int]) -> FlipNumber:
    """The fewest NGOs whose level would have to change for another verdict; ``scale`` is every level of the criterion.

    From ``below`` of n NGOs a majority is gone once floor(n/2) are left; an aligned milestone lacks on either side
    what makes floor(n/2) + 1, and the smaller lack counts. Where the government stands at an end of the scale nobody
    can pass it on that side; the other side then lacks no more, so that the rule holds as it stands.
    """
    if len(scale) == 1:
        return Unflippable.ONE_LEVEL
    support, half = accounts.support, accounts.civil_society.raters // 2
    match accounts.verdict:
        case Verdict.GOVERNMENT_HIGHER:
            return support.below - half
        case Verdict.CIVIL_SOCIETY_HIGHER:
            return support.above - half
        case Verdict.ALIGNED:
            return half + 1 - max(support.below, support.above)


def flip_numbers(findings: Iterable[MilestoneFinding], scale: Sequence[int]) -> dict[str, FlipNumber]:
    """For each comparable milestone, in the order given, its flip number."""
    return {
        finding.row.milestone: flip_number(finding.compared, scale)
        for finding in active(findings)
        if isinstance(finding.compared, TwoAccounts)
    }


def verdicts_by_flip_number(
    findings: Iterable[MilestoneFinding], scale: Sequence[int]
) -> dict[Verdict, dict[FlipNumber, int]]:
    """For each verdict how many milestones have which flip number, ascending; every comparable milestone is in it."""
    found: dict[Verdict, Counter[FlipNumber]] = {verdict: Counter() for verdict in Verdict}
    for finding in active(findings):
        if isinstance(finding.compared, TwoAccounts):
            found[finding.compared.verdict][flip_number(finding.compared, scale)] += 1
    return {
        verdict: {number: counts[number] for number in sorted(counts, key=_ascending)}
        for verdict, counts in found.items()
    }


def _ascending(number: FlipNumber) -> int:
    return number if isinstance(number, int) else 0

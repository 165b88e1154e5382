"""What any selection of a scorecard's milestones comes to, counted from what was published of each of them."""

from collections import Counter
from collections.abc import Sequence

from checkmyogp.domain.divergence import Verdict
from checkmyogp.domain.method_2.headline_counts import OF_VERDICTS, Headline
from checkmyogp.domain.method_2.positions import Middle
from checkmyogp.domain.method_2.two_lists import OF_CIVIL_SOCIETY, OF_THE_GOVERNMENT
from checkmyogp.domain.scales import Account, Silence
from checkmyogp.snapshots.figures import Counts, MilestoneFigures, in_order


def counts_of(milestones: Sequence[MilestoneFigures], scale: Sequence[int], *, compared: bool) -> Counts:
    """The counts of these milestones on one criterion; ``scale`` is every level of it, ascending.

    ``compared`` says whether the government is asked the same. Of all milestones they are what the scorecard published.
    """
    active = [each for each in milestones if each.position != Silence.WITHDRAWN]
    found = {each.number: _headlines(each, scale[-1], compared=compared) for each in active}
    headlines = Counter(headline for those in found.values() for headline in those)
    silent = Counter(each.outcome for each in active if compared and Headline.COMPARABLE not in found[each.number])
    return Counts(
        active=len(active),
        withdrawn=len(milestones) - len(active),
        split=sum(not isinstance(each.position, Silence) and each.position.split for each in active),
        fragile=sum(each.fragile for each in active),
        headlines={headline: headlines[headline] for headline in Headline},
        civil_society=_stances(active, scale),
        government=_accounts(active, scale) if compared else (),
        not_comparable=in_order(silent),
    )


def _headlines(figures: MilestoneFigures, highest: int, *, compared: bool) -> frozenset[Headline]:
    """The counts that one active milestone is in."""
    if isinstance(figures.position, Silence):
        return frozenset()
    at_top = figures.position.at_top
    found = {Headline.POSITIONS, *([Headline.POSITIONS_AT_TOP] if at_top else [])}
    if compared and not isinstance(figures.government, Silence):
        found |= {Headline.COMPARABLE, OF_VERDICTS[Verdict(figures.outcome)]}
        found |= {Headline.GOVERNMENT_AT_TOP} if figures.government == highest else set()
        found |= {Headline.CIVIL_SOCIETY_AT_TOP} if at_top else set()
        found |= {Headline.BOTH_AT_TOP} if at_top and figures.government == highest else set()
    return frozenset(found)


def _stances(active: Sequence[MilestoneFigures], scale: Sequence[int]) -> tuple[tuple[Middle | Silence, int], ...]:
    """Every level and whatever is between two and occurs, ascending, then every silence."""
    stands = Counter(each.position if isinstance(each.position, Silence) else each.position.middle for each in active)
    middles = sorted({*(Middle(level, level) for level in scale), *(at for at in stands if isinstance(at, Middle))})
    return tuple((at, stands[at]) for at in (*middles, *OF_CIVIL_SOCIETY))


def _accounts(active: Sequence[MilestoneFigures], scale: Sequence[int]) -> tuple[tuple[Account, int], ...]:
    """Every level, then every silence."""
    said = Counter(each.government for each in active)
    return tuple((account, said[account]) for account in (*scale, *OF_THE_GOVERNMENT))

"""What any selection of a scorecard's milestones comes to, counted from what was published of each of them."""

from collections import Counter
from collections.abc import Sequence

from checkmyogp.domain.divergence import Verdict
from checkmyogp.domain.method_2.headline_counts import Headline, of_position
from checkmyogp.domain.method_2.two_lists import list_of_civil_society, list_of_government
from checkmyogp.domain.scales import Silence
from checkmyogp.snapshots.figures import Counts, MilestoneFigures, in_order


def counts_of(milestones: Sequence[MilestoneFigures], scale: Sequence[int], *, compared: bool) -> Counts:
    """The counts of these milestones on one criterion; ``scale`` is every level of it, ascending.

    ``compared`` says whether the government is asked the same. Of all milestones they are what the scorecard published.
    """
    active = [each for each in milestones if each.position != Silence.WITHDRAWN]
    found = {each.number: _headlines(each, scale[-1]) for each in active}
    headlines = Counter(headline for those in found.values() for headline in those)
    silent = Counter(each.outcome for each in active if compared and Headline.COMPARABLE not in found[each.number])
    stands = (each.position for each in active)
    return Counts(
        active=len(active),
        withdrawn=len(milestones) - len(active),
        split=sum(not isinstance(each.position, Silence) and each.position.split for each in active),
        fragile=sum(each.fragile for each in active),
        headlines={headline: headlines[headline] for headline in Headline},
        civil_society=list_of_civil_society((at if isinstance(at, Silence) else at.middle for at in stands), scale),
        government=list_of_government((each.government for each in active), scale) if compared else (),
        not_comparable=in_order(silent),
    )


def _headlines(figures: MilestoneFigures, highest: int) -> frozenset[Headline]:
    """The counts that one active milestone is in; a government that is not asked has reported nothing."""
    if isinstance(figures.position, Silence):
        return frozenset()
    return of_position(
        figures.government if isinstance(figures.government, Silence) else Verdict(figures.outcome),
        at_top=figures.position.at_top,
        government_at_top=figures.government == highest,
    )

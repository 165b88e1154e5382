"""How sure the figures are, in sentences."""

from flask_babel import gettext, ngettext

from checkmyogp.domain.divergence import Verdict
from checkmyogp.domain.method_2.headline_counts import Headline
from checkmyogp.scorecards import labels
from checkmyogp.snapshots.criteria import CriterionView
from checkmyogp.snapshots.doubts import Certainty, Panels, PublishedDirection, PublishedRange, ReadOtherwise
from checkmyogp.snapshots.vignette_readings import VignetteReadings
from checkmyogp.web.jinja import plain

FOR_A_DIFFERENCE = frozenset({Verdict.GOVERNMENT_HIGHER, Verdict.CIVIL_SOCIETY_HIGHER})
FOR_NONE = frozenset({Verdict.ALIGNED})


def one_decides(found: Certainty) -> str:
    """How many verdicts a single NGO decides, and of how many."""
    flips = found.flipping(FOR_A_DIFFERENCE | FOR_NONE)
    return ngettext(
        "One NGO decides %(one)s of the %(num)s verdict: had it given another level, the verdict could be another.",
        "One NGO decides %(one)s of the %(num)s verdicts: had it given another level, the verdict could be another.",
        sum(count for _flip_number, count in flips),
        one=dict(flips).get(1, 0),
    )


def flip_rows(found: Certainty) -> list[tuple[str, list[tuple[int, int]]]]:
    """The verdicts that say who is higher, then those that say "aligned", each with its flip numbers."""
    return [
        (gettext("Government or civil society higher"), found.flipping(FOR_A_DIFFERENCE)),
        (labels.outcome(Verdict.ALIGNED.value), found.flipping(FOR_NONE)),
    ]


def panel(found: Panels) -> str:
    """Which panels these are."""
    if found.drawn:
        return gettext(
            "Only %(size)s NGOs: %(tried)s panels, drawn from %(possible)s with the round’s seed",
            size=found.size,
            tried=found.tried,
            possible=found.possible,
        )
    return ngettext(
        "Only %(size)s NGOs: the one panel",
        "Only %(size)s NGOs: any of the %(num)s panels",
        found.possible,
        size=found.size,
    )


def between(found: PublishedRange) -> str:
    """The fewest and the most, or the one number that it always is."""
    if found.low == found.high:
        return str(found.low)
    return gettext("%(low)s to %(high)s", low=found.low, high=found.high)


def extremes(found: Certainty) -> str:
    """What one NGO, and what two, could have made of the count of "government higher"."""
    one, two = (ranges.counts[Headline.GOVERNMENT_HIGHER] for ranges in (found.one_ngo, found.two_ngos))
    return gettext(
        "No single NGO could have moved the count of “government higher” outside %(low)s to %(high)s, and no two "
        "outside %(lowest)s to %(highest)s, had they given the lowest or the highest level wherever they scored.",
        low=one.low,
        high=one.high,
        lowest=two.low,
        highest=two.high,
    )


def missing(found: Certainty, compared: bool) -> str:  # noqa: FBT001 - a template filter takes its values in order
    """What the scores that are missing could have made of it."""
    if not found.missing:
        return gettext("No score is missing: every NGO that was free to score did.")
    if not compared:
        return ngettext(
            "%(num)s score is missing, of an accredited NGO that was free to give it.",
            "%(num)s scores are missing, of accredited NGOs that were free to give them.",
            found.missing,
        )
    bounds = found.missing_scores.counts[Headline.GOVERNMENT_HIGHER]
    return ngettext(
        "%(num)s score is missing, of an accredited NGO that was free to give it. Whatever it were, “government "
        "higher” would count between %(low)s and %(high)s.",
        "%(num)s scores are missing, of accredited NGOs that were free to give them. Whatever they were, “government "
        "higher” would count between %(low)s and %(high)s.",
        found.missing,
        low=bounds.low,
        high=bounds.high,
    )


def direction(found: PublishedDirection) -> str:
    """The share as a fraction with its one sentence, or that it cannot show anything."""
    if not found.can_show:
        return gettext(
            "Whether the verdicts point one way: %(extreme)s of %(flips)s. With fewer than 6 commitments to compare "
            "this cannot show anything.",
            extreme=found.as_extreme,
            flips=found.flips,
        )
    return gettext(
        "Do the verdicts point one way? If a coin decided for each commitment which side is the higher one, "
        "%(extreme)s of %(flips)s outcomes would be at least as one-sided as this plan.",
        extreme=found.as_extreme,
        flips=found.flips,
    )


def bands(found: Certainty) -> str:
    """What the meaning of a band could change."""
    if not found.bands:
        return gettext("No agency reported in bands, so there is no other reading of its reports.")
    most = max(len(each.changes) for each in found.bands)
    return ngettext(
        "Reading any one of the administration’s bands a level lower or higher changes at most %(num)s outcome.",
        "Reading any one of the administration’s bands a level lower or higher changes at most %(num)s outcomes.",
        most,
    )


def read_as(found: ReadOtherwise, criterion: CriterionView) -> str:
    """Between which two levels a band's meaning is moved."""
    return gettext(
        "as %(other)s, not as %(published)s",
        other=plain(criterion.level(found.read_as).name),
        published=plain(criterion.level(found.published).name),
    )


def leaning(found: Certainty) -> str:
    """What taking every NGO's lean away changes."""
    return ngettext(
        "Taking from each NGO what it scores higher or lower than the others changes %(num)s outcome. It is a place to "
        "look, not a finding about the NGO.",
        "Taking from each NGO what it scores higher or lower than the others changes %(num)s outcomes. It is a place "
        "to look, not a finding about the NGO.",
        len(found.without_leans),
    )


def on_places(found: VignetteReadings) -> str:
    """What comparing places in the stead of levels changes."""
    return ngettext(
        "Compared by places among each rater’s own vignettes, %(num)s outcome is another. The finding stays with the "
        "levels: this is a place to look, never a weight.",
        "Compared by places among each rater’s own vignettes, %(num)s outcomes are others. The finding stays with the "
        "levels: this is a place to look, never a weight.",
        len(found.changes),
    )


def shown_panels(found: Certainty) -> list[Panels]:
    """The sizes that a scorecard has room for: all of a few, otherwise the largest and the smallest."""
    return list(found.panels) if len(found.panels) <= MOST_SIZES else [found.panels[0], found.panels[-1]]


MOST_SIZES = 4
"""How many sizes of panels a scorecard lists; the sensitivity page lists them all."""

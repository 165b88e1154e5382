"""The finding as a sentence, with its own denominators; each silent case has a true sentence of its own."""

from dataclasses import dataclass

from flask_babel import gettext, ngettext

from checkmyogp.domain.method_2.headline_counts import Headline
from checkmyogp.domain.scales import Silence
from checkmyogp.snapshots.criteria import CriterionView
from checkmyogp.snapshots.figures import Counts
from checkmyogp.web.jinja import plain

COMPLETE = "complete"
"""The key of a highest level that the sentences have a word for."""


@dataclass(frozen=True, slots=True)
class _AtTop:
    """Of the milestones that both judged: how many each side puts at the highest level."""

    compared: int
    government: int
    both: int
    others: int
    """Civil society alone."""

    @classmethod
    def of(cls, counts: Counts) -> "_AtTop":
        both = counts.of(Headline.BOTH_AT_TOP)
        others = counts.of(Headline.CIVIL_SOCIETY_AT_TOP) - both
        return cls(counts.of(Headline.COMPARABLE), counts.of(Headline.GOVERNMENT_AT_TOP), both, others)


def finding(counts: Counts, criterion: CriterionView, selected: str = "") -> str:
    """What the two sides say of the same milestones, after the name of what was selected where that is not the plan."""
    said = _said(counts, criterion)
    return gettext("%(selected)s: %(finding)s", selected=selected, finding=said) if selected else said


def _said(counts: Counts, criterion: CriterionView) -> str:
    if not counts.active:
        return gettext("There is no active milestone.")
    if not criterion.compared:
        return _of_civil_society_alone(counts, plain(criterion.levels[-1].name))
    if not counts.of(Headline.COMPARABLE):
        return _nothing_compared(counts)
    top = criterion.levels[-1]
    found = _AtTop.of(counts)
    return _on_completion(found) if top.key == COMPLETE else _on_any_scale(found, plain(top.name))


def not_compared(counts: Counts) -> str:
    """How many active milestones the finding leaves out. Empty where it leaves out none."""
    if not counts.silent_both or not counts.of(Headline.COMPARABLE):
        return ""
    return ngettext(
        "%(num)s of the %(all)s active milestones cannot be compared: one side or both gave no level.",
        "%(num)s of the %(all)s active milestones cannot be compared: one side or both gave no level.",
        counts.silent_both,
        all=counts.active,
    )


def _of_civil_society_alone(counts: Counts, level: str) -> str:
    """What it finds on a criterion that the government is not asked about."""
    if not counts.of(Headline.POSITIONS):
        return ngettext(
            "Enough NGOs judged none of the %(num)s active milestone.",
            "Enough NGOs judged none of the %(num)s active milestones.",
            counts.active,
        )
    return ngettext(
        "Of the %(num)s milestone that enough NGOs judged, civil society puts %(top)s at “%(level)s”.",
        "Of the %(num)s milestones that enough NGOs judged, civil society puts %(top)s at “%(level)s”.",
        counts.of(Headline.POSITIONS),
        top=counts.of(Headline.POSITIONS_AT_TOP),
        level=level,
    )


def _nothing_compared(counts: Counts) -> str:
    reported = sum(number for said, number in counts.government if not isinstance(said, Silence))
    if not reported and not counts.of(Headline.POSITIONS):
        return gettext(
            "Of the %(all)s milestones neither the government nor civil society judged any.", all=counts.active
        )
    if not reported:
        return ngettext(
            "Nothing can be compared: civil society judged %(num)s of %(all)s milestones, the government none.",
            "Nothing can be compared: civil society judged %(num)s of %(all)s milestones, the government none.",
            counts.of(Headline.POSITIONS),
            all=counts.active,
        )
    if not counts.of(Headline.POSITIONS):
        return ngettext(
            "Nothing can be compared: the government judged %(num)s of %(all)s milestones, and enough NGOs none.",
            "Nothing can be compared: the government judged %(num)s of %(all)s milestones, and enough NGOs none.",
            reported,
            all=counts.active,
        )
    return gettext("Nothing can be compared: the government and civil society judged different milestones.")


def _on_completion(found: _AtTop) -> str:
    if found.government:
        return _on_completion_of_the_government(found)
    numbers = {"others": found.others}
    if not found.others:
        return ngettext(
            "Of the %(num)s milestone that both judged, neither side calls any complete.",
            "Of the %(num)s milestones that both judged, neither side calls any complete.",
            found.compared,
            **numbers,
        )
    return ngettext(
        "Of the %(num)s milestone that both judged, the government calls none complete; "
        "civil society calls %(others)s complete.",
        "Of the %(num)s milestones that both judged, the government calls none complete; "
        "civil society calls %(others)s complete.",
        found.compared,
        **numbers,
    )


def _on_completion_of_the_government(found: _AtTop) -> str:
    numbers = {"government": found.government, "both": found.both, "others": found.others}
    if not found.both and not found.others:
        return ngettext(
            "Of the %(num)s milestone that both judged, the government calls %(government)s complete; "
            "civil society calls none of these complete.",
            "Of the %(num)s milestones that both judged, the government calls %(government)s complete; "
            "civil society calls none of these complete.",
            found.compared,
            **numbers,
        )
    if not found.both:
        return ngettext(
            "Of the %(num)s milestone that both judged, the government calls %(government)s complete; "
            "civil society calls none of these complete, but %(others)s others.",
            "Of the %(num)s milestones that both judged, the government calls %(government)s complete; "
            "civil society calls none of these complete, but %(others)s others.",
            found.compared,
            **numbers,
        )
    if not found.others:
        return ngettext(
            "Of the %(num)s milestone that both judged, the government calls %(government)s complete; "
            "civil society calls %(both)s of these complete.",
            "Of the %(num)s milestones that both judged, the government calls %(government)s complete; "
            "civil society calls %(both)s of these complete.",
            found.compared,
            **numbers,
        )
    return ngettext(
        "Of the %(num)s milestone that both judged, the government calls %(government)s complete; "
        "civil society calls %(both)s of these complete, and %(others)s others.",
        "Of the %(num)s milestones that both judged, the government calls %(government)s complete; "
        "civil society calls %(both)s of these complete, and %(others)s others.",
        found.compared,
        **numbers,
    )


def _on_any_scale(found: _AtTop, level: str) -> str:
    if found.government:
        return _on_any_scale_of_the_government(found, level)
    numbers = {"others": found.others, "level": level}
    if not found.others:
        return ngettext(
            "Of the %(num)s milestone that both judged, neither side puts any at “%(level)s”.",
            "Of the %(num)s milestones that both judged, neither side puts any at “%(level)s”.",
            found.compared,
            **numbers,
        )
    return ngettext(
        "Of the %(num)s milestone that both judged, the government puts none at “%(level)s”; "
        "civil society puts %(others)s there.",
        "Of the %(num)s milestones that both judged, the government puts none at “%(level)s”; "
        "civil society puts %(others)s there.",
        found.compared,
        **numbers,
    )


def _on_any_scale_of_the_government(found: _AtTop, level: str) -> str:
    numbers = {"government": found.government, "both": found.both, "others": found.others, "level": level}
    if not found.both and not found.others:
        return ngettext(
            "Of the %(num)s milestone that both judged, the government puts %(government)s at “%(level)s”; "
            "civil society puts none of these there.",
            "Of the %(num)s milestones that both judged, the government puts %(government)s at “%(level)s”; "
            "civil society puts none of these there.",
            found.compared,
            **numbers,
        )
    if not found.both:
        return ngettext(
            "Of the %(num)s milestone that both judged, the government puts %(government)s at “%(level)s”; "
            "civil society puts none of these there, but %(others)s others.",
            "Of the %(num)s milestones that both judged, the government puts %(government)s at “%(level)s”; "
            "civil society puts none of these there, but %(others)s others.",
            found.compared,
            **numbers,
        )
    if not found.others:
        return ngettext(
            "Of the %(num)s milestone that both judged, the government puts %(government)s at “%(level)s”; "
            "civil society puts %(both)s of these there.",
            "Of the %(num)s milestones that both judged, the government puts %(government)s at “%(level)s”; "
            "civil society puts %(both)s of these there.",
            found.compared,
            **numbers,
        )
    return ngettext(
        "Of the %(num)s milestone that both judged, the government puts %(government)s at “%(level)s”; "
        "civil society puts %(both)s of these there, and %(others)s others.",
        "Of the %(num)s milestones that both judged, the government puts %(government)s at “%(level)s”; "
        "civil society puts %(both)s of these there, and %(others)s others.",
        found.compared,
        **numbers,
    )

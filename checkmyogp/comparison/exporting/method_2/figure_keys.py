"""The figures of a plan and of a commitment by the keys that files name them by: what each says, and its rule."""

from dataclasses import dataclass

from flask_babel import LazyString, lazy_gettext

from checkmyogp.domain.method_2.headline_counts import Headline


@dataclass(frozen=True, slots=True)
class FigureKey:
    """One kind of figure."""

    rule: str
    """The anchor of its rule on the Method page."""
    meaning: LazyString


HEADLINES: dict[Headline, LazyString] = {
    Headline.POSITIONS: lazy_gettext("Active milestones of which civil society has a position."),
    Headline.POSITIONS_AT_TOP: lazy_gettext(
        "Of the positions: those where more than half of the NGOs gave the highest level."
    ),
    Headline.COMPARABLE: lazy_gettext("Active milestones that both sides judged."),
    Headline.GOVERNMENT_HIGHER: lazy_gettext("Of those that both judged: the government is higher."),
    Headline.ALIGNED: lazy_gettext("Of those that both judged: no majority of the NGOs is lower or higher."),
    Headline.CIVIL_SOCIETY_HIGHER: lazy_gettext("Of those that both judged: civil society is higher."),
    Headline.GOVERNMENT_AT_TOP: lazy_gettext("Of those that both judged: the government gives the highest level."),
    Headline.CIVIL_SOCIETY_AT_TOP: lazy_gettext(
        "Of those that both judged: more than half of the NGOs gave the highest level."
    ),
    Headline.BOTH_AT_TOP: lazy_gettext(
        "Of those to which the government gives the highest level: more than half of the NGOs did as well."
    ),
}

COUNTS = "rule-headline-counts"
LISTS = "rule-two-lists"
VIGNETTES = "rule-vignettes"

FIGURE_KEYS: dict[str, FigureKey] = {
    "active": FigureKey(COUNTS, lazy_gettext("Milestones that were not withdrawn.")),
    "withdrawn": FigureKey(COUNTS, lazy_gettext("Milestones that were taken out of the plan.")),
    "due": FigureKey(COUNTS, lazy_gettext("Active milestones that were due by the end of the round's period.")),
    "split": FigureKey(
        "rule-spread", lazy_gettext("Active milestones with a position whose NGOs stand two or more levels apart.")
    ),
    **{headline.value: FigureKey(COUNTS, meaning) for headline, meaning in HEADLINES.items()},
    "civil_society_list": FigureKey(
        LISTS,
        lazy_gettext(
            "On how many active milestones civil society stands where the part says: on a level, between the two in "
            "brackets, or silent."
        ),
    ),
    "government_list": FigureKey(
        LISTS, lazy_gettext("Of how many active milestones the government said what the part says.")
    ),
    "not_comparable": FigureKey(
        "rule-silences", lazy_gettext("How many active milestones cannot be compared for the silence in the part.")
    ),
    "fragile": FigureKey(
        "rule-fragile", lazy_gettext("Active milestones whose verdict changes once the interested NGOs are left out.")
    ),
    "mean_distance": FigureKey(
        "rule-mean-distance",
        lazy_gettext("The mean of signed distances over comparable milestones, in levels: a description."),
    ),
    "alpha": FigureKey("rule-alpha", lazy_gettext("Krippendorff's alpha with the ordinal metric.")),
    "alpha_low": FigureKey("rule-alpha", lazy_gettext("The low end of alpha's interval.")),
    "alpha_high": FigureKey("rule-alpha", lazy_gettext("The high end of alpha's interval.")),
    "alpha_draws": FigureKey("rule-alpha", lazy_gettext("How often milestones were drawn for that interval.")),
    "alpha_undefined_draws": FigureKey("rule-alpha", lazy_gettext("In how many of these draws alpha had no value.")),
    "alpha_mark": FigureKey("rule-alpha-marks", lazy_gettext("What Krippendorff says that such an alpha is good for.")),
    "panel_raters": FigureKey(
        "rule-panel-reliability", lazy_gettext("The median number of NGOs with a level that counts.")
    ),
    "panel_reliability": FigureKey(
        "rule-panel-reliability",
        lazy_gettext("How reliable the middle of so many NGOs is, if they err independently."),
    ),
    "ac2": FigureKey("rule-ac2", lazy_gettext("Gwet's AC2 with quadratic weights.")),
    "exact_agreement": FigureKey("rule-chance", lazy_gettext("The share of pairs of NGOs with the same level.")),
    "adjacent_agreement": FigureKey("rule-chance", lazy_gettext("The share of pairs of NGOs at most one level apart.")),
    "exact_by_chance": FigureKey(
        "rule-chance", lazy_gettext("The share of pairs with the same level that chance alone would give.")
    ),
    "adjacent_by_chance": FigureKey(
        "rule-chance", lazy_gettext("The share of pairs at most one level apart that chance alone would give.")
    ),
    "agreement_milestones": FigureKey(
        "rule-alpha", lazy_gettext("Milestones with two or more levels that count; agreement rests on these.")
    ),
    "agreement_raters": FigureKey("rule-alpha", lazy_gettext("NGOs with a level on one of these.")),
    "agreement_values": FigureKey("rule-alpha", lazy_gettext("The levels on these milestones.")),
    "panels_possible": FigureKey("rule-panels", lazy_gettext("How many panels of the size in the part there are.")),
    "panels_tried": FigureKey("rule-panels", lazy_gettext("How many of them were looked at.")),
    "panels_low": FigureKey("rule-panels", lazy_gettext("The least that a count came to over panels of this size.")),
    "panels_high": FigureKey("rule-panels", lazy_gettext("The most that a count came to over panels of this size.")),
    "one_ngo_low": FigureKey(
        "rule-extremes",
        lazy_gettext("The least of a count had at most one NGO given an end of the scale wherever it scored."),
    ),
    "one_ngo_high": FigureKey(
        "rule-extremes",
        lazy_gettext("The most of a count had at most one NGO given an end of the scale wherever it scored."),
    ),
    "two_ngos_low": FigureKey("rule-extremes", lazy_gettext("The least of a count had at most two NGOs done so.")),
    "two_ngos_high": FigureKey("rule-extremes", lazy_gettext("The most of a count had at most two NGOs done so.")),
    "missing_scores": FigureKey(
        "rule-missing-scores",
        lazy_gettext("Levels that accredited NGOs without a conflict of interest did not give on active milestones."),
    ),
    "missing_scores_low": FigureKey(
        "rule-missing-scores", lazy_gettext("The least that a count could come to with these levels.")
    ),
    "missing_scores_high": FigureKey(
        "rule-missing-scores", lazy_gettext("The most that a count could come to with these levels.")
    ),
    "lean": FigureKey(
        "rule-leans", lazy_gettext("How much higher than the others the NGO in the part scores, in levels.")
    ),
    "lean_changes": FigureKey(
        "rule-leans", lazy_gettext("How many milestones come to something else without these leans.")
    ),
    "flip_number": FigureKey(
        "rule-flip-number",
        lazy_gettext("How many verdicts of this kind as many NGOs as the part says could change."),
    ),
    "direction_signs": FigureKey(
        "rule-direction",
        lazy_gettext(
            "Of the commitment in the part: milestones with the government higher, less those with civil society "
            "higher."
        ),
    ),
    "direction_as_extreme": FigureKey(
        "rule-direction", lazy_gettext("How many flips of whole commitments are at least as one-sided as the plan.")
    ),
    "direction_flips": FigureKey("rule-direction", lazy_gettext("How many such flips there are.")),
    "band_changes": FigureKey(
        "rule-bands",
        lazy_gettext(
            "How many milestones come to something else with one band read otherwise; the part names the crosswalk, "
            "its version, the band, and the level it is read as."
        ),
    ),
    "vignettes": FigureKey(VIGNETTES, lazy_gettext("How many vignettes of the criterion the round had.")),
    "vignette_scored": FigureKey(VIGNETTES, lazy_gettext("How many of them the rater in the part scored.")),
    "vignette_hits": FigureKey(VIGNETTES, lazy_gettext("How many it put at the level that they were written for.")),
    "vignette_in_order": FigureKey(
        VIGNETTES, lazy_gettext("Of pairs with different known levels: how many it put in that order.")
    ),
    "vignette_tied": FigureKey(VIGNETTES, lazy_gettext("Of these pairs: how many it put at one level.")),
    "vignette_reversed": FigureKey(VIGNETTES, lazy_gettext("Of these pairs: how many it put the other way round.")),
    "vignette_alpha": FigureKey(VIGNETTES, lazy_gettext("Krippendorff's alpha of all raters on the vignettes.")),
    "places_left_out": FigureKey(
        VIGNETTES,
        lazy_gettext("1 for each NGO, named in the part, that did not score every vignette."),
    ),
    "places_unplaced": FigureKey(
        VIGNETTES,
        lazy_gettext("1 for each milestone, named in the part, whose agency did not score every vignette."),
    ),
    "places_changes": FigureKey(
        VIGNETTES, lazy_gettext("How many milestones come to something else by places among vignettes.")
    ),
    "derived_level": FigureKey(
        "rule-derived-level",
        lazy_gettext("A commitment's level by the rule in the part, derived, for comparison with the IRM only."),
    ),
    "derived_milestones": FigureKey(
        "rule-derived-level", lazy_gettext("On how many active milestones that level rests.")
    ),
}
"""In the order in which the files list them."""

OF_A_COMMITMENT = (
    *("active", "withdrawn", "due", "split"),
    *(headline.value for headline in Headline),
    *("civil_society_list", "government_list", "not_comparable", "fragile", "mean_distance"),
    *("derived_level", "derived_milestones"),
)
"""What commitment_figures.csv has."""

OF_A_PLAN = tuple(key for key in FIGURE_KEYS if not key.startswith("derived_"))
"""What figures.csv has."""

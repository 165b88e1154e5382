"""What the keys in the files of version 2 stand for."""

from collections.abc import Sequence
from typing import Any

from flask_babel import LazyString, lazy_gettext

from checkmyogp.comparison.exporting.codebook import Explained, keys_of
from checkmyogp.comparison.exporting.method_2.figure_keys import FIGURE_KEYS, HEADLINES
from checkmyogp.comparison.exporting.method_2.figure_rows import MEAN_DISTANCE, SIDES
from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.divergence import Verdict
from checkmyogp.domain.findings import Counting
from checkmyogp.domain.irm import Lifting
from checkmyogp.domain.method_2.panel_reliability import AlphaMark, NoPanelReliability
from checkmyogp.domain.method_2.verdicts import Alignment
from checkmyogp.domain.scales import Confidence, Silence
from checkmyogp.scorecards import labels

ALIGNMENTS = {
    Alignment.ALL_THE_SAME: lazy_gettext("All NGOs scored the government's level."),
    Alignment.NO_MAJORITY: lazy_gettext("No majority scored lower or higher."),
}
MARKS = {
    AlphaMark.RELY: lazy_gettext(".800 and more: to rely on."),
    AlphaMark.TENTATIVE: lazy_gettext(".667 and more: for tentative conclusions."),
    AlphaMark.NEITHER: lazy_gettext("Below .667: neither to rely on nor for tentative conclusions."),
}
NO_PANEL_RELIABILITY = {
    NoPanelReliability.NOTHING_SHARED: lazy_gettext(
        "Not computed: alpha is not above 0, so there is nothing that more NGOs would bring out."
    ),
}
RULES = {
    Lifting.MEDIAN: lazy_gettext("The middle level of the milestones; of two the lower."),
    Lifting.STRICT: lazy_gettext("The ends of the scale only where every milestone is there; otherwise as the median."),
}
RANGES_OF_THE_MEAN = lazy_gettext("The range of the mean distance.")
OF_SIDES = dict(
    zip(
        SIDES,
        (lazy_gettext("Civil society's derived level."), lazy_gettext("The government's derived level.")),
        strict=True,
    )
)


def _said(column: str, words: dict[Any, LazyString]) -> list[Explained]:
    return [Explained(column, str(key), lambda text=text: text) for key, text in words.items()]


KEYS: Sequence[Explained] = (
    *keys_of("outcome", Verdict, labels.outcome),
    *keys_of("silence", Silence, labels.silence_explained),
    *keys_of("counting", Counting, labels.counting),
    *keys_of("confidence", Confidence, labels.confidence),
    *_said("alignment", ALIGNMENTS),
    *_said("figure", {key: figure.meaning for key, figure in FIGURE_KEYS.items()}),
    *_said("of", {headline.value: words for headline, words in HEADLINES.items()}),
    *_said("of", {MEAN_DISTANCE: RANGES_OF_THE_MEAN, **OF_SIDES}),
    *_said("part", {rule.value: words for rule, words in RULES.items()}),
    *keys_of("word", Undefined, labels.undefined),
    *_said("word", NO_PANEL_RELIABILITY),
    *_said("word", MARKS),
)
"""Every key with its column; of silences in a part or in a word those of the column "silence" hold."""

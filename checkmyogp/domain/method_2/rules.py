"""The rules of version 2 by name, so that whatever shows a figure can lead to the rule that it follows.

Source: the published method, version 2; every rule stands on the Method page once, with an example.
"""

from enum import StrEnum, unique


@unique
class MethodRule(StrEnum):
    """A rule of the method, in the order in which the page explains them."""

    POSITION = "position"
    VERDICT = "verdict"
    DISTANCE = "distance"
    FLIP_NUMBER = "flip-number"
    SPREAD = "spread"
    FRAGILE = "fragile"
    SILENCES = "silences"
    TWO_LISTS = "two-lists"
    HEADLINE_COUNTS = "headline-counts"
    DERIVED_LEVEL = "derived-level"
    MEAN_DISTANCE = "mean-distance"
    PANELS = "panels"
    EXTREMES = "extremes"
    MISSING_SCORES = "missing-scores"
    DIRECTION = "direction"
    BANDS = "bands"
    VIGNETTES = "vignettes"
    LEANS = "leans"
    SEED = "seed"
    ALPHA = "alpha"
    ALPHA_MARKS = "alpha-marks"
    PANEL_RELIABILITY = "panel-reliability"
    CHANCE = "chance"
    AC2 = "ac2"
    KAPPA = "kappa"
    SEVERITY = "severity"
    DECIMALS = "decimals"

    @property
    def anchor(self) -> str:
        """Its id on the page of rules."""
        return f"rule-{self.value}"

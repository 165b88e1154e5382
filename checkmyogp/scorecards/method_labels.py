"""The rules of the method and their examples in words."""

from collections.abc import Iterable

from flask_babel import gettext

from checkmyogp.domain.divergence import Verdict
from checkmyogp.domain.irm.agreement import Lifting
from checkmyogp.domain.method_2.panel_reliability import AlphaMark
from checkmyogp.domain.method_2.positions import Middle
from checkmyogp.domain.method_2.rules import MethodRule
from checkmyogp.domain.method_2.verdicts import Alignment, TwoAccounts
from checkmyogp.domain.scales import Account, Silence
from checkmyogp.drafting.labels import silence
from checkmyogp.web.jinja import signed


def rule(value: MethodRule) -> str:
    """A rule's name, as its heading."""
    return {**_rules_of_milestones_and_plans(), **_rules_of_certainty_and_agreement()}[value]


def _rules_of_milestones_and_plans() -> dict[MethodRule, str]:
    return {
        MethodRule.POSITION: gettext("Position"),
        MethodRule.VERDICT: gettext("Verdict"),
        MethodRule.DISTANCE: gettext("Distance"),
        MethodRule.FLIP_NUMBER: gettext("Flip number"),
        MethodRule.SPREAD: gettext("Spread, and NGOs that are split"),
        MethodRule.FRAGILE: gettext("Without the interested NGOs"),
        MethodRule.SILENCES: gettext("When a level is missing"),
        MethodRule.TWO_LISTS: gettext("Two lists, one for each side"),
        MethodRule.HEADLINE_COUNTS: gettext("Headline counts"),
        MethodRule.DERIVED_LEVEL: gettext("A commitment’s derived level"),
        MethodRule.MEAN_DISTANCE: gettext("Mean distance"),
    }


def _rules_of_certainty_and_agreement() -> dict[MethodRule, str]:
    return {
        MethodRule.PANELS: gettext("Panels: if only some of the NGOs had been heard"),
        MethodRule.EXTREMES: gettext("One NGO, or two, at an extreme"),
        MethodRule.MISSING_SCORES: gettext("Bounds for missing scores"),
        MethodRule.DIRECTION: gettext("Direction"),
        MethodRule.BANDS: gettext("Bands read one level lower or higher"),
        MethodRule.VIGNETTES: gettext("Vignettes"),
        MethodRule.LEANS: gettext("Leans"),
        MethodRule.SEED: gettext("Seed"),
        MethodRule.ALPHA: gettext("Krippendorff’s alpha"),
        MethodRule.ALPHA_MARKS: gettext("What alpha allows to conclude"),
        MethodRule.PANEL_RELIABILITY: gettext("Reliability of a panel’s middle"),
        MethodRule.CHANCE: gettext("What chance alone would give"),
        MethodRule.AC2: gettext("Gwet’s AC2"),
        MethodRule.KAPPA: gettext("Weighted kappa"),
        MethodRule.SEVERITY: gettext("Severity and effect of one NGO"),
        MethodRule.DECIMALS: gettext("Decimals"),
    }


def levels(values: Iterable[int]) -> str:
    """Levels in a row, which no end of a line tears apart: "1 1 2"."""
    return "\u00a0".join(map(str, values))


def level(value: Account) -> str:
    """A level of the examples' scale by its name, or the silence in its place."""
    if isinstance(value, Silence):
        return silence(value)
    return (gettext("Not started"), gettext("Limited"), gettext("Substantial"), gettext("Complete"))[value]


def position(value: Middle | Silence) -> str:
    """Where civil society stands: one level, two that it lies between, or a silence."""
    if isinstance(value, Silence):
        return silence(value)
    if not value.between:
        return level(value.lower)
    return gettext("between %(lower)s and %(upper)s", lower=level(value.lower), upper=level(value.upper))


def alignment(accounts: TwoAccounts) -> str:
    """What "aligned" means of one milestone; empty for the other verdicts."""
    if accounts.verdict is not Verdict.ALIGNED:
        return ""
    return {
        Alignment.ALL_THE_SAME: gettext("all scored the same"),
        Alignment.NO_MAJORITY: gettext("no majority scored lower or higher"),
    }[accounts.alignment]


def yes_or_no(value: bool) -> str:  # noqa: FBT001 - a template filter takes its value first
    """A yes or a no."""
    return gettext("yes") if value else gettext("no")


def mark(value: AlphaMark) -> str:
    """What an alpha is good for."""
    return {
        AlphaMark.RELY: gettext("to rely on"),
        AlphaMark.TENTATIVE: gettext("for tentative conclusions"),
        AlphaMark.NEITHER: gettext("for neither"),
    }[value]


def lifting(value: Lifting) -> str:
    """The name of a rule that derives a commitment's level."""
    return {Lifting.MEDIAN: gettext("Median rule"), Lifting.STRICT: gettext("Strict rule")}[value]


def with_sign(value: int) -> str:
    """A whole number of levels with its sign: "+2", "−1", "0"."""
    return signed(f"{value:+d}") if value else "0"


def sum_of_distances(values: Iterable[int]) -> str:
    """Whole numbers as they are added up: "1 + 0 − 1"."""
    written = " ".join(f"{'−' if value < 0 else '+'} {abs(value)}" for value in values)
    return written.removeprefix("+ ")

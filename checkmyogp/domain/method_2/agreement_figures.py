"""What version 2 says of agreement among NGOs on one criterion, in the plain form that a snapshot keeps."""

from fractions import Fraction

from checkmyogp.domain import display
from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.figures import PlainTable, coefficient, number, share
from checkmyogp.domain.method_2.ngo_agreement import NgoAgreement
from checkmyogp.domain.method_2.panel_reliability import NoPanelReliability, PanelReliability, alpha_mark
from checkmyogp.domain.method_2.plain import interval


def agreement(found: NgoAgreement) -> PlainTable:
    """Each figure, or why it is not printed."""
    chance = found.by_chance
    content: PlainTable = {
        "alpha": coefficient(found.alpha),
        "interval": interval(found.interval),
        "panel": _panel(found.panel),
        "ac2": coefficient(found.ac2),
        "exact_agreement": share(found.exact),
        "adjacent_agreement": share(found.adjacent),
        "exact_by_chance": share(chance if isinstance(chance, Undefined) else chance.exact),
        "adjacent_by_chance": share(chance if isinstance(chance, Undefined) else chance.adjacent),
        "milestones": found.milestones,
        "raters": found.raters,
        "values": found.values,
    }
    if isinstance(found.alpha, Fraction):
        content["mark"] = alpha_mark(found.alpha).value
    return content


def _panel(found: PanelReliability | Undefined | NoPanelReliability) -> PlainTable:
    if isinstance(found, Undefined | NoPanelReliability):
        return {"undefined": found.value}
    return {
        "raters": number(found.raters, display.levels(found.raters)),
        "value": number(found.value, display.coefficient(found.value)),
    }

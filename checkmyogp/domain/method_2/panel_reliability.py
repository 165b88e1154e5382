"""What alpha allows to be concluded, and how reliable the middle of a whole panel is.

Source: Krippendorff 2004, "Content Analysis", 2nd edition, section 11.4 (the marks); Spearman 1910 and Brown 1910,
"Correlation Calculated from Faulty Data" and "Some Experimental Results" (the formula); the published method, version
2, section "Agreement among NGOs (reliability)".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum, unique
from fractions import Fraction

from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.display import coefficient
from checkmyogp.domain.divergence import midpoint

TO_RELY_ON = Fraction(800, 1000)
FOR_TENTATIVE_CONCLUSIONS = Fraction(667, 1000)


@unique
class AlphaMark(StrEnum):
    """What Krippendorff says that an alpha is good for."""

    RELY = "rely"
    """.800 and more."""
    TENTATIVE = "tentative"
    """.667 and more: tentative conclusions."""
    NEITHER = "neither"


def alpha_mark(alpha: Fraction) -> AlphaMark:
    """The mark of an alpha as it is shown, in three decimals, so that .800 is never said to be below .800."""
    shown = Fraction(coefficient(alpha))
    if shown >= TO_RELY_ON:
        return AlphaMark.RELY
    return AlphaMark.TENTATIVE if shown >= FOR_TENTATIVE_CONCLUSIONS else AlphaMark.NEITHER


@unique
class NoPanelReliability(StrEnum):
    """Why the middle of a panel has no reliability."""

    NOTHING_SHARED = "nothing_shared"
    """Alpha is not above 0: there is nothing that more raters would bring out."""


@dataclass(frozen=True, slots=True)
class PanelReliability:
    """The reliability of the middle of a panel, if its raters err independently."""

    raters: Fraction
    """The median number of raters of a milestone; it may fall halfway."""
    value: Fraction


def panel_reliability(
    alpha: Fraction | Undefined, raters: Iterable[int]
) -> PanelReliability | Undefined | NoPanelReliability:
    """Spearman and Brown's k a / (1 + (k - 1) a), k being the median of ``raters``, those of each pairable unit."""
    if isinstance(alpha, Undefined):
        return alpha
    if not (ascending := sorted(raters)):
        return Undefined.NO_PAIRS
    if alpha <= 0:
        return NoPanelReliability.NOTHING_SHARED
    k = midpoint(ascending)
    return PanelReliability(k, k * alpha / (1 + (k - 1) * alpha))

"""Where alpha says next to nothing although the raters agree: the page then has to say so in words.

Source: Feinstein and Cicchetti 1990, "High agreement but low kappa"; the published method's skewed example.
"""

from fractions import Fraction

from checkmyogp.domain.bootstrap import Undefined

HIGH_AGREEMENT = Fraction(4, 5)
"""Four pairs of scores out of five are the same: nobody looking at the scores would speak of disagreement."""

LOW_ALPHA = Fraction(1, 5)
"""Below this, alpha is read as hardly more than chance ("slight", Landis and Koch 1977)."""


def alpha_misleads(alpha: Fraction | Undefined, exact: Fraction | Undefined) -> bool:
    """Whether nearly equal scores make alpha collapse: raters agree on most pairs, and alpha is low all the same.

    Where every score is the same, alpha is not low but undefined, for the same cause.
    """
    if isinstance(exact, Undefined) or exact < HIGH_AGREEMENT:
        return False
    return alpha is Undefined.NO_VARIATION if isinstance(alpha, Undefined) else alpha < LOW_ALPHA

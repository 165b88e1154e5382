"""The tables of a scorecard of version 2 of the method: everything that was said, and everything that was published.

The raw tables hold all that a figure depends on: also who might have scored and kept silent, the bands, what was due,
the opening of the round. Every figure is a row that names its rule on the Method page.
"""

from checkmyogp.comparison.exporting.method_2.changes import changes
from checkmyogp.comparison.exporting.method_2.commitment_figures import commitment_figures
from checkmyogp.comparison.exporting.method_2.figures import figures, figures_before_replies
from checkmyogp.comparison.exporting.method_2.kappa import kappa
from checkmyogp.comparison.exporting.method_2.keys import KEYS
from checkmyogp.comparison.exporting.method_2.plan import bands, method, parties
from checkmyogp.comparison.exporting.method_2.ratings import ratings
from checkmyogp.comparison.exporting.method_2.verdicts import verdicts
from checkmyogp.comparison.exporting.method_2.vignettes import vignettes

__all__ = [
    "KEYS",
    "bands",
    "changes",
    "commitment_figures",
    "figures",
    "figures_before_replies",
    "kappa",
    "method",
    "parties",
    "ratings",
    "verdicts",
    "vignettes",
]

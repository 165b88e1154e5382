"""How far NGOs agree among themselves, and how sure one can be of it.

All results are exact fractions; where there is none, a named reason (``Undefined``) stands in its place.
Source: Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability"; Gwet 2014, "Handbook of Inter-Rater
Reliability"; the published method, section "Agreement among NGOs (reliability)".
"""

from checkmyogp.domain.bootstrap import Interval, Undefined
from checkmyogp.domain.reliability.agreement import adjacent_agreement, exact_agreement, gwet_ac2, weighted_kappa
from checkmyogp.domain.reliability.coincidences import Coincidences, Metric, alpha, alpha_interval
from checkmyogp.domain.reliability.counts import UnitCounts
from checkmyogp.domain.reliability.paradox import alpha_misleads
from checkmyogp.domain.reliability.publication import Reliability, reliability
from checkmyogp.domain.reliability.raters import FEWEST_MILESTONES, LeftOut, Ratings, Severity, leave_one_out, severity

__all__ = [
    "FEWEST_MILESTONES",
    "Coincidences",
    "Interval",
    "LeftOut",
    "Metric",
    "Ratings",
    "Reliability",
    "Severity",
    "Undefined",
    "UnitCounts",
    "adjacent_agreement",
    "alpha",
    "alpha_interval",
    "alpha_misleads",
    "exact_agreement",
    "gwet_ac2",
    "leave_one_out",
    "reliability",
    "severity",
    "weighted_kappa",
]

"""Quadratic-weighted kappa for every two parties, where civil society is one of them by its middle level.

A milestone where civil society stands between two levels is left out and counted, whatever lies between: taking one of
them, or the middle, would invent a level. What does not count is in no pair.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from flask_babel import lazy_gettext

from checkmyogp.comparison.exporting.cells import ColumnKind, ExportColumn, ExportRow, ExportTable
from checkmyogp.comparison.exporting.columns import CRITERION, DENOMINATOR, NUMERATOR, SHOWN
from checkmyogp.comparison.exporting.figures import EVERY_UNDEFINED
from checkmyogp.comparison.exporting.kappa import Paired, paired, said_by
from checkmyogp.comparison.exporting.method_2.figure_rows import number, word
from checkmyogp.domain import display
from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.reliability import weighted_kappa
from checkmyogp.snapshots.criteria import CriterionView
from checkmyogp.snapshots.reader import Scorecard
from checkmyogp.snapshots.schema import FrozenNumber

PARTY = lazy_gettext("“government”, “civil_society” for where it stands, or “ngo:” and the NGO's key.")
COLUMNS = (
    CRITERION,
    ExportColumn("one", ColumnKind.TEXT, PARTY),
    ExportColumn("other", ColumnKind.TEXT, PARTY),
    ExportColumn(
        "n", ColumnKind.NUMBER, lazy_gettext("On how many milestones both gave a level; kappa rests on these.")
    ),
    ExportColumn(
        "between",
        ColumnKind.NUMBER,
        lazy_gettext("How many milestones are left out because civil society stands between two levels."),
    ),
    NUMERATOR,
    DENOMINATOR,
    SHOWN,
    ExportColumn("word", ColumnKind.TEXT, lazy_gettext("Why the figure is not printed."), EVERY_UNDEFINED),
)


def kappa(scorecard: Scorecard) -> ExportTable:
    """Every two parties on each criterion."""
    return ExportTable(
        "kappa.csv",
        lazy_gettext("How far every two parties agree on each criterion: quadratic-weighted kappa."),
        COLUMNS,
        [
            _pair(criterion, (one, other), paired(said[one], said[other]))
            for criterion in scorecard.criteria.values()
            for said in (said_by(scorecard, criterion),)
            for one, other in combinations(said, 2)
        ],
    )


def _pair(criterion: CriterionView, parties: Sequence[str], pair: Paired) -> ExportRow:
    found = weighted_kappa(pair.levels, [level.value for level in criterion.levels])
    return {
        "criterion": criterion.key,
        "one": parties[0],
        "other": parties[1],
        "n": len(pair.levels),
        "between": pair.half_levels,
        **(word(found.value) if isinstance(found, Undefined) else number(_frozen(found))),
    }


def _frozen(kappa: Fraction) -> FrozenNumber:
    return {"exact": str(kappa), "shown": display.coefficient(kappa)}

"""Quadratic-weighted kappa for every two parties, where civil society is one of them by its middle level.

A milestone where civil society stands between two levels is left out and counted, whatever lies between: taking one of
them, or the middle, would invent a level. What does not count is in no pair.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from flask_babel import lazy_gettext

from checkmyogp.comparison.criterion_data import CriterionData
from checkmyogp.comparison.exporting.cells import ColumnKind, ExportColumn, ExportRow, ExportTable
from checkmyogp.comparison.exporting.columns import CRITERION, DENOMINATOR, NUMERATOR, SHOWN
from checkmyogp.comparison.exporting.figures import EVERY_UNDEFINED
from checkmyogp.comparison.exporting.method_2.figure_rows import number, word
from checkmyogp.domain import display
from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.method_2.positions import CountedLevels, Middle
from checkmyogp.domain.method_2.verdicts import active, find_all
from checkmyogp.domain.reliability import weighted_kappa
from checkmyogp.domain.scales import Silence
from checkmyogp.snapshots.criteria import CriterionView
from checkmyogp.snapshots.reader import Scorecard
from checkmyogp.snapshots.schema import FrozenNumber

Standings = Mapping[str, Middle]
"""Of each milestone on which a party is heard, its level twice, or the two that civil society stands between."""

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
            _pair(criterion, (one, other), (said[one], said[other]))
            for criterion in scorecard.criteria.values()
            for said in (_said(scorecard, criterion),)
            for one, other in combinations(said, 2)
        ],
    )


def _said(scorecard: Scorecard, criterion: CriterionView) -> dict[str, Standings]:
    rows = CriterionData(scorecard, criterion.key).rows
    findings = active(find_all(rows, quorum=scorecard.quorum))
    government = {
        each.row.milestone: Middle(each.government, each.government)
        for each in findings
        if not isinstance(each.government, Silence)
    }
    stands = {
        each.row.milestone: each.civil_society.middle
        for each in findings
        if isinstance(each.civil_society, CountedLevels)
    }
    ngos: dict[str, dict[str, Middle]] = {key: {} for key in scorecard.raters}
    for each in findings:
        for rater, level in each.row.by_rater.items():
            ngos[rater][each.row.milestone] = Middle(level, level)
    asked = {"government": government} if criterion.compared else {}
    return {**asked, "civil_society": stands, **{f"ngo:{key}": levels for key, levels in ngos.items()}}


def _pair(criterion: CriterionView, parties: Sequence[str], sides: tuple[Standings, Standings]) -> ExportRow:
    one, other = sides
    both = [(one[number], other[number]) for number in one if number in other]
    levels = [(mine.lower, theirs.lower) for mine, theirs in both if not mine.between and not theirs.between]
    found = weighted_kappa(levels, [level.value for level in criterion.levels])
    return {
        "criterion": criterion.key,
        "one": parties[0],
        "other": parties[1],
        "n": len(levels),
        "between": len(both) - len(levels),
        **(word(found.value) if isinstance(found, Undefined) else number(_frozen(found))),
    }


def _frozen(kappa: Fraction) -> FrozenNumber:
    return {"exact": str(kappa), "shown": display.coefficient(kappa)}

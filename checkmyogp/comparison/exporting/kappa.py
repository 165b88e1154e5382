"""Quadratic-weighted kappa for every two parties of a scorecard.

A milestone where civil society stands between two levels is left out and counted: rounding would invent a level that
nobody gave. What does not count is in no pair.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from flask_babel import lazy_gettext

from checkmyogp.comparison.criterion_data import CriterionData
from checkmyogp.comparison.exporting.cells import ColumnKind, ExportColumn, ExportRow, ExportTable
from checkmyogp.comparison.exporting.columns import CRITERION, DENOMINATOR, NUMERATOR, SHOWN
from checkmyogp.comparison.exporting.figures import EVERY_UNDEFINED, figure
from checkmyogp.domain import display
from checkmyogp.domain.bootstrap import Undefined
from checkmyogp.domain.method_2.positions import Middle
from checkmyogp.domain.pairs import said
from checkmyogp.domain.reliability import weighted_kappa
from checkmyogp.snapshots.criteria import CriterionView
from checkmyogp.snapshots.numbers import Figure
from checkmyogp.snapshots.reader import Scorecard

LevelsOfUnits = Mapping[str, Middle]
"""What one party says of each milestone it gave a level to."""

PARTY = lazy_gettext("“government”, “civil_society” for its median, or “ngo:” and the NGO's key.")
COLUMNS = (
    CRITERION,
    ExportColumn("one", ColumnKind.TEXT, PARTY),
    ExportColumn("other", ColumnKind.TEXT, PARTY),
    ExportColumn(
        "n", ColumnKind.NUMBER, lazy_gettext("On how many milestones both gave a level; kappa rests on these.")
    ),
    ExportColumn(
        "half_levels",
        ColumnKind.NUMBER,
        lazy_gettext("How many milestones are left out because civil society's median falls between two levels."),
    ),
    NUMERATOR,
    DENOMINATOR,
    SHOWN,
    ExportColumn("undefined", ColumnKind.TEXT, lazy_gettext("Why the figure is not printed."), EVERY_UNDEFINED),
)


@dataclass(frozen=True, slots=True)
class Paired:
    """What two parties say of the same milestones."""

    levels: tuple[tuple[int, int], ...]
    half_levels: int
    """On how many of them civil society stands between two levels."""


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


def said_by(scorecard: Scorecard, criterion: CriterionView) -> dict[str, LevelsOfUnits]:
    """For each party the levels that it gave and that count: government, where civil society stands, NGOs by key."""
    judged = CriterionData(scorecard, criterion.key)
    method = scorecard.method
    heard = {
        key: {
            row.milestone: said(party, row, quorum=method.quorum, version=method.version).heard for row in judged.rows
        }
        for key, party in judged.parties.items()
    }
    return {
        key: {number: level for number, level in levels.items() if isinstance(level, Middle)}
        for key, levels in heard.items()
    }


def paired(one: LevelsOfUnits, other: LevelsOfUnits) -> Paired:
    """The whole levels of the milestones that both speak of, and how many of these are left out for a half level."""
    both = [(one[number], other[number]) for number in one if number in other]
    whole = [(mine.lower, theirs.lower) for mine, theirs in both if not mine.between and not theirs.between]
    return Paired(tuple(whole), len(both) - len(whole))


def _pair(criterion: CriterionView, parties: Sequence[str], pair: Paired) -> ExportRow:
    found = weighted_kappa(pair.levels, [level.value for level in criterion.levels])
    shown = found if isinstance(found, Undefined) else Figure(str(found), display.coefficient(found))
    return {
        "criterion": criterion.key,
        "one": parties[0],
        "other": parties[1],
        "n": len(pair.levels),
        "half_levels": pair.half_levels,
        **figure(shown),
    }

"""The demonstration's scores as its script plays them, without a database; who is recused is written out.

NGO E is interested where the plan lists what it stands in for; no figure that is tested here depends on that.
"""

from functools import cache

from checkmyogp.demonstration import script
from checkmyogp.domain.findings import Counting, MilestoneRatings
from checkmyogp.domain.records import BandRead, MilestoneRecord, RatingRecord, StandingReport
from checkmyogp.domain.rubrics import Criterion, Level, Rubric
from checkmyogp.domain.scales import Account, Silence

COMPLETION = Criterion(
    "completion",
    (Level(0, "not_started"), Level(1, "limited"), Level(2, "substantial"), Level(3, "complete")),
    compared=True,
    evidence_from=2,
)
PARTICIPATION = Criterion(
    "participation",
    (Level(0, "none"), Level(1, "informed"), Level(2, "consulted"), Level(3, "involved"), Level(4, "collaborating")),
    compared=True,
    evidence_from=2,
)
RUBRIC = Rubric("check-my-ogp", 1, (COMPLETION, PARTICIPATION), "completion")
BANDS: dict[str, Account] = {"0": 0, "30": 1, "70": 2, "100": 3, script.NOT_DUE: Silence.NOT_YET_DUE}
QUORUM = 3
RECUSED = {
    "6.1": frozenset({"demonstration-ngo-f"}),
    "6.2": frozenset({"demonstration-ngo-f"}),
    "6.3": frozenset({"demonstration-ngo-f"}),
    "8.1": frozenset({"demonstration-ngo-b"}),
}
"""NGO F belongs to a group that leads 6.1 to 6.3; NGO B declared a stake in 8.1."""
NGOS = frozenset(ngo.key for ngo in script.ngos())


@cache
def records(criterion: Criterion) -> tuple[MilestoneRecord, ...]:
    """What stands on one criterion, in the plan's order, with the bands that it was read from."""
    said = {ngo.key: script.answers(ngo, RUBRIC) for ngo in script.ngos()}
    return tuple(
        MilestoneRecord(
            milestone=milestone,
            commitment=milestone.partition(".")[0],
            withdrawn=False,
            report=_report(criterion, answers["government"], turn),
            ratings=tuple(
                RatingRecord(
                    ngo,
                    Counting.RECUSED if ngo in RECUSED.get(milestone, ()) else Counting.COUNTED,
                    _revised(milestone, ngo, criterion, given[milestone][criterion.key].account),
                )
                for ngo, given in said.items()
                if milestone in given
            ),
        )
        for turn, (milestone, answers) in enumerate(script.scene()["answers"].items())
    )


def rows(criterion: Criterion) -> tuple[MilestoneRatings, ...]:
    """The same as the method takes it."""
    return tuple(record.row for record in records(criterion))


def _report(criterion: Criterion, band: str, turn: int) -> StandingReport:
    if band == script.NO_REPORT:
        return StandingReport(Silence.NOT_REPORTED)
    if criterion is COMPLETION:
        return StandingReport(BANDS[band], BandRead("mn-performance-bands", 1, band))
    level = script.participation(band, turn)
    return StandingReport(Silence.NOT_REPORTED if level is None else level)


def _revised(milestone: str, ngo: str, criterion: Criterion, account: Account) -> Account:
    reply = next((reply for reply in script.scene()["reply"] if reply["milestone"] == milestone), {"revised": {}})
    return reply["revised"].get(ngo, {}).get(criterion.key, account)

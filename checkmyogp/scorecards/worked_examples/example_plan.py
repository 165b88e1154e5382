"""A small invented plan, on which the rules about plans and about certainty are shown.

Five NGOs, A to E, and twelve milestones in seven commitments, reported in the bands of an administration.
"""

from checkmyogp.domain.crosswalks import Band, Crosswalk
from checkmyogp.domain.findings import Counting, MilestoneRatings
from checkmyogp.domain.method_2.bounds import Entitled
from checkmyogp.domain.method_2.verdicts import MilestoneFinding, find_all
from checkmyogp.domain.records import NOT_REPORTED, BandRead, MilestoneRecord, RatingRecord, StandingReport, rows
from checkmyogp.domain.rubrics import Criterion, Level
from checkmyogp.domain.scales import Account, Silence

NGOS = ("A", "B", "C", "D", "E")
QUORUM = 3
SCALE = (0, 1, 2, 3)
NOT_DUE = "not due"
WRITTEN = """
1.1 100 12233
1.2 70 11122
1.3 100 33323
2.1 100 11222
2.2 30 22231
3.1 100 23.32
3.2 - 011..
4.1 70 0111n
5.1 100 02122
5.2 . 11121
6.1 70 2.2r.
7.1 30 00111
"""
"""A milestone a line: the band that was reported, "-" not yet due, "." nothing; then a character for each NGO: its
level, "n" no evidence, "r" recused, "." nothing."""
DUE = frozenset(number for number, *_rest in map(str.split, WRITTEN.strip().splitlines()) if number != "3.2")
"""The milestones due by the end of the period."""
ANSWERS: dict[str, Silence] = {"n": Silence.NO_EVIDENCE, "r": Silence.RECUSED}
CROSSWALK = Crosswalk(
    key="example",
    version=1,
    criterion="completion",
    bands=(Band("0", 0), Band("30", 1), Band("70", 2), Band("100", 3), Band(NOT_DUE, Silence.NOT_YET_DUE)),
)
CRITERION = Criterion(
    key="completion",
    levels=tuple(Level(value, f"level-{value}") for value in SCALE),
    compared=True,
    evidence_from=2,
)


def example_records() -> list[MilestoneRecord]:
    """Everything said of the plan."""
    return [_record(*line.split()) for line in WRITTEN.strip().splitlines()]


def example_rows() -> list[MilestoneRatings]:
    """The same as the method takes it."""
    return rows(example_records())


def example_findings() -> tuple[MilestoneFinding, ...]:
    """What each milestone comes to."""
    return find_all(example_rows(), quorum=QUORUM)


def entitled() -> Entitled:
    """All five NGOs are accredited; whoever is recused says so itself."""
    return Entitled(frozenset(NGOS), {})


def _record(number: str, reported: str, given: str) -> MilestoneRecord:
    return MilestoneRecord(
        milestone=number,
        commitment=number.partition(".")[0],
        withdrawn=False,
        report=_report(reported),
        ratings=tuple(_rating(ngo, answer) for ngo, answer in zip(NGOS, given, strict=True) if answer != "."),
    )


def _report(reported: str) -> StandingReport:
    if reported == ".":
        return NOT_REPORTED
    band = NOT_DUE if reported == "-" else reported
    return StandingReport(CROSSWALK.account(band), BandRead(CROSSWALK.key, CROSSWALK.version, band))


def _rating(ngo: str, answer: str) -> RatingRecord:
    account: Account = ANSWERS[answer] if answer in ANSWERS else int(answer)
    return RatingRecord(ngo, Counting.RECUSED if account is Silence.RECUSED else Counting.COUNTED, account)

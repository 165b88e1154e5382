"""Which verdicts hang on what a band is taken to mean."""

from checkmyogp.domain.crosswalks import Band, Crosswalk
from checkmyogp.domain.divergence import Verdict
from checkmyogp.domain.findings import Counting
from checkmyogp.domain.method_2.bands import ShiftedBand, shifted_bands
from checkmyogp.domain.method_2.changes import ChangedVerdict
from checkmyogp.domain.records import BandRead, MilestoneRecord, RatingRecord, StandingReport
from checkmyogp.domain.scales import Account, Silence
from tests.unit.domain.method_2.demonstration_rows import COMPLETION

BANDS = Crosswalk("bands", 1, "completion", (Band("none", 0), Band("half", 2), Band("later", Silence.NOT_YET_DUE)))


def record(milestone: str, report: StandingReport, *levels: int, withdrawn: bool = False) -> MilestoneRecord:
    ratings = tuple(RatingRecord(ngo, Counting.COUNTED, level) for ngo, level in zip("abc", levels, strict=False))
    return MilestoneRecord(milestone, milestone[0], withdrawn, report, ratings)


def band(raw: str, account: Account, *, version: int = 1) -> StandingReport:
    return StandingReport(account, BandRead("bands", version, raw))


def shifted(*records: MilestoneRecord) -> dict[tuple[str, int], tuple[ChangedVerdict, ...]]:
    found = shifted_bands(records, COMPLETION, BANDS, quorum=3)
    return {(each.band, each.read_as): each.changes for each in found}


def test_each_band_moves_by_itself_one_level_down_and_up_within_the_scale():
    found = shifted_bands([], COMPLETION, BANDS, quorum=3)

    assert found == (
        ShiftedBand("none", 0, 1, ()),
        ShiftedBand("half", 2, 1, ()),
        ShiftedBand("half", 2, 3, ()),
    )


def test_what_was_reported_in_the_band_is_read_otherwise_and_nothing_else():
    found = shifted(
        record("1.1", band("half", 2), 2, 2, 2),
        record("1.2", band("none", 0), 0, 0, 0),
        record("1.3", StandingReport(2), 2, 2, 2),
        record("1.4", band("half", 2), 2),
        record("1.5", band("half", 2), 2, 2, 2, withdrawn=True),
    )

    assert found == {
        ("none", 1): (ChangedVerdict("1.2", Verdict.ALIGNED, Verdict.GOVERNMENT_HIGHER),),
        ("half", 1): (ChangedVerdict("1.1", Verdict.ALIGNED, Verdict.CIVIL_SOCIETY_HIGHER),),
        ("half", 3): (ChangedVerdict("1.1", Verdict.ALIGNED, Verdict.GOVERNMENT_HIGHER),),
    }


def test_a_band_of_another_version_keeps_what_it_means():
    found = shifted(record("1.1", band("half", 1, version=2), 1, 1, 1))

    assert found == {("none", 1): (), ("half", 1): (), ("half", 3): ()}

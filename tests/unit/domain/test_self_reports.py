"""What an agency has typed, and what it comes to."""

from datetime import date

import pytest

from checkmyogp.domain.drafts import waiting_after
from checkmyogp.domain.evidence import TypedEvidence
from checkmyogp.domain.rubrics import Lack, Missing
from checkmyogp.domain.scales import Silence
from checkmyogp.domain.self_reports import (
    NOTHING_TYPED,
    BandOf,
    ReportSheet,
    Stage,
    TypedReport,
    quarters,
    stage,
)

WHOLE = TypedReport("2", "It is on our site.", "en", (TypedEvidence("https://example.org", "The list"),))


def sheet(report: TypedReport, quarter: str = "") -> ReportSheet:
    return ReportSheet({"completion": report}, quarter)


@pytest.mark.parametrize(
    ("starts", "ends", "found"),
    [
        (date(2025, 1, 1), date(2025, 6, 30), ("2025-Q1", "2025-Q2")),
        (date(2025, 3, 31), date(2025, 4, 1), ("2025-Q1", "2025-Q2")),
        (date(2024, 11, 5), date(2025, 1, 5), ("2024-Q4", "2025-Q1")),
        (date(2025, 5, 5), date(2025, 5, 5), ("2025-Q2",)),
    ],
)
def test_the_quarters_that_a_period_touches(starts: date, ends: date, found: tuple[str, ...]):
    assert quarters(starts, ends) == found


def test_what_was_chosen_is_a_level_a_band_or_a_silence():
    band = BandOf("mn-performance-bands", 1, "хугацаа/болоогүй")

    assert TypedReport("3").chosen == 3
    assert TypedReport("not_yet_due").chosen is Silence.NOT_YET_DUE
    assert TypedReport(str(band)).chosen == band


@pytest.mark.parametrize(
    ("report", "lacks"),
    [
        (WHOLE, ()),
        (TypedReport(language="mn"), ()),
        (TypedReport("2", "", "en"), (Lack.REASON,)),
        (TypedReport("", "Some words.", "en"), (Lack.ANSWER,)),
        (TypedReport("2", "Some words.", "en", (TypedEvidence(title="A title"),)), (Lack.WHOLE_EVIDENCE,)),
    ],
)
def test_what_a_report_lacks(report: TypedReport, lacks: tuple[Lack, ...]):
    assert sheet(report).missing == tuple(Missing("completion", lack) for lack in lacks)


def test_a_sheet_is_restored_as_it_was_stored_without_empty_rows():
    typed = TypedReport("2", "Some words.", "en", (TypedEvidence(), TypedEvidence(title="A title")))

    restored = ReportSheet.restored(sheet(typed, "2025-Q1").stored())

    assert restored == sheet(TypedReport("2", "Some words.", "en", (TypedEvidence(title="A title"),)), "2025-Q1")


def test_how_far_a_milestone_has_come():
    assert stage(NOTHING_TYPED, submitted=False) is Stage.NOTHING
    assert stage(sheet(TypedReport("2")), submitted=False) is Stage.DRAFTED
    assert stage(sheet(WHOLE), submitted=False) is Stage.READY
    assert stage(sheet(WHOLE), submitted=True) is Stage.REPORTED


def test_the_next_one_comes_after_this_one_and_begins_again_at_the_end():
    stages = {"1.1": Stage.NOTHING, "1.2": Stage.READY, "1.3": Stage.DRAFTED, "1.4": Stage.REPORTED}

    assert _waiting(stages, "1.1") == ("1.3", "1.1")
    assert _waiting(stages, "1.3") == ("1.1", "1.3")
    assert _waiting(stages, "") == ("1.1", "1.3")


def _waiting(stages: dict[str, Stage], number: str) -> tuple[str, ...]:
    return waiting_after({each: stage.waits for each, stage in stages.items()}, number)

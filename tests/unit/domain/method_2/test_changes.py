"""What changes between two readings of the same milestones."""

import pytest

from checkmyogp.domain.divergence import Verdict
from checkmyogp.domain.method_2.changes import ChangedVerdict, changed_verdicts
from checkmyogp.domain.method_2.verdicts import find_all
from checkmyogp.domain.scales import Silence
from tests.factories.said import SILENT, row


def test_a_verdict_that_turns_or_is_lost_or_is_won_has_changed():
    before = [row(3, 1, 1, 1, milestone="1"), row(3, 1, 1, 1, milestone="2"), row(3, 1, milestone="3")]
    after = [row(3, 3, 3, 3, milestone="1"), row(3, 1, milestone="2"), row(3, 1, 1, 1, milestone="3")]

    assert changed_verdicts(find_all(before, quorum=3), find_all(after, quorum=3)) == (
        ChangedVerdict("1", Verdict.GOVERNMENT_HIGHER, Verdict.ALIGNED),
        ChangedVerdict("2", Verdict.GOVERNMENT_HIGHER, Silence.NO_QUORUM),
        ChangedVerdict("3", Silence.NO_QUORUM, Verdict.GOVERNMENT_HIGHER),
    )


def test_one_silence_in_the_place_of_another_is_no_verdict_that_changed():
    assert changed_verdicts(find_all([row(SILENT)], quorum=3), find_all([row(SILENT, 1)], quorum=3)) == ()


def test_readings_of_different_milestones_are_refused():
    with pytest.raises(ValueError, match=r"1\.1 cannot be compared with 1\.2"):
        changed_verdicts(find_all([row(3)], quorum=3), find_all([row(3, milestone="1.2")], quorum=3))

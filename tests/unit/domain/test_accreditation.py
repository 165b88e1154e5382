"""The life of an accreditation, its term, and who settles an appeal."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from checkmyogp.domain.accreditation import (
    APPEALABLE,
    DECIDED,
    AppealPart,
    can_appeal_until,
    end_of,
    open_decisions,
    part_in_appeal,
    standing,
)
from checkmyogp.domain.lifecycles import AccreditationState, StepRefused, step_accreditation

APPLIED, ACCREDITED, DECLINED, SUSPENDED, REVOKED, EXPIRED = AccreditationState

STEPS = {
    (APPLIED, APPLIED),
    (APPLIED, ACCREDITED),
    (APPLIED, DECLINED),
    (ACCREDITED, ACCREDITED),
    (ACCREDITED, SUSPENDED),
    (ACCREDITED, REVOKED),
    (ACCREDITED, EXPIRED),
    (SUSPENDED, ACCREDITED),
    (SUSPENDED, REVOKED),
    (DECLINED, APPLIED),
    (REVOKED, APPLIED),
    (EXPIRED, APPLIED),
}


@pytest.mark.parametrize("before", AccreditationState)
@pytest.mark.parametrize("after", AccreditationState)
def test_only_the_steps_of_an_accreditations_life_are_taken(before: AccreditationState, after: AccreditationState):
    if (before, after) in STEPS:
        assert step_accreditation(before, after) is after
    else:
        with pytest.raises(StepRefused, match=f"{before.value} cannot become {after.value}"):
            step_accreditation(before, after)


def test_officers_decide_what_is_a_step_and_never_that_an_ngo_applied_or_that_time_has_passed():
    assert {state: open_decisions(state) for state in AccreditationState} == {
        APPLIED: (ACCREDITED, DECLINED),
        ACCREDITED: (ACCREDITED, SUSPENDED, REVOKED),
        DECLINED: (),
        SUSPENDED: (ACCREDITED, REVOKED),
        REVOKED: (),
        EXPIRED: (),
    }


def test_what_takes_something_from_an_ngo_can_be_appealed_against():
    assert set(DECIDED) - APPEALABLE == {ACCREDITED}


@pytest.mark.parametrize(("days", "stands"), [(-1, ACCREDITED), (0, ACCREDITED), (1, EXPIRED)])
def test_an_accreditation_holds_up_to_and_including_its_last_day(days: int, stands: AccreditationState):
    last = date(2030, 5, 31)

    assert standing(ACCREDITED, ends_on=last, today=last + timedelta(days=days)) is stands


def test_a_term_without_a_last_day_does_not_end():
    assert standing(ACCREDITED, ends_on=None, today=date(2999, 1, 1)) is ACCREDITED


@pytest.mark.parametrize("state", sorted(set(AccreditationState) - {ACCREDITED}))
def test_time_changes_no_other_state(state: AccreditationState):
    assert standing(state, ends_on=date(2030, 5, 31), today=date(2030, 6, 1)) is state


def test_a_day_ends_by_the_clock_of_the_country():
    assert end_of(date(2030, 5, 31), ZoneInfo("Asia/Ulaanbaatar")) == datetime(2030, 5, 31, 16, tzinfo=UTC)


def test_an_appeal_is_possible_for_thirty_days():
    decided = datetime(2030, 5, 1, 9, tzinfo=UTC)

    assert can_appeal_until(decided) == datetime(2030, 5, 31, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("officer", "officers", "part"),
    [
        ("third", {"first", "second", "third"}, AppealPart.ALONE),
        ("first", {"first", "second", "third"}, AppealPart.NONE),
        ("first", {"first", "second"}, AppealPart.WITH_ANOTHER),
        ("second", {"second"}, AppealPart.WITH_ANOTHER),
        ("third", {"third"}, AppealPart.ALONE),
    ],
)
def test_who_had_no_part_in_a_decision_settles_the_appeal_against_it(
    officer: str, officers: set[str], part: AppealPart
):
    assert part_in_appeal(officer, decided={"first", "second"}, officers=officers) is part

"""The life of a recovery: what it can become, and when."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from checkmyogp.domain.lifecycles import StepRefused, TooEarly
from checkmyogp.domain.recoveries import OPEN, STEPS, RecoveryState, is_before_it, refuse_early, step

NOW = datetime(2030, 6, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_two_officers_and_a_time_to_stop_it_stand_before_its_end():
    assert step(RecoveryState.PROPOSED, RecoveryState.WAITING) is RecoveryState.WAITING
    assert step(RecoveryState.WAITING, RecoveryState.DONE) is RecoveryState.DONE
    with pytest.raises(StepRefused):
        step(RecoveryState.PROPOSED, RecoveryState.DONE)


@pytest.mark.parametrize(("ended", "to"), [*product(sorted(set(RecoveryState) - OPEN), sorted(RecoveryState))])
def test_what_has_ended_becomes_nothing_else(ended: RecoveryState, to: RecoveryState):
    with pytest.raises(StepRefused):
        step(ended, to)


def test_every_state_has_its_steps():
    assert set(STEPS) == set(RecoveryState)


def test_it_is_done_when_its_time_is_over_and_not_a_second_before():
    refuse_early(NOW, now=NOW)
    with pytest.raises(TooEarly) as refused:
        refuse_early(NOW, now=NOW - SECOND)

    assert refused.value.until == NOW


def test_a_round_that_was_open_at_the_recovery_may_hold_what_was_written_before():
    assert is_before_it(NOW - SECOND, recovered_at=NOW)
    assert is_before_it(NOW, recovered_at=NOW)
    assert not is_before_it(NOW + SECOND, recovered_at=NOW)
    assert not is_before_it(None, recovered_at=NOW)

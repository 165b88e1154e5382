"""A round's life: each step once, in order, and never back."""

from itertools import product

import pytest

from checkmyogp.domain.lifecycles import ROUND_STEPS, RoundState, StepRefused, step_round

LIFE = [
    (RoundState.DRAFT, RoundState.OPEN),
    (RoundState.OPEN, RoundState.CLOSED),
    (RoundState.CLOSED, RoundState.PUBLISHED),
]


@pytest.mark.parametrize(("state", "step"), LIFE)
def test_a_round_takes_its_steps_in_order(state: RoundState, step: RoundState):
    assert step_round(state, step) is step


@pytest.mark.parametrize(("state", "step"), sorted(set(product(RoundState, RoundState)) - set(LIFE)))
def test_a_round_takes_no_other_step(state: RoundState, step: RoundState):
    with pytest.raises(StepRefused, match=f"{state.value} cannot become {step.value}") as refusal:
        step_round(state, step)

    assert (refusal.value.state, refusal.value.step) == (state, step)


def test_every_state_is_reached_and_has_its_rule():
    assert set(ROUND_STEPS) == set(RoundState)
    assert {step for steps in ROUND_STEPS.values() for step in steps} == set(RoundState) - {RoundState.DRAFT}

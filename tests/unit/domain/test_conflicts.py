"""Who may not, or not without a mark, score which milestone."""

import pytest
from hypothesis import given
from hypothesis.strategies import builds, lists, sampled_from

from checkmyogp.domain.conflicts import Conflict, ConflictLevel, FoundConflict, Role, Stake, detect, strongest

LEAD = FoundConflict("1.1", Conflict.LEAD, ConflictLevel.RECUSED)
SUPPORTING = FoundConflict("1.1", Conflict.SUPPORTING, ConflictLevel.INTERESTED)
STAKES = builds(Stake, sampled_from(["1.1", "1.2"]), sampled_from(["a", "b", "group"]), sampled_from(Role))


def test_a_lead_is_recused_and_a_supporter_is_interested():
    assert detect([Stake("1.1", "a", Role.LEAD)], identities=frozenset("a")) == (LEAD,)
    assert detect([Stake("1.1", "a", Role.SUPPORTING)], identities=frozenset("a")) == (SUPPORTING,)


@pytest.mark.parametrize("order", [(Role.LEAD, Role.SUPPORTING), (Role.SUPPORTING, Role.LEAD)])
def test_a_lead_that_also_supports_is_a_lead(order: tuple[Role, Role]):
    assert detect([Stake("1.1", "a", role) for role in order], identities=frozenset("a")) == (LEAD,)


def test_a_member_of_a_group_has_the_groups_stake():
    stakes = [Stake("1.1", "group", Role.LEAD), Stake("1.2", "b", Role.LEAD)]

    assert detect(stakes, identities=frozenset({"a", "group"})) == (LEAD,)


def test_an_organisation_without_a_stake_has_no_conflict():
    assert detect([Stake("1.1", "a", Role.LEAD)], identities=frozenset({"ab", "A"})) == ()


def test_conflicts_come_in_the_order_of_the_milestones():
    stakes = [Stake(milestone, "a", Role.LEAD) for milestone in ("2.1", "1.1", "2.1", "1.2")]

    assert [found.milestone for found in detect(stakes, identities=frozenset("a"))] == ["2.1", "1.1", "1.2"]


def test_recused_is_stronger_than_interested():
    assert strongest([ConflictLevel.INTERESTED]) is ConflictLevel.INTERESTED
    assert strongest([ConflictLevel.INTERESTED, ConflictLevel.RECUSED]) is ConflictLevel.RECUSED


@given(stakes=lists(STAKES))
def test_each_milestone_has_one_conflict_at_most_and_more_identities_never_weaken_it(stakes: list[Stake]):
    alone = {found.milestone: found for found in detect(stakes, identities=frozenset("a"))}
    with_group = {found.milestone: found for found in detect(stakes, identities=frozenset({"a", "group"}))}

    assert len(alone) == len(detect(stakes, identities=frozenset("a")))
    for milestone, found in alone.items():
        assert strongest([found.level, with_group[milestone].level]) is with_group[milestone].level
